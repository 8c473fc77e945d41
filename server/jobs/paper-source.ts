import { env } from '#server/env.ts'
import { roleNames } from '#server/modules/account/roles.ts'
import { type Agency, agencyById } from '#server/modules/agency/agencies.ts'
import { type DocumentForm, FORMS_OF_THE_AGENCY, type PrintedPerson } from '#server/modules/document/document.schema.ts'
import type { DocumentSource } from '#server/modules/document/document-source.ts'
import { legalLimit, timerDue } from '#server/modules/dossier/deadlines.ts'
import { findStoredDossierById } from '#server/modules/dossier/dossier.repository.ts'
import { linesOfResult } from '#server/modules/dossier/draft-result.ts'
import { loadDossier } from '#server/modules/dossier/load-dossier.ts'
import type { LoadedDossier, Party } from '#server/modules/dossier/loaded-dossier.ts'
import { promisedAsOf } from '#server/modules/exchange/portal-dossier.ts'
import { registerLineOf } from '#server/modules/register/register-line.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { project } from '#workflows/dossier/project.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { handOversOf } from './hand-overs.ts'
import { type EventForPaper, filesOfPapers, findPlace, findSigner } from './paper.repository.ts'

export async function loadForPaper(dossierId: string): Promise<LoadedDossier> {
  const stored = await findStoredDossierById(dossierId, '')
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${dossierId}`)
  return loadDossier(stored)
}

export const issuerOf = (form: DocumentForm, dossier: LoadedDossier) =>
  agencyById(FORMS_OF_THE_AGENCY.includes(form) ? dossier.competentAgencyId : dossier.receivingPointId)

/** The highest office that a person holds stands under the name. */
const OFFICES: readonly Role[] = ['leader', 'head', 'director', 'officer', 'clerk', 'desk', 'accountant']

const officeOf = (roles: readonly string[]): Role => OFFICES.find((role) => roles.includes(role)) ?? 'officer'

/**
 * Whose name stands under the paper. A delegate signs with the own name under the office of the principal: TUQ. (by authority), or KT. (in
 * place of) when both hold the same office, as a deputy does (NĐ 30/2020/NĐ-CP, Phụ lục I).
 */
async function signerOf(
  { id, viaId }: { id: string | null; viaId: string | null },
  fallback: DocumentSource['by'],
): Promise<DocumentSource['by']> {
  const signer = id ? await findSigner(id) : null
  if (!signer) return fallback
  const office = officeOf(signer.roles)
  const titleVi = roleNames[office].nameVi
  const delegate = viaId ? await findSigner(viaId) : null
  if (!delegate) return { fullName: signer.fullName, titleVi }
  const mark = delegate.roles.includes(office) ? ('KT.' as const) : ('TUQ.' as const)
  return {
    fullName: delegate.fullName,
    titleVi: roleNames[officeOf(delegate.roles)].nameVi,
    inPlaceOf: { mark, titleVi, fullName: signer.fullName },
  }
}

/** Who decided, or did what the paper is about: in whose name, and by whom. */
function authorOf(form: DocumentForm, { state }: LoadedDossier, actorId: string, event: EventForPaper) {
  const { decidedById: id, decidedAt, work } = state.context
  if (form === 'RESULT')
    return { id, viaId: work.find((done) => done.closedById === id && done.closedAt === decidedAt)?.closedViaId ?? null }
  // the same person stands in the facts when somebody else agreed: then the one who agreed has the word
  if (event.viaId === actorId) return { id: event.onBehalfOfId, viaId: actorId }
  const approverId = textOf(event.payload.approverId)
  return approverId === null || approverId === actorId || event.onBehalfOfId === null
    ? { id: actorId, viaId: null }
    : { id: approverId, viaId: actorId }
}

const printed = (party: Party): PrintedPerson => ({
  fullName: party.fullName,
  personalId: party.personalId,
  phone: party.phone,
  email: party.email,
  address: party.address,
})

/** Where a paper is dated: the province without its kind of unit. */
const placeName = (nameVi: string | null) => (nameVi ?? 'Việt Nam').replace(/^(Thành phố|Tỉnh) /i, '')
const deskName = (agency: Agency) => agency.units.find((unit) => unit.kind === 'oneStopDesk')?.nameVi ?? agency.nameVi

const STOPPED_BY: Record<string, 'APPLICANT' | 'AGENCY' | 'LIMIT'> = {
  LIMIT_PASSED: 'LIMIT',
  WITHDRAW: 'APPLICANT',
  CONFIRM_WITHDRAWAL: 'APPLICANT',
}
/** Where nobody wrote a reason, what happened is the reason. */
const REASONS: Record<string, string> = {
  LIMIT_PASSED: 'Hết thời hạn mà người nộp chưa bổ sung giấy tờ hoặc chưa nộp phí, lệ phí.',
  WITHDRAW: 'Người nộp rút hồ sơ.',
  CONFIRM_WITHDRAWAL: 'Người nộp rút hồ sơ.',
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function basisOf({ definition }: LoadedDossier, payload: Record<string, unknown>): string | null {
  const basis = textOf(payload.basis)
  if (basis === null || basis === 'other') return null
  if (basis === 'supplement') return definition.supplement.basis
  return [...definition.refusalReasons, ...definition.supplementReasons].find((reason) => reason.code === basis)?.vi ?? basis
}

function supplementOf(dossier: LoadedDossier, { payload, words }: EventForPaper): DocumentSource['supplement'] {
  const request = dossier.state.context.supplements.find((candidate) => candidate.supplementId === payload.supplementId)
  if (!request) return undefined
  const { definition } = dossier
  const papers = [...definition.papers, ...definition.cases.flatMap((each) => each.addPapers)]
  const fields = definition.form.pages.flatMap((page) => page.fields)
  const timer = project(definition, dossier.state).timers.findLast((candidate) => candidate.kind === 'SUPPLEMENT')
  return {
    items: request.items.map(({ paperCode, fieldId, noteRef }) => ({
      nameVi:
        papers.find((paper) => paper.code === paperCode)?.nameVi ??
        fields.find((field) => field.id === fieldId)?.labelVi ??
        'Nội dung khác',
      noteVi: words?.[noteRef] ?? 'Xem lý do nêu ở trên.',
    })),
    dueAt: request.dueAt ?? (timer ? timerDue(definition, dossier.state, timer, dossier.calendar) : null),
  }
}

type Result = LoadedDossier['definition']['results'][number]

/** A dossier as the paper of an event prints it. */
export async function paperSource(
  form: DocumentForm,
  dossier: LoadedDossier,
  events: readonly EventForPaper[],
  about: { number: string; at: Date; actorId: string; verifyId?: string; result?: Result },
): Promise<DocumentSource> {
  const [event] = events
  if (!event) throw new DomainError('NOT_FOUND', `no event for ${form} of ${dossier.code}`)
  const { definition, state } = dossier
  const papers = dossier.papers.filter(({ kind, addedAt }) => kind === 'PAPER' && new Date(addedAt) <= about.at)
  const [agency, receivingPoint] = await Promise.all([issuerOf(form, dossier), agencyById(dossier.receivingPointId)])
  const desk = deskName(receivingPoint)
  const applicant = dossier.parties.find((party) => party.kind === 'APPLICANT') ?? dossier.parties[0]
  if (!applicant) throw new DomainError('NOT_FOUND', `${dossier.code} has no applicant`)
  const owner = dossier.parties.find((party) => party.kind === 'OWNER')
  const asked = events.find((candidate) => candidate.type === 'REQUEST_WITHDRAWAL')
  const { result } = about
  const isOrder = form === 'MAU_01' || form === 'PAYMENT_RECEIPT' || form === 'MAU_05'
  const [by, promisedAt, placeVi] = await Promise.all([
    signerOf(
      authorOf(form, dossier, about.actorId, event),
      isOrder ? null : { fullName: desk, titleVi: 'Bộ phận tiếp nhận và trả kết quả' },
    ),
    promisedAsOf(dossier, about.at),
    findPlace(agency.province),
  ])
  return {
    code: dossier.code,
    lookupSecret: dossier.lookupSecret,
    publicUrl: env.PUBLIC_URL,
    number: about.number,
    at: about.at.toISOString(),
    agency: {
      nameVi: agency.nameVi,
      parentVi: null,
      addressVi: agency.addressVi,
      phone: agency.phone,
      placeVi: placeName(placeVi),
    },
    deskVi: desk,
    procedure: { code: definition.code, nameVi: definition.nameVi },
    caseVi: definition.cases.find((candidate) => candidate.code === state.context.caseCode)?.nameVi ?? null,
    source: state.context.source ?? 'DESK',
    resultWay: dossier.resultWay === 'ONLINE' || dossier.resultWay === 'POST' ? dossier.resultWay : 'DESK',
    applicant: printed(applicant),
    owner: owner ? printed(owner) : null,
    papers: papers.map(({ nameVi, originals, certified, copies, fileId }) => ({
      nameVi,
      originals,
      certified,
      copies,
      hasFile: fileId !== null,
    })),
    files:
      form === 'MAU_01'
        ? (await filesOfPapers(papers.flatMap(({ fileId }) => fileId ?? []))).map(({ id: _id, ...file }) => file)
        : [],
    limit: legalLimit(definition, state.context.caseCode),
    openedAt: state.context.openedAt ?? about.at.toISOString(),
    receivedAt: state.context.receivedAt,
    promisedDueAt: promisedAt?.toISOString() ?? null,
    fees: dossier.fees,
    by,
    reason:
      event.words?.reason ??
      (event.type === 'CONFIRM_WITHDRAWAL' ? asked?.words?.reason : undefined) ??
      REASONS[event.type] ??
      null,
    basisVi: basisOf(dossier, event.payload),
    supplement: form === 'MAU_02' ? supplementOf(dossier, event) : undefined,
    register: form === 'MAU_07' ? await registerLineOf(dossier) : undefined,
    handOvers: form === 'MAU_06' ? await handOversOf(dossier, about.at) : undefined,
    extension: form === 'MAU_04' ? await extensionOf(dossier, event, about.at) : undefined,
    stop:
      form === 'MAU_05'
        ? { by: STOPPED_BY[event.type] ?? (event.payload.by === 'APPLICANT' ? 'APPLICANT' : 'AGENCY') }
        : undefined,
    result:
      form === 'RESULT' && result
        ? {
            nameVi: result.nameVi,
            kind: result.kind,
            decision: result.decision,
            lines: (await linesOfResult({ ...dossier, now: about.at.toISOString() }, result)).filter(
              ({ valueVi }) => valueVi !== '',
            ),
            legalBasis: definition.legalBasis,
            validityVi: result.validityVi ?? null,
          }
        : undefined,
    verifyId: about.verifyId,
  }
}

/** What was promised before, and what is promised now. */
async function extensionOf(dossier: LoadedDossier, event: EventForPaper, at: Date): Promise<DocumentSource['extension']> {
  const newDueAt = textOf(event.payload.newPromisedAt)
  if (!newDueAt) return undefined
  const before = { ...dossier, state: { ...dossier.state, context: { ...dossier.state.context, promisedAt: null } } }
  const oldDueAt = await promisedAsOf(before, at)
  return { oldDueAt: oldDueAt?.toISOString() ?? newDueAt, newDueAt }
}
