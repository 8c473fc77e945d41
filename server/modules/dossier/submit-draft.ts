import { randomUUID } from 'node:crypto'
import { DomainError } from '#workflows/domain-error.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import type { Fee } from '#workflows/fee/fees-for.ts'
import { accountOfOrganisation } from '../account/account-of.ts'
import type { Actor, CitizenActor, StaffActor } from '../account/actor.ts'
import { type DraftForSubmit, loadDraftForSubmit } from '../draft/load-draft-for-submit.ts'
import { assertScanned } from '../file/ready-files.ts'
import { assertOriginalsSeen } from './desk-commands.ts'
import type { FileAtDeskInput, ResultWay, SubmitInput } from './dossier.schema.ts'
import type { FeeRow, PaperRow, Party, Saved } from './loaded-dossier.ts'
import { openDossier } from './open-dossier.ts'

type NewPaper = Omit<PaperRow, 'addedAt' | 'addedById'>

/** The citizen files: answers checked afresh, every required paper there and whole, then the same OPEN as from desk and portal. */
export async function submitDraft(actor: CitizenActor, input: SubmitInput): Promise<Record<string, unknown>> {
  const draft = await loadDraftForSubmit(actor, input.draftId)
  assertComplete(draft)
  const missing = draft.papers.filter((paper) => paper.upload && paper.isRequired && paper.files.length === 0)
  if (missing.length > 0 && !draft.submitted) throw papersMissing(missing)
  const party: Party = {
    kind: 'APPLICANT',
    accountId: actor.id,
    fullName: actor.fullName,
    personalId: actor.personalId,
    phone: draft.applicant?.phone ?? null,
    email: draft.applicant?.email ?? null,
    address: draft.applicant?.address ?? null,
    techId: actor.techId,
    partyKind: actor.organisationId ? 'BUSINESS' : 'CITIZEN',
  }
  const saved = await open(actor, draft, {
    requestId: input.requestId,
    body: { draftId: input.draftId, ...wayOf(input) },
    party,
    ...wayOf(input),
    papers: filedPapers(draft),
  })
  return saved.response
}

/** The desk files for the person standing there and receives in the same breath: OPEN, ACCEPT and, where the version says so, HAND_OVER. */
export async function fileAtDesk(actor: StaffActor, input: FileAtDeskInput): Promise<Record<string, unknown>> {
  const draft = await loadDraftForSubmit(actor, input.draftId)
  assertComplete(draft)
  if (!draft.applicant) throw new DomainError('INPUT_INVALID', 'nobody is named as the applicant', { path: 'applicant' })
  const papers = deskPapers(draft, input)
  const missing = draft.papers.filter((paper) => paper.isRequired && paper.source !== 'declaration' && !isHandedIn(paper, papers))
  if (missing.length > 0 && !draft.submitted) throw papersMissing(missing)
  if (!draft.submitted) assertOriginalsSeen(draft.papers, papers)
  const party: Party = {
    kind: 'APPLICANT',
    accountId: null,
    fullName: draft.applicant.fullName,
    personalId: draft.applicant.personalId ?? null,
    phone: draft.applicant.phone ?? null,
    email: draft.applicant.email ?? null,
    address: draft.applicant.address ?? null,
    techId: null,
    partyKind: 'CITIZEN',
  }
  const seenBy = (now: string) =>
    papers.map((paper) => (paper.originalSeenAt ? { ...paper, originalSeenAt: now, originalSeenBy: actor.id } : paper))
  const saved = await open(actor, draft, {
    requestId: input.requestId,
    body: { draftId: input.draftId, ...wayOf(input), papers: input.papers },
    party,
    ...wayOf(input),
    papers: seenBy(draft.now),
    follow: (now): MachineEvent[] => [
      { type: 'ACCEPT', receivedAt: now },
      ...(draft.definition.handOverOnAccept ? [{ type: 'HAND_OVER' as const }] : []),
    ],
  })
  return saved.response
}

/** The address stands only where it is needed. */
const wayOf = ({ resultWay, post }: Pick<SubmitInput, 'resultWay' | 'post'>) => (post ? { resultWay, post } : { resultWay })

interface Filing {
  requestId: string
  body: unknown
  party: Party
  resultWay: ResultWay
  post?: Record<string, string>
  papers: NewPaper[]
  follow?: (now: string) => MachineEvent[]
}

