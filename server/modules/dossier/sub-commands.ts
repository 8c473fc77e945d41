import { DomainError } from '#workflows/domain-error.ts'
import { caseOf } from '#workflows/form/case-of.ts'
import { validate } from '#workflows/form/validate.ts'
import { type Actor, systemActor } from '../account/actor.ts'
import { agencies, agencyById } from '../agency/agencies.ts'
import { competentFor } from '../agency/responsibility.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { changeDossier } from './change-dossier.ts'
import { codeOf, findStoredDossier } from './dossier.repository.ts'
import type { WorkInput } from './dossier.schema.ts'
import { formFacts } from './form-facts.ts'
import { loadDossier } from './load-dossier.ts'
import type { LoadedDossier, Party, Saved } from './loaded-dossier.ts'
import { openDossier } from './open-dossier.ts'

/** The step asks for a dossier of its own in another procedure; the worker opens it, with the id that stands in the history now. */
export const openSub = (actor: Actor, input: WorkInput) =>
  changeDossier(
    actor,
    input.code,
    { requestId: input.requestId, action: 'openSub', body: input, workId: input.workId },
    (dossier) => {
      const work = dossier.state.context.work.find((candidate) => candidate.workId === input.workId)
      const step = dossier.definition.steps.find((candidate) => candidate.id === work?.step)
      if (!step?.sub) throw new DomainError('INPUT_INVALID', `${input.workId} opens no dossier`, { path: 'workId' })
      const subDossierId = idOf('sub', dossier.homeAgencyId, dossier.id, input.requestId)
      return { events: [{ event: { type: 'OPEN_SUB', subDossierId } }], response: { subId: subDossierId } }
    },
  )

/** Where the sub-dossier comes in: the office that the step names, or one of the parent's. */
async function receivingPointOf(parent: LoadedDossier, agency: string): Promise<string> {
  if (agency === 'receivingPoint') return parent.receivingPointId
  if (agency === 'competent') return parent.competentAgencyId
  const named = (await agencies()).find(({ code }) => code === agency)
  if (!named) throw new DomainError('DEFINITION_INVALID', `no agency with the code ${agency}`)
  return named.id
}

async function codeOrFault(id: string): Promise<string> {
  const code = await codeOf(id)
  if (!code) throw new DomainError('NOT_FOUND', `no dossier ${id}`)
  return code
}

/** Opened once, whoever tries and how often: its id is the event's. What both forms ask is taken over; the rest that office asks for itself. */
export async function openSubDossier(parentId: string, subDossierId: string): Promise<string> {
  const before = await codeOf(subDossierId)
  if (before) return before
  const parentCode = await codeOrFault(parentId)
  const stored = await findStoredDossier(parentCode, null)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${parentCode}`)
  const parent = await loadDossier(stored)
  const sub = parent.state.context.subs.find((each) => each.subDossierId === subDossierId)
  const wanted = parent.definition.steps.find((step) => step.id === sub?.step)?.sub
  if (!wanted) throw new DomainError('NOT_FOUND', `${parentCode} asked for no dossier ${subDossierId}`)
  const { versionId, definition } = await effectiveVersion(wanted.procedure)
  const receivingPointId = await receivingPointOf(parent, wanted.agency)
  const competent = await competentFor(definition, receivingPointId)
  const { province } = await agencyById(receivingPointId)
  const facts = formFacts({ now: parent.now, calendar: parent.calendar, source: 'DESK', place: province })
  const shared = new Set(definition.form.pages.flatMap((page) => page.fields.map((field) => field.id)))
  const given = Object.fromEntries(Object.entries(parent.answers).filter(([field]) => shared.has(field)))
  const { answers } = validate(definition.form, given, facts)
  const chosen = caseOf(definition.cases, answers, facts)
  if (!chosen) throw new DomainError('FORM_INVALID', `${subDossierId} fits no case of ${definition.code}`, { issues: [] })
  const papers = parent.papers.filter(
    (paper) => paper.kind === 'PAPER' && definition.papers.some(({ code }) => code === paper.paperCode),
  )
  const saved = await openDossier(systemActor('worker'), {
    id: subDossierId,
    requestId: idOf('open-sub', subDossierId),
    source: 'DESK',
    procedureVersionId: versionId,
    receivingPointId,
    competentAgencyId: competent.id,
    parentId: parent.id,
    answers,
    caseCode: chosen.code,
    // whoever asks for it is an office; what the applicant owes, he owes once, in the dossier that he filed
    fees: [],
    parties: parent.parties.map(partyOnly),
    papers: papers.map(({ addedAt: _at, addedById: _by, ...paper }) => ({
      ...paper,
      id: idOf('sub-paper', subDossierId, paper.id),
    })),
    fileIds: [],
    resultWay: 'DESK',
    body: { parentId: parent.id, subDossierId },
  })
  return saved.code
}

const partyOnly = (party: Party): Party => ({
  kind: party.kind,
  accountId: party.accountId,
  fullName: party.fullName,
  personalId: party.personalId,
  phone: party.phone,
  email: party.email,
  address: party.address,
  techId: party.techId,
  partyKind: party.partyKind,
})

/** How a sub-dossier ended is told to the one that waits for it, once; a parent that has ended meanwhile has no use for it. */
export async function closeSubOf(parentId: string, subDossierId: string, outcome: string): Promise<Saved | null> {
  const parentCode = await codeOrFault(parentId)
  const requestId = idOf('sub-closed', subDossierId)
  const stored = await findStoredDossier(parentCode, requestId)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${parentCode}`)
  const parent = await loadDossier(stored)
  const isWanted = parent.state.context.subs.some((sub) => sub.subDossierId === subDossierId && sub.closedAt === null)
  if (!stored.command && (parent.isEnded || !isWanted)) return null
  const command = { requestId, action: 'closeSub' as const, body: { subDossierId, outcome } }
  return changeDossier(systemActor('worker'), parentCode, command, () => ({
    events: [{ event: { type: 'SUB_CLOSED', subDossierId, outcome } }],
  }))
}
