import { agencyById, unitAt } from '../agency/agencies.ts'
import type { EventOfDossier } from './dossier-view.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

export interface TimelineEntry {
  seq: number
  at: string
  type: string
  /** What the step, fee or outcome is called, for the sentence `timeline.<type>`. */
  params: {
    stepVi?: string
    stepEn?: string
    outcomeVi?: string
    outcomeEn?: string
    feeVi?: string
    amountVnd?: number
    dueAt?: string | null
    /** The date before a changed calendar moved it. */
    oldDueAt?: string | null
    /** To whom it was transferred. */
    agencyVi?: string
    agencyEn?: string
    /** Who has the work now, and who had it before; for staff. */
    toVi?: string
    fromVi?: string
    mode?: string
    /** Whose opinion it is, and what was answered; for staff. */
    memberVi?: string
    memberEn?: string
    answerVi?: string
    answerEn?: string
    /** Who agreed, and who did so in that name. */
    approverVi?: string
    approverViaVi?: string
    /** Who did it: the unit, or the desk where the papers came in. Officers are named to their colleagues only. */
    unitVi?: string
    unitEn?: string
    /** How it came in. */
    source?: string
    /** What the applicant changed, and to what. */
    what?: string
    value?: string
  }
  /** While the dossier stood in a step: what the applicant reads. */
  publicVi: string | null
  publicEn: string | null
  /** In whose name it was done; only for those who may know (the party itself, staff). */
  personVi: string | null
  /** The delegate who did it in that name; null: the person acted for themselves. */
  viaVi: string | null
  reason: string | null
  documents: { form: string; url: string }[]
  /** For checking the history; staff and parties see it. */
  hash: string
}

/** What the public way of the dossier consists of; duties changing hands inside the office are the office's matter. */
const PUBLIC: ReadonlySet<string> = new Set([
  'OPEN',
  'FEE_SETTLED',
  'ACCEPT',
  'REFUSE_INTAKE',
  'REQUEST_SUPPLEMENT',
  'SUPPLY',
  'CANCEL_SUPPLEMENT',
  'HAND_OVER',
  'COMPLETE_STEP',
  'REQUIRE_OBLIGATION',
  'OBLIGATION_SETTLED',
  'SUSPEND',
  'RESUME',
  'EXTEND',
  'RECALENDAR',
  'WITHDRAW',
  'REQUEST_WITHDRAWAL',
  'CONFIRM_WITHDRAWAL',
  'DENY_WITHDRAWAL',
  'STOP',
  'TRANSFER',
  'OPEN_SUB',
  'SUB_CLOSED',
  'RETURN_RESULT',
  'REOPEN',
  'AMEND',
])
/** What the applicant may take along with every word; how a step ended is told once the dossier has ended. */
export const isToldWhole = (type: string, isEnded: boolean): boolean =>
  PUBLIC.has(type) && (isEnded || (type !== 'COMPLETE_STEP' && type !== 'REOPEN'))

/** Reasons that are addressed to the applicant. */
const TOLD = new Set([
  'REFUSE_INTAKE',
  'REQUEST_SUPPLEMENT',
  'SUSPEND',
  'EXTEND',
  'STOP',
  'TRANSFER',
  'DENY_WITHDRAWAL',
  'WITHDRAW',
  'REQUEST_WITHDRAWAL',
])

export type Reader = 'VISITOR' | 'PARTY' | 'STAFF'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

type About = Pick<LoadedDossier, 'definition' | 'fees' | 'state' | 'work' | 'receivingPointId' | 'competentAgencyId' | 'parties'>

/** The step of an event by its work: its id is older than the version that a dossier was moved to. */
function stepOf({ definition, state }: About, payload: Record<string, unknown>) {
  const workId = text(payload.workId)
  const stepId = workId === null ? text(payload.toStep) : state.context.work.find((work) => work.workId === workId)?.step
  return definition.steps.find((candidate) => candidate.id === stepId)
}

/** A changed calendar that moved no date is no news to the applicant. */
const isSilent = ({ type, payload }: EventOfDossier) => type === 'RECALENDAR' && payload.oldDueAt === payload.newDueAt

