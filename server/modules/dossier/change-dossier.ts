import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { advance } from '#workflows/dossier/advance.ts'
import { SHELL_VERSION } from '#workflows/dossier/shell-version.ts'
import type { Facts } from '#workflows/dossier/state.ts'
import type { Actor } from '../account/actor.ts'
import { machineFor } from '../procedure/definition-of.ts'
import { conditionFacts } from './condition-facts.ts'
import { can, type DossierAction } from './dossier.policy.ts'
import { findStoredDossier, type StoredDossier, saveChange } from './dossier.repository.ts'
import { type EventRow, hashOf, hashOfEvent, type SealedRow, seal, withoutAbsent } from './history.ts'
import { loadDossier } from './load-dossier.ts'
import type { Decision, LoadedDossier, Saved } from './loaded-dossier.ts'
import { dossierColumns, type OutboxLine, outboxLines, projectionRows } from './rows.ts'

export interface CommandKey {
  /** Made by the client once per intent: a retry with the same body hears the same answer. */
  requestId: string
  action: DossierAction
  /** Everything that the caller asked for, as it was validated. */
  body: unknown
  /** The duty that the act belongs to, where there is one. */
  workId?: string
}

const savedSchema = z.object({
  code: z.string(),
  revision: z.int(),
  state: z.object({ shellState: z.string(), nationalCode: z.int() }),
})

/** Nothing but the hash of what was asked is kept, and it says nothing of the words in it. */
export const bodyHashOf = (actor: Actor, command: { action: DossierAction | 'open'; body: unknown }) =>
  hashOf({ action: command.action, actor: actor.id, body: JSON.stringify(command.body ?? null) })

/**
 * The one door: every change of a dossier, whoever causes it, passes here. Load, may this actor, is it possible, save in one statement.
 * Somebody faster makes it throw DOSSIER_CHANGED_MEANWHILE and write nothing.
 */
export async function changeDossier(
  actor: Actor,
  code: string,
  command: CommandKey,
  decide: (dossier: LoadedDossier) => Decision | Promise<Decision>,
): Promise<Saved> {
  const bodyHash = bodyHashOf(actor, command)
  const stored = await findStoredDossier(code, command.requestId)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
  const dossier = await loadDossier(stored)
  assertMay(actor, command, dossier)
  const known = knownAnswer(stored.command, command.requestId, bodyHash)
  if (known) return known
  const decision = await decide(dossier)
  return repeatable(
    () => save(actor, dossier, dossier.revision, decision, { requestId: command.requestId, bodyHash }),
    async () => knownAnswer((await findStoredDossier(code, command.requestId))?.command ?? null, command.requestId, bodyHash),
  )
}

/** The same command twice at once: the one that comes second finds the row changed, and hears what the first one heard. */
export async function repeatable(run: () => Promise<Saved>, recall: () => Promise<Saved | null>): Promise<Saved> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'DOSSIER_CHANGED_MEANWHILE') throw error
    const known = await recall()
    if (known) return known
    throw error
  }
}

