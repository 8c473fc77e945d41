import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '#workflows/domain-error.ts'
import { nationalCode } from '#workflows/dossier/national-code.ts'
import { project } from '#workflows/dossier/project.ts'
import type { Actor } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencyById } from '../agency/agencies.ts'
import { setting } from '../setting/settings.ts'
import { actionsFor } from './action-view.ts'
import { answerPages } from './answer-rows.ts'
import { timerDue } from './deadlines.ts'
import { can } from './dossier.policy.ts'
import { findStoredDossier } from './dossier.repository.ts'
import { listDocuments, listEvents, listFiles, listReceipts } from './dossier-view.repository.ts'
import { draftResult } from './draft-result.ts'
import { type DueView, dueView } from './due-view.ts'
import { loadDossier } from './load-dossier.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { type Reader, type TimelineEntry, timeline } from './timeline.ts'

export interface ProgressPart {
  key: 'opened' | 'accepted' | 'processing' | 'result' | 'returned'
  state: 'done' | 'now' | 'later' | 'stopped'
}

interface PlaceView {
  nameVi: string
  nameEn: string
  addressVi: string
  phone: string
  openingVi: string
}
const placeView = ({ nameVi, nameEn, addressVi, phone, openingVi }: PlaceView): PlaceView => ({
  nameVi,
  nameEn,
  addressVi,
  phone,
  openingVi,
})

/** What anybody with code and secret may know: nothing about the person. */
export interface TrackView {
  code: string
  procedure: { code: string; nameVi: string; nameEn: string }
  nationalCode: number
  shellState: string
  decision: string | null
  /** Who decides. */
  agency: PlaceView
  /** Where papers were handed in and results are collected. */
  receivingPoint: PlaceView
  holder: { kind: 'APPLICANT' | 'AGENCY' | 'NOBODY'; publicVi: string | null; publicEn: string | null }
  due: DueView | null
  timeline: TimelineEntry[]
  fees: { owedVnd: number; settledVnd: number }
  progress: ProgressPart[]
}

const WITH_APPLICANT = new Set(['awaitingFee', 'supplementBeforeIntake', 'awaitingSupplement', 'awaitingObligation'])
const ENDED = new Set(['refused', 'withdrawn', 'stopped'])
const REACHED: Record<string, number> = {
  awaitingFee: 0,
  arrived: 0,
  supplementBeforeIntake: 0,
  accepted: 1,
  resultReady: 3,
  returned: 5,
}

function progressOf(shellState: string): ProgressPart[] {
  const keys = ['opened', 'accepted', 'processing', 'result', 'returned'] as const
  const reached = REACHED[shellState] ?? 2
  return keys.map((key, n) => {
    if (ENDED.has(shellState)) return { key, state: n === 0 ? 'done' : 'stopped' }
    return { key, state: n < reached ? 'done' : n === reached ? 'now' : 'later' }
  })
}

async function readView(dossier: LoadedDossier, reader: Reader): Promise<TrackView> {
  const { definition, state } = dossier
  const events = await listEvents(dossier.homeAgencyId, dossier.openedMonth, dossier.id, dossier.code)
  const names = reader === 'VISITOR' ? new Map<string, string>() : await namesOf(events.map((event) => event.actorId))
  const agency = await agencyById(dossier.competentAgencyId)
  const { shellState, currentSteps } = project(definition, state)
  const step = definition.steps.find((candidate) => currentSteps.includes(candidate.id))
  const soonMinutes = await setting('due.soonMinutes')
  const fees = state.context.fees
  return {
    code: dossier.code,
    procedure: { code: definition.code, nameVi: definition.nameVi, nameEn: definition.nameEn },
    nationalCode: nationalCode(state),
    shellState,
    decision: reader === 'STAFF' || state.context.endedAt || shellState === 'resultReady' ? state.context.decision : null,
    agency: placeView(agency),
    receivingPoint: placeView(await agencyById(dossier.receivingPointId)),
    holder: {
      kind: state.context.endedAt ? 'NOBODY' : WITH_APPLICANT.has(shellState) ? 'APPLICANT' : 'AGENCY',
      publicVi: step?.publicVi ?? null,
      publicEn: step?.publicEn ?? null,
    },
    due: dueView(dossier, soonMinutes),
    timeline: timeline(dossier, events, names, reader),
    fees: {
      owedVnd: fees.reduce((sum, fee) => sum + (fee.settledAt ? 0 : fee.amountVnd), 0),
      settledVnd: fees.reduce((sum, fee) => sum + fee.settledVnd, 0),
    },
    progress: progressOf(shellState),
  }
}