const memberOf = ({ member }: Record<string, unknown>): string | null =>
  typeof member === 'object' && member !== null && 'member' in member ? text(member.member) : text(member)

/** Who had each work before it was given to somebody else, by the number of the event. */
function formerHolders(events: readonly EventOfDossier[]): Map<number, string> {
  const holders = new Map<string, string>()
  const former = new Map<number, string>()
  for (const { seq, type, payload } of events) {
    const [workId, accountId] = [text(payload.workId), text(payload.accountId)]
    if (type !== 'ASSIGN' || workId === null || accountId === null) continue
    const before = holders.get(workId)
    if (before !== undefined) former.set(seq, before)
    if (payload.mode === 'release') holders.delete(workId)
    else holders.set(workId, accountId)
  }
  return former
}

/** An approver's delegate: whoever agreed is neither the approver nor one of those for whom it was done. */
function approverVia({ actorId, onBehalfOfId, viaId, payload }: EventOfDossier): string | null {
  const approverId = text(payload.approverId)
  return approverId === null || [approverId, onBehalfOfId, viaId].includes(actorId) ? null : actorId
}

/** Everybody whom the timeline names to staff. */
export const peopleOf = (events: readonly EventOfDossier[]): string[] =>
  events.flatMap(({ actorId, onBehalfOfId, viaId, payload }) =>
    [actorId, onBehalfOfId, viaId, text(payload.accountId), text(payload.approverId)].filter((id) => id !== null),
  )

const AT_THE_DESK = new Set(['ACCEPT', 'REFUSE_INTAKE', 'HAND_OVER', 'RETURN_RESULT'])

/** Decided for the whole dossier, in whichever unit it lay. */
const BY_THE_AGENCY = new Set([
  'REQUEST_SUPPLEMENT',
  'CANCEL_SUPPLEMENT',
  'REQUIRE_OBLIGATION',
  'SUSPEND',
  'RESUME',
  'EXTEND',
  'CONFIRM_WITHDRAWAL',
  'DENY_WITHDRAWAL',
  'REOPEN',
])

/** The unit that did it, as the sign on its door says. */
async function unitBehind(dossier: About, { type, payload }: EventOfDossier) {
  if (AT_THE_DESK.has(type)) return unitAt(dossier.receivingPointId, 'oneStopDesk')
  const work = dossier.work.find(({ workId }) => workId === payload.workId)
  if (work) return unitAt(work.agencyId, work.unitKind)
  const asked = dossier.state.context.supplements.find(({ supplementId }) => supplementId === payload.supplementId)
  if (type === 'REQUEST_SUPPLEMENT' && asked?.stage === 'INTAKE') return unitAt(dossier.receivingPointId, 'oneStopDesk')
  const isByAgency = BY_THE_AGENCY.has(type) || (type === 'STOP' && payload.by === 'AGENCY')
  return isByAgency ? agencyById(dossier.competentAgencyId) : null
}

/** Staff read who did it; the applicant's side reads its own people, and of the agency the unit. */
function personBehind(event: EventOfDossier, names: ReadonlyMap<string, string>, reader: Reader, own: readonly string[]) {
  if (reader === 'VISITOR') return { personVi: null, viaVi: null }
  const id = event.onBehalfOfId ?? event.actorId
  if (reader === 'PARTY' && !own.includes(id)) return { personVi: null, viaVi: null }
  return { personVi: names.get(id) ?? null, viaVi: event.viaId === null ? null : (names.get(event.viaId) ?? null) }
}

/** From whom and to whom the filing went; nobody's name for visitors. */
const partyIn = ({ type, sealed }: EventOfDossier, reader: Reader, which: 'from' | 'to') =>
  type === 'AMEND' && reader !== 'VISITOR' ? (text(sealed?.[which]) ?? undefined) : undefined