export function knownAnswer(command: StoredDossier['command'], requestId: string, bodyHash: string): Saved | null {
  if (!command) return null
  if (command.bodyHash !== bodyHash) throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} came with another body`)
  return { ...savedSchema.parse(command.response), response: command.response }
}

/** 403 to staff and to a party; to everybody else the dossier does not exist. */
function assertMay(actor: Actor, command: CommandKey, dossier: LoadedDossier): void {
  const verdict = can(actor, command.action, dossier, command.workId)
  if (verdict.allow) return
  if (actor.kind === 'SYSTEM' || can(actor, 'view', dossier).allow)
    throw new DomainError('NOT_PERMITTED', `${actor.id} ${command.action} ${dossier.code}: ${verdict.reason}`)
  throw new DomainError('NOT_FOUND', `${actor.id} may not see ${dossier.code}`)
}

/** Decides each event in turn on the state that the one before left, and writes all of them at once. */
export async function save(
  actor: Actor,
  dossier: Omit<LoadedDossier, 'state'> & { state: LoadedDossier['state'] | null },
  expectedRevision: number,
  decision: Decision,
  command: { requestId: string; bodyHash: string },
): Promise<Saved> {
  const machine = await machineFor(dossier.procedureVersionId)
  let state = dossier.state
  let seq = dossier.lastSeq
  let prevHash = dossier.lastHash
  const conditions = conditionFacts({
    ...dossier,
    answers: decision.answers ?? dossier.answers,
    stepData: { ...dossier.stepData, ...decision.stepData },
  })
  const events: EventRow[] = []
  const sealed: SealedRow[] = []
  const outbox: OutboxLine[] = []
  for (const { event, sealed: words, fees, onBehalfOfId } of decision.events) {
    const facts: Facts = {
      now: dossier.now,
      actor: { id: actor.id },
      conditions,
      caseCode: dossier.caseCode,
      fees: fees ?? [],
    }
    const next = advance(machine, state, event, facts)
    state = next.state
    seq += 1
    const { type, ...payload } = withoutAbsent(event)
    const hidden = words ? seal(dossier.homeAgencyId, `${dossier.id}:${seq}`, words) : null
    if (hidden) sealed.push(hidden.row)
    const row: Omit<EventRow, 'hash'> = {
      homeAgencyId: dossier.homeAgencyId,
      openedMonth: dossier.openedMonth,
      dossierId: dossier.id,
      seq,
      stream: type === 'FEE_SETTLED' ? 'PAYMENT' : type === 'RETURN_RESULT' ? 'DELIVERY' : 'DOSSIER',
      type,
      payload,
      facts,
      sealedHash: hidden?.sealedHash ?? null,
      actorId: actor.id,
      onBehalfOfId: onBehalfOfId ?? null,
      channel: actor.channel,
      requestId: command.requestId,
      procedureVersionId: dossier.procedureVersionId,
      shellVersion: SHELL_VERSION,
      at: dossier.now,
      stateHash: hashOf(state),
      prevHash,
    }
    prevHash = hashOfEvent(row)
    events.push({ ...row, hash: prevHash })
    outbox.push(...outboxLines(next.effects, { seq, at: dossier.now, type, actorId: actor.id }))
  }
  if (!state) throw new DomainError('INTERNAL', 'a change without an event')

  const columns = dossierColumns(dossier, dossier.definition, state, dossier.calendar)
  const revision = expectedRevision + 1
  const saved = { code: dossier.code, revision, state: { shellState: columns.shellState, nationalCode: columns.nationalCode } }
  const response = { ...decision.response, ...saved }
  const key = { homeAgencyId: dossier.homeAgencyId, dossierId: dossier.id }
  const keyed = <T extends object>(list: readonly T[] | undefined) => (list ?? []).map((item) => ({ ...item, ...key }))
  await saveChange(
    {
      expectedRevision,
      dossier: {
        homeAgencyId: dossier.homeAgencyId,
        id: dossier.id,
        code: dossier.code,
        foreignCode: dossier.foreignCode,
        lookupSecret: dossier.lookupSecret,
        openedMonth: dossier.openedMonth,
        procedureCode: dossier.procedureCode,
        procedureVersionId: dossier.procedureVersionId,
        shellVersion: SHELL_VERSION,
        calendarVersionId: dossier.calendarVersionId,
        source: dossier.source,
        receivingPointId: dossier.receivingPointId,
        supportPointId: dossier.supportPointId,
        originAgencyId: dossier.originAgencyId,
        parentId: dossier.parentId,
        resultWay: decision.resultWay ?? dossier.resultWay,
        openedAt: state.context.openedAt,
        ...columns,
        state,
        stateHash: hashOf(state),
        revision,
        lastSeq: seq,
        lastHash: prevHash,
        updatedAt: dossier.now,
      },
      events,
      sealed,
      ...projectionRows(dossier, dossier.definition, state, dossier.calendar),
      formData: keyed(decision.formData?.map((form) => ({ ...form, createdAt: dossier.now }))),
      parties: keyed(decision.parties?.map((party) => ({ ...party, openedAt: dossier.now }))),
      papers: keyed(decision.papers),
      fees: keyed(settledFees(decision.fees ?? dossier.fees, state.context.fees)),
      fileIds: decision.fileIds ?? [],
      payments: keyed(decision.payments),
      receipts: keyed(decision.receipts),
      deliveries: keyed(decision.deliveries),
      outbox,
      command: { ...key, requestId: command.requestId, bodyHash: command.bodyHash, response, createdAt: dossier.now },
    },
    `dossier ${dossier.code} at revision ${expectedRevision}`,
  )
  return { ...saved, response }
}

/** What is paid, and when, is the state's word; name, reckoning and exemption are the rows'. */
function settledFees(rows: LoadedDossier['fees'], known: LoadedDossier['state']['context']['fees']) {
  return rows.map((row) => {
    const fee = known.find((candidate) => candidate.feeId === row.feeId)
    return fee ? { ...row, amountVnd: fee.amountVnd, settledVnd: fee.settledVnd, settledAt: fee.settledAt } : row
  })
}