const sameSecret = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Without account: code and secret together, or nothing, and the same answer whichever of them was wrong. */
export async function trackDossier(input: { code: string; secret: string }): Promise<TrackView> {
  const stored = await findStoredDossier(input.code, null)
  const fits = sameSecret(stored?.lookupSecret ?? '0'.repeat(12), input.secret)
  if (!stored || !fits) throw new DomainError('NOT_FOUND', 'tracking: no such code and secret')
  const view = await readView(await loadDossier(stored), 'VISITOR')
  return { ...view, timeline: view.timeline.map((entry) => ({ ...entry, documents: [] })) }
}

/** For the people whose matter it is, and for staff whose work it is; everybody else hears that there is no such dossier. */
export async function loadForReading(actor: Actor, code: string): Promise<LoadedDossier> {
  const stored = await findStoredDossier(code, null)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
  const dossier = await loadDossier(stored)
  if (!can(actor, 'view', dossier).allow) throw new DomainError('NOT_FOUND', `${actor.id} may not see ${code}`)
  return dossier
}

const maskedId = (personalId: string | null) => (personalId ? `${personalId.slice(0, 3)} ••• ••• ${personalId.slice(-3)}` : null)

/** The whole dossier; a read of another person's data is noted with its purpose. */
export async function getDossier(actor: Actor, { code }: { code: string }) {
  const dossier = await loadForReading(actor, code)
  const isStaff = actor.kind === 'STAFF'
  if (isStaff)
    await writeAudit({
      actorId: actor.id,
      action: 'dossier.view',
      homeAgencyId: dossier.homeAgencyId,
      dossierId: dossier.id,
      purpose: 'handling',
      details: {},
    })
  const view = await readView(dossier, isStaff ? 'STAFF' : 'PARTY')
  const { homeAgencyId, id, definition, state } = dossier
  const [allDocuments, files, receipts, actions, events] = await Promise.all([
    listDocuments(homeAgencyId, id),
    listFiles(dossier.papers.flatMap((paper) => (paper.fileId ? [paper.fileId] : []))),
    listReceipts(homeAgencyId, id),
    actionsFor(actor, dossier),
    listEvents(homeAgencyId, dossier.openedMonth, id, code),
  ])
  const isOut = state.context.endedAt !== null || view.shellState === 'resultReady'
  const documents = allDocuments
    .filter((document) => isStaff || document.form !== 'RESULT' || isOut)
    .map((document) => ({ ...document, issuedAt: document.issuedAt.toISOString(), url: `/api/documents/${code}/${document.id}` }))
  const result = documents.findLast((document) => document.form === 'RESULT')
  const wordsOf = (ref: string, type: string) =>
    events.find((event) => event.type === type && event.payload.supplementId === ref)?.sealed ?? {}
  // asked for with the version's own limit: its timer knows until when
  const timer = project(definition, state).timers.findLast((candidate) => candidate.kind === 'SUPPLEMENT')
  const supplementDueAt = timer ? timerDue(definition, state, timer, dossier.calendar) : null
  const names = await namesOf(state.context.work.flatMap((work) => (work.assigneeId ? [work.assigneeId] : [])))
  const applicant = dossier.parties.find((party) => party.kind === 'APPLICANT')
  const owner = dossier.parties.find((party) => party.kind === 'OWNER')
  const person = (party: typeof applicant) =>
    party
      ? {
          fullName: party.fullName,
          personalIdMasked: maskedId(party.personalId),
          phone: party.phone,
          email: party.email,
          address: party.address,
        }
      : null
  return {
    ...view,
    staff: isStaff,
    revision: dossier.revision,
    now: dossier.now,
    lookupSecret: dossier.lookupSecret,
    source: dossier.source,
    foreignCode: dossier.foreignCode,
    resultWay: dossier.resultWay,
    openedAt: state.context.openedAt,
    receivedAt: state.context.receivedAt,
    caseNameVi: definition.cases.find((candidate) => candidate.code === state.context.caseCode)?.nameVi ?? null,
    applicant: person(applicant),
    owner: person(owner),
    answers: await answerPages(definition, dossier.answers),
    stepAnswers: isStaff ? dossier.stepData : {},
    draftResult: isStaff ? await draftResult(dossier) : [],
    papers: definition.papers.concat(definition.cases.flatMap((each) => each.addPapers)).flatMap((paper) => {
      const rows = dossier.papers.filter((row) => row.paperCode === paper.code)
      return rows.map((row) => {
        const file = files.find((candidate) => candidate.id === row.fileId)
        return {
          id: row.id,
          code: paper.code,
          nameVi: paper.nameVi,
          nameEn: paper.nameEn,
          file: file ? { ...file, createdAt: file.createdAt.toISOString() } : null,
          originals: row.originals,
          certified: row.certified,
          copies: row.copies,
          originalSeenAt: row.originalSeenAt,
          supplementId: row.supplementId,
        }
      })
    }),
    paperKinds: definition.papers.map(({ code: paperCode, nameVi, nameEn, originalsShown, required, source }) => ({
      code: paperCode,
      nameVi,
      nameEn,
      originalsShown,
      required,
      /** A declaration is the form itself: nobody hands it in. */
      isDeclaration: source === 'declaration',
    })),
    formFields: definition.form.pages.flatMap((page) =>
      page.fields.map(({ id: fieldId, labelVi, labelEn }) => ({ id: fieldId, labelVi, labelEn })),
    ),
    form: definition.form,
    feeItems: dossier.fees.map((fee) => ({
      ...fee,
      receipts: receipts.filter((receipt) => receipt.kindOfMoney === fee.kindOfMoney),
    })),
    receipts: receipts.map((receipt) => ({ ...receipt, issuedAt: receipt.issuedAt.toISOString() })),
    supplements: state.context.supplements.map((request) => {
      const words = wordsOf(request.supplementId, 'REQUEST_SUPPLEMENT')
      return {
        id: request.supplementId,
        status: request.status,
        stage: request.stage,
        requestedAt: request.requestedAt,
        dueAt: request.dueAt ?? (request.status === 'OPEN' ? supplementDueAt : null),
        closedAt: request.closedAt,
        reason: String(words.reason ?? ''),
        items: request.items.map((item) => ({
          paperCode: item.paperCode,
          fieldId: item.fieldId,
          nameVi: definition.papers.find((paper) => paper.code === item.paperCode)?.nameVi ?? null,
          note: String(words[item.noteRef] ?? ''),
        })),
      }
    }),
    work: isStaff
      ? state.context.work
          .filter((work) => work.closedAt === null)
          .map((work) => {
            const step = definition.steps.find((candidate) => candidate.id === work.step)
            return {
              workId: work.workId,
              step: work.step,
              nameVi: step?.nameVi ?? null,
              nameEn: step?.nameEn ?? null,
              assigneeId: work.assigneeId,
              assigneeName: work.assigneeId ? (names.get(work.assigneeId) ?? null) : null,
              openedAt: work.openedAt,
              mine: work.assigneeId === actor.id,
            }
          })
      : [],
    steps: definition.steps.map(({ id: stepId, nameVi, nameEn, publicVi, publicEn, kind }) => ({
      id: stepId,
      nameVi,
      nameEn,
      publicVi,
      publicEn,
      kind,
      state: state.context.work.some((work) => work.step === stepId && work.closedAt === null)
        ? ('now' as const)
        : state.context.work.some((work) => work.step === stepId)
          ? ('done' as const)
          : ('later' as const),
    })),
    actions,
    documents,
    result:
      result && isOut
        ? {
            decision: state.context.decision,
            number: result.number,
            url: result.url,
            sha256: result.sha256,
            verifyId: result.verifyId,
          }
        : null,
  }
}