/** Accounts of the applicant's side: parties, and who was one. */
function applicantsSide({ parties, state }: About, events: readonly EventOfDossier[]): string[] {
  const opened = state.context.source === 'ONLINE' ? events.find(({ type }) => type === 'OPEN') : undefined
  return [
    ...parties.flatMap(({ accountId }) => accountId ?? []),
    ...(state.context.amendments ?? []).map(({ byId }) => byId),
    ...(opened ? [opened.actorId] : []),
  ]
}

/** Newest first. */
export async function timeline(
  dossier: About,
  events: readonly EventOfDossier[],
  names: ReadonlyMap<string, string>,
  reader: Reader,
): Promise<TimelineEntry[]> {
  const { definition, fees, state } = dossier
  const isStaff = reader === 'STAFF'
  const former = formerHolders(events)
  const own = applicantsSide(dossier, events)
  const nameOf = (id: string | null | undefined) => (isStaff && id ? names.get(id) : undefined)
  const entries = events
    .filter((event) => isStaff || (PUBLIC.has(event.type) && !isSilent(event)))
    .map(async (event): Promise<TimelineEntry> => {
      const { payload } = event
      const found = stepOf(dossier, payload)
      const step = found && (isStaff || found.isPublic) ? found : undefined
      const outcome = found?.outcomes.find((candidate) => candidate.id === payload.outcome)
      const fee = fees.find((candidate) => candidate.feeId === payload.feeId)
      const next = definition.steps.find((candidate) => candidate.id === outcome?.to && candidate.isPublic)
      const mayRead = isStaff || (reader === 'PARTY' && TOLD.has(event.type))
      const amount = payload.amountVnd
      const agency = text(payload.toAgencyId) ? await agencyById(text(payload.toAgencyId) ?? '') : null
      const member = isStaff ? memberOf(payload) : null
      const fixed = found?.members?.fixed.find((each) => each.id === member)
      const answer = isStaff ? found?.members?.answers.find((each) => each.id === payload.answer) : undefined
      const unit = await unitBehind(dossier, event)
      const opinion = state.context.opinions.find((each) => each.member === member && each.workId === payload.workId)
      return {
        seq: event.seq,
        at: event.at.toISOString(),
        type: event.type,
        params: {
          stepVi: step?.nameVi,
          stepEn: step?.nameEn,
          outcomeVi: isStaff ? outcome?.labelVi : undefined,
          outcomeEn: isStaff ? outcome?.labelEn : undefined,
          feeVi: fee?.nameVi,
          amountVnd: typeof amount === 'number' ? amount : undefined,
          dueAt: text(payload.newPromisedAt) ?? text(payload.newDueAt) ?? text(payload.dueAt),
          oldDueAt: text(payload.oldDueAt),
          agencyVi: agency?.nameVi,
          agencyEn: agency?.nameEn,
          toVi: event.type === 'ASSIGN' ? nameOf(text(payload.accountId)) : partyIn(event, reader, 'to'),
          fromVi: nameOf(former.get(event.seq)) ?? partyIn(event, reader, 'from'),
          mode: isStaff ? (text(payload.mode) ?? undefined) : undefined,
          memberVi: fixed?.nameVi ?? nameOf(opinion?.accountId),
          memberEn: fixed?.nameEn ?? nameOf(opinion?.accountId),
          answerVi: answer?.labelVi,
          answerEn: answer?.labelEn,
          approverVi: nameOf(text(payload.approverId)),
          approverViaVi: nameOf(approverVia(event)),
          unitVi: unit?.nameVi,
          unitEn: unit?.nameEn,
          source: event.type === 'OPEN' ? (text(payload.source) ?? undefined) : undefined,
          what: text(payload.what) ?? undefined,
          value: payload.what === 'RESULT_WAY' ? (text(payload.value) ?? undefined) : undefined,
        },
        publicVi: next?.publicVi ?? null,
        publicEn: next?.publicEn ?? null,
        ...personBehind(event, names, reader, own),
        reason: mayRead ? (text(event.sealed?.reason) ?? text(event.sealed?.question)) : null,
        documents: event.documents.map((document) => ({ form: document.form, url: document.url })),
        hash: event.hash,
      }
    })
  return (await Promise.all(entries)).reverse()
}
