import { DomainError } from '#workflows/domain-error.ts'
import type { MachineEvent, Source } from '#workflows/dossier/events.ts'
import { SHELL_VERSION } from '#workflows/dossier/shell-version.ts'
import type { Actor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import { agencyResolver } from '../agency/responsibility.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarFor } from '../setting/calendars.ts'
import { bodyHashOf, knownAnswer, repeatable, save } from './change-dossier.ts'
import { codeOf, databaseNow, findStoredDossierById, nextDossierCode } from './dossier.repository.ts'
import type { ResultWay } from './dossier.schema.ts'
import { civilDay } from './form-facts.ts'
import { dataRefOf, FIRST_PREV_HASH, sealData } from './history.ts'
import type { FeeRow, LoadedDossier, PaperRow, Party, Saved } from './loaded-dossier.ts'
import { newLookupSecret } from './lookup-secret.ts'

/** Everything that a dossier starts with, checked by the caller (draft, desk or portal) against the version's form, papers and fees. */
export interface OpenInput {
  /** The draft's or inbound message's id: the same filing can never open two dossiers. */
  id: string
  requestId: string
  source: Source
  procedureVersionId: string
  receivingPointId: string
  competentAgencyId: string
  /** The dossier that asked for this one. */
  parentId?: string
  answers: Record<string, unknown>
  caseCode: string
  fees: FeeRow[]
  parties: Party[]
  papers: Omit<PaperRow, 'addedAt' | 'addedById'>[]
  fileIds: string[]
  resultWay: ResultWay
  /** Words that belong to the filing: by what right it is filed for another, and where its result is sent. */
  sealed?: Record<string, string>
  foreignCode?: string
  /** The desk accepts (and hands over) in the same breath. */
  follow?: (now: string) => MachineEvent[]
  /** What was asked, for telling a retry from another filing under the same id. */
  body: unknown
}

function assertMayOpen(actor: Actor, input: OpenInput): void {
  const allowed =
    input.source === 'ONLINE'
      ? actor.kind === 'CITIZEN'
      : input.source === 'DESK'
        ? actor.grants.some((grant) => grant.role === 'desk' && grant.agencyId === input.receivingPointId)
        : input.source === 'PORTAL'
          ? actor.kind === 'SYSTEM' && actor.id === 'system:portal'
          : false
  // an office asks another one: what it asks for stands in the history of the dossier that it comes from
  const isSub = input.parentId !== undefined && actor.kind === 'SYSTEM' && actor.id === 'system:worker'
  if (!allowed && !isSub)
    throw new DomainError('NOT_PERMITTED', `${actor.id} may not open a dossier from ${input.source} at ${input.receivingPointId}`)
}

/** A dossier is born: the same OPEN whether the citizen, the desk or the national portal brings it. */
export async function openDossier(actor: Actor, input: OpenInput): Promise<Saved> {
  assertMayOpen(actor, input)
  const bodyHash = bodyHashOf(actor, { action: 'open', body: input.body })
  const recall = async () =>
    knownAnswer((await findStoredDossierById(input.id, input.requestId))?.command ?? null, input.requestId, bodyHash)
  const known = await recall()
  if (known) return known
  const before = await codeOf(input.id)
  if (before) {
    // filed between the two questions: by this very request, or by another one
    const told = await recall()
    if (told) return told
    throw new DomainError('EVENT_NOT_ALLOWED', `${input.id} was filed already`, { dossierCode: before })
  }

  const agency = await agencyById(input.receivingPointId)
  const definition = await definitionOf(input.procedureVersionId)
  const { id: calendarVersionId, calendar } = await calendarFor(agency.id)
  const now = (await databaseNow()).toISOString()
  const day = civilDay(now, calendar.timeZone)
  const code = await nextDossierCode(agency.id, agency.code, day.slice(2).replaceAll('-', ''))
  const lookupSecret = newLookupSecret()
  const form = sealData(input.answers)
  const dossier: Omit<LoadedDossier, 'state'> & { state: null } = {
    homeAgencyId: agency.id,
    id: input.id,
    code,
    foreignCode: input.foreignCode ?? null,
    lookupSecret,
    openedMonth: `${day.slice(0, 7)}-01`,
    procedureVersionId: input.procedureVersionId,
    procedureCode: definition.code,
    shellVersion: SHELL_VERSION,
    calendarVersionId,
    source: input.source,
    receivingPointId: agency.id,
    supportPointId: null,
    competentAgencyId: input.competentAgencyId,
    originAgencyId: input.competentAgencyId,
    parentId: input.parentId ?? null,
    agencyOf: await agencyResolver(),
    caseCode: input.caseCode,
    resultWay: input.resultWay,
    state: null,
    revision: 0,
    lastSeq: 0,
    lastHash: FIRST_PREV_HASH,
    lastLines: {},
    parties: input.parties,
    helperIds: [],
    offeredTo: null,
    fees: input.fees,
    papers: [],
    answers: input.answers,
    stepData: {},
    attached: {},
    forms: 1,
    work: [],
    isEnded: false,
    definition,
    calendar,
    now,
  }
  const fees = input.fees.map(({ feeId, code: feeCode, amountVnd, when }) => ({
    feeId,
    code: feeCode,
    amountVnd,
    when: whenOf(when),
  }))
  const open: MachineEvent = {
    type: 'OPEN',
    source: input.source,
    dataRef: dataRefOf(1, form),
    receivedAt: now,
    foreignCode: input.foreignCode,
  }
  return repeatable(
    () =>
      save(
        actor,
        dossier,
        0,
        {
          events: [{ event: open, fees, sealed: input.sealed }, ...(input.follow?.(now) ?? []).map((event) => ({ event }))],
          formData: [{ id: 'form-1', version: 1, ...form }],
          parties: input.parties,
          papers: input.papers.map((paper) => ({ ...paper, addedAt: now, addedById: actor.id })),
          fees: input.fees,
          fileIds: input.fileIds,
          response: { lookupSecret },
        },
        { requestId: input.requestId, bodyHash },
      ),
    recall,
  )
}

const WHEN = ['beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn'] as const
function whenOf(text: string): (typeof WHEN)[number] {
  const when = WHEN.find((candidate) => candidate === text)
  if (!when) throw new DomainError('FEE_UNKNOWN', `a fee is due at "${text}"`)
  return when
}
