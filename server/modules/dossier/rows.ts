import type { Effect } from '#workflows/dossier/effects.ts'
import { nationalCode, shellState } from '#workflows/dossier/national-code.ts'
import { project } from '#workflows/dossier/project.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { deadlines, stepDue, timerDue } from './deadlines.ts'
import { type AgenciesOfDossier, competentNow, workAgency } from './work-agency.ts'

interface Place extends AgenciesOfDossier {
  homeAgencyId: string
  id: string
}

/** What lists and jobs read: rows derived from the state alone, so that an invariant can derive them again and compare. */
export function projectionRows(place: Place, definition: ProcedureDefinition, state: DossierState, calendar: Calendar) {
  const key = { homeAgencyId: place.homeAgencyId, dossierId: place.id }
  const projected = project(definition, state)
  return {
    work: projected.workItems.map((work, n) => ({
      ...key,
      workId: work.workId,
      step: work.step,
      stepKind: work.stepKind,
      round: work.round,
      role: work.performer.role,
      unitKind: work.performer.unitKind,
      agencyId: workAgency(place, state.context, n, work.performer),
      // who alone may do it counts as assigned, so that lists show it to nobody else
      assigneeId: work.assigneeId ?? work.requiredAccountId,
      excludedAccountId: work.excludedAccountId,
      excludedViaId: work.excludedViaId,
      openedAt: work.openedAt,
      firstOpenedAt: work.firstOpenedAt,
      dueAt: work.closedAt ? null : stepDue(definition, state, work, calendar),
      closedAt: work.closedAt,
      closedById: work.closedById,
      outcome: work.outcome,
      member: work.member,
      closedViaId: work.closedViaId,
    })),
    clocks: projected.clocks.map((segment) => ({ ...key, ...segment })),
    timers: projected.timers.map((timer) => ({
      ...key,
      timerId: timer.timerId,
      kind: timer.kind,
      workId: timer.workId,
      dueAt: timer.status === 'RUNNING' ? timerDue(definition, state, timer, calendar) : null,
      status: timer.status,
    })),
    supplements: projected.supplements.map((request) => ({ ...key, ...request })),
  }
}

export type ProjectionRows = ReturnType<typeof projectionRows>

/** The columns of Dossier that lists and the portal read; like the rows above they follow from the state. */
export function dossierColumns(
  { originAgencyId }: Pick<Place, 'originAgencyId'>,
  definition: ProcedureDefinition,
  state: DossierState,
  calendar: Calendar,
) {
  const { intake, legal, promisedAt } = deadlines(definition, state, calendar)
  const { context } = state
  const projected = project(definition, state)
  return {
    shellState: projected.shellState,
    nationalCode: nationalCode(state),
    currentSteps: projected.currentSteps,
    competentAgencyId: competentNow(context, originAgencyId),
    caseCode: context.caseCode,
    decision: context.decision,
    receivedAt: context.receivedAt,
    intakeDueAt: intake?.dueAt ?? null,
    legalDueAt: legal?.dueAt ?? null,
    promisedDueAt: promisedAt,
    legalRemainingMinutes: legal?.remainingMinutes ?? null,
    endedAt: context.endedAt,
  }
}

export interface OutboxLine {
  target: 'PORTAL' | 'MAIL' | 'FORM' | 'RESULT' | 'PAYMENT' | 'SUB'
  eventSeq: number
  type: string
  payload: Record<string, unknown>
}

/** Each line counts its messages from one, without gaps. */
export function numbered(
  messages: readonly OutboxLine[],
  before: Readonly<Record<string, number>>,
): { lines: (OutboxLine & { lineSeq: number })[]; lastLines: Record<string, number> } {
  const lastLines = { ...before }
  const lines = messages.map((message) => {
    const lineSeq = (lastLines[message.target] ?? 0) + 1
    lastLines[message.target] = lineSeq
    return { ...message, lineSeq }
  })
  return { lines, lastLines }
}

interface AboutEvent {
  seq: number
  at: string
  type: string
  actorId: string
}

/** The dossier that asked for this one learns by the worker how it ended. */
export function endOfSub(parentId: string | null, state: DossierState, event: AboutEvent): OutboxLine[] {
  if (parentId === null || state.context.endedAt === null) return []
  const outcome = state.context.decision ?? shellState(state).toUpperCase()
  return [{ target: 'SUB', eventSeq: event.seq, type: 'subEnded', payload: { parentId, outcome, at: event.at } }]
}

/** Effects that leave the transaction, each on the line of its target. Payloads hold codes, dates and ids; names are joined when sending. */
export function outboxLines(effects: readonly Effect[], event: AboutEvent): OutboxLine[] {
  const lines: OutboxLine[] = []
  const add = (target: OutboxLine['target'], type: string, payload: Record<string, unknown>) =>
    lines.push({
      target,
      eventSeq: event.seq,
      type,
      payload: { ...payload, at: event.at, eventType: event.type, actorId: event.actorId },
    })
  for (const effect of effects) {
    switch (effect.type) {
      case 'syncPortal':
        add('PORTAL', 'syncPortal', { code: effect.code })
        break
      case 'progressPortal':
        add('PORTAL', 'progressPortal', { step: effect.step })
        break
      case 'notify':
        add('MAIL', 'notify', { template: effect.template, audience: effect.audience })
        break
      case 'issueForm':
        add('FORM', 'issueForm', { form: effect.form })
        break
      case 'issueResult':
        add('RESULT', 'issueResult', {})
        break
      case 'requestFee':
        add('PAYMENT', 'requestFee', { feeId: effect.feeId })
        break
      case 'refund':
        add('PAYMENT', 'refund', { feeId: effect.feeId })
        break
      case 'deliver':
        add('RESULT', 'deliver', { way: effect.way })
        break
      case 'askAgency':
        add('MAIL', 'askAgency', { workId: effect.workId, member: effect.member })
        break
      case 'openSub':
        add('SUB', 'openSub', { subDossierId: effect.subDossierId })
        break
      case 'startClock':
      case 'pauseClock':
      case 'resumeClock':
      case 'stopClock':
      case 'openWork':
      case 'closeWork':
      case 'startTimer':
      case 'cancelTimer':
      case 'registerFee':
        // done by the state itself, which the rows above are read off
        break
      default:
        effect satisfies never
    }
  }
  return lines
}