async function open(actor: Actor, draft: DraftForSubmit, filing: Filing): Promise<Saved> {
  if (!draft.caseCode) throw new DomainError('FORM_INVALID', `draft ${draft.id} fits no case`, { issues: [] })
  if (!draft.submitted)
    await assertScanned(
      draft.papers.flatMap(({ files }) => files),
      draft.now,
    )
  return openDossier(actor, {
    id: draft.id,
    requestId: filing.requestId,
    source: draft.source,
    procedureVersionId: draft.versionId,
    receivingPointId: draft.agency.id,
    competentAgencyId: draft.competentAgencyId,
    answers: draft.answers,
    caseCode: draft.caseCode,
    fees: draft.fees.map((fee) => feeRow(fee, draft.source)),
    parties: [filing.party, await ownerParty(draft, filing.party)],
    sealed: draft.owner || filing.post ? { ...rightOf(draft), ...filing.post } : undefined,
    papers: filing.papers,
    fileIds: filing.papers.flatMap((paper) => (paper.fileId ? [paper.fileId] : [])),
    resultWay: filing.resultWay,
    follow: filing.follow,
    body: filing.body,
  })
}

/** Whose matter it is: the applicant, or the person or organisation that he files for. */
async function ownerParty({ owner }: DraftForSubmit, applicant: Party): Promise<Party> {
  if (!owner) return { ...applicant, kind: 'OWNER' }
  return {
    kind: 'OWNER',
    // a person is found by the personal number, an organisation has none
    accountId: owner.kind === 'ORGANISATION' ? await accountOfOrganisation(owner.organisationId) : null,
    fullName: owner.fullName,
    personalId: owner.kind === 'PERSON' ? owner.personalId : null,
    phone: owner.phone ?? null,
    email: owner.email ?? null,
    address: null,
    techId: null,
    partyKind: owner.kind === 'PERSON' ? 'CITIZEN' : 'BUSINESS',
  }
}

function rightOf({ owner }: DraftForSubmit): Record<string, string> | undefined {
  if (!owner) return undefined
  return owner.kind === 'ORGANISATION' ? { right: owner.right, organisationId: owner.organisationId } : { right: owner.right }
}

function assertComplete(draft: DraftForSubmit): void {
  if (draft.issues.length > 0 && !draft.submitted)
    throw new DomainError('FORM_INVALID', `draft ${draft.id} has ${draft.issues.length} issues`, { issues: draft.issues })
}

const papersMissing = (missing: readonly { code: string; nameVi: string }[]) =>
  new DomainError('PAPERS_MISSING', `papers missing: ${missing.map((paper) => paper.code).join(', ')}`, {
    papers: missing.map(({ code, nameVi }) => ({ code, nameVi })),
  })

const unseen = {
  originals: 0,
  certified: 0,
  copies: 0,
  originalSeenAt: null,
  originalSeenBy: null,
  supplementId: null,
  kind: 'PAPER' as const,
  subjectId: null,
}

function filedPapers(draft: DraftForSubmit): NewPaper[] {
  return draft.papers.flatMap((paper) =>
    paper.files.map((file) => ({ id: file.paperId, paperCode: paper.code, nameVi: paper.nameVi, fileId: file.id, ...unseen })),
  )
}

function deskPapers(draft: DraftForSubmit, input: FileAtDeskInput): NewPaper[] {
  const scanned = filedPapers(draft)
  return draft.papers.flatMap((paper): NewPaper[] => {
    const told = input.papers.find((candidate) => candidate.code === paper.code)
    const files = scanned.filter((row) => row.paperCode === paper.code)
    if (!told) return files
    const counts = {
      originals: told.originals,
      certified: told.certified,
      copies: told.copies,
      originalSeenAt: told.originalSeen ? draft.now : null,
    }
    if (files.length > 0) return files.map((row) => ({ ...row, ...counts }))
    const isNothing = told.originals + told.certified + told.copies === 0 && !told.originalSeen
    return isNothing
      ? []
      : [{ ...unseen, id: randomUUID(), paperCode: paper.code, nameVi: paper.nameVi, fileId: null, ...counts }]
  })
}

const isHandedIn = (paper: { code: string }, papers: readonly NewPaper[]) =>
  papers.some(
    (row) =>
      row.paperCode === paper.code &&
      (row.fileId !== null || row.originals + row.certified + row.copies > 0 || row.originalSeenAt !== null),
  )

/** At the counter nothing is paid in advance: the person stands there and pays in cash. */
export function feeRow(fee: Fee, source: string): FeeRow {
  return {
    feeId: fee.code,
    code: fee.code,
    kindOfMoney: fee.kind,
    nameVi: fee.nameVi,
    amountVnd: fee.amountVnd,
    calculation: fee.lines,
    exemption: fee.exemption ?? null,
    when: fee.when === 'beforeIntake' && source === 'DESK' ? 'atIntake' : fee.when,
    payOnline: fee.payOnline,
    settledVnd: 0,
    settledAt: null,
  }
}
