import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { project } from '#workflows/dossier/project.ts'
import { RIGHTS, type Right } from '#workflows/form/representation.ts'
import { type Actor, viaOf } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { noteReading } from '../account/write-audit.ts'
import { INTERNAL_FORMS } from '../document/document.schema.ts'
import { actionsFor } from './action-view.ts'
import { chosenWay } from './amend-dossier.ts'
import { answerPages } from './answer-rows.ts'
import { obligationViews } from './attached-view.ts'
import { timerDue } from './deadlines.ts'
import { actingAs, can } from './dossier.policy.ts'
import { findStoredDossier } from './dossier.repository.ts'
import { type EventOfDossier, listDocuments, listEvents, listFiles, listReceipts } from './dossier-view.repository.ts'
import { draftResult, issuedResults } from './draft-result.ts'
import { loadDossier } from './load-dossier.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { opinionViews } from './opinions-view.ts'
import { paperKinds, paperViews } from './papers-view.ts'
import { blockViews, openWorkViews, peopleIn, proposalViews, stepViews, transferViews } from './parts-view.ts'
import { proposalsOf } from './proposal.repository.ts'
import { hiddenFrom } from './quarantine.ts'
import { readView } from './read-view.ts'
import { linkViews } from './subs-view.ts'

/** For the people whose matter it is, and for staff whose work it is; everybody else hears that there is no such dossier. */
export async function loadForReading(actor: Actor, code: string): Promise<LoadedDossier> {
  const stored = await findStoredDossier(code, null)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
  const dossier = await hiddenFrom(actor, code, () => loadDossier(stored))
  if (!can(actor, 'view', dossier).allow) throw new DomainError('NOT_FOUND', `${actor.id} may not see ${code}`)
  return dossier
}

/** Written down when it was filed for another; sealed, because it says something about people. */
function representationOf(events: readonly EventOfDossier[]): { right: Right; organisationId: string | null } | null {
  const words = events.find(({ type }) => type === 'OPEN')?.sealed
  const right = RIGHTS.find((known) => known === words?.right)
  return right ? { right, organisationId: typeof words?.organisationId === 'string' ? words.organisationId : null } : null
}

const word = z.string().catch('')
/** Purged words are empty. */
const postalSchema = z.object({ receiver: word, phone: word, address: word }).catch({ receiver: '', phone: '', address: '' })

const maskedId = (personalId: string | null) => (personalId ? `${personalId.slice(0, 3)} ••• ••• ${personalId.slice(-3)}` : null)

/** Whoever may see it only through a delegation reads it in that person's name. */
function reading(actor: Actor, dossier: LoadedDossier): Record<string, string> {
  const [as] = actingAs(actor, 'view', dossier)
  const via = as && viaOf(as)
  return as && via ? { inNameOfId: as.id, delegationId: via.delegationId } : {}
}

/** The whole dossier; a read of another person's data is noted with its purpose. */
export async function getDossier(actor: Actor, { code }: { code: string }) {
  const dossier = await loadForReading(actor, code)
  const isStaff = actor.kind === 'STAFF'
  const isHelping = dossier.helperIds.includes(actor.id) && !can(actor, 'invite', dossier).allow
  if (isStaff)
    await noteReading({
      actorId: actor.id,
      action: 'dossier.view',
      homeAgencyId: dossier.homeAgencyId,
      dossierId: dossier.id,
      purpose: 'handling',
      details: reading(actor, dossier),
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
    .filter(({ form }) => isStaff || (!INTERNAL_FORMS.includes(form) && (form !== 'RESULT' || isOut)))
    .map((document) => ({ ...document, issuedAt: document.issuedAt.toISOString(), url: `/api/documents/${code}/${document.id}` }))
  const isShown = (url: string) => documents.some((document) => document.url === url)
  const results = issuedResults(dossier, documents)
  const wordsOf = (ref: string, type: string) =>
    events.find((event) => event.type === type && event.payload.supplementId === ref)?.sealed ?? {}
  // asked for with the version's own limit: its timer knows until when
  const timer = project(definition, state).timers.findLast((candidate) => candidate.kind === 'SUPPLEMENT')
  const supplementDueAt = timer ? timerDue(definition, state, timer, dossier.calendar) : null
  const proposals = isStaff ? await proposalsOf(homeAgencyId, id) : []
  const names = await namesOf(peopleIn(dossier, proposals))
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
    /** Let in by a party: reads and prepares, decides nothing. */
    isHelping,
    revision: dossier.revision,
    now: dossier.now,
    /** Outlives the help, so whoever helps does not get it. */
    lookupSecret: isHelping ? '' : dossier.lookupSecret,
    source: dossier.source,
    foreignCode: dossier.foreignCode,
    resultWay: dossier.resultWay,
    /** By post: to whom and where. */
    resultAddress:
      dossier.resultWay === 'POST'
        ? postalSchema.parse(chosenWay(dossier) ?? events.find(({ type }) => type === 'OPEN')?.sealed)
        : null,
    openedAt: state.context.openedAt,
    receivedAt: state.context.receivedAt,
    caseNameVi: definition.cases.find((candidate) => candidate.code === state.context.caseCode)?.nameVi ?? null,
    applicant: person(applicant),
    owner: person(owner),
    /** By what right it was filed for the owner; null: the applicant's own matter, or not told. */
    right: representationOf(events),
    answers: await answerPages(definition, dossier.answers),
    stepAnswers: isStaff ? dossier.stepData : {},
    draftResult: isStaff ? await draftResult(dossier) : [],
    papers: paperViews(dossier, files, isStaff),
    paperKinds: paperKinds(dossier),
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
    work: isStaff ? await openWorkViews(actor, dossier, names) : [],
    steps: stepViews(dossier, isStaff),
    blocks: blockViews(dossier),
    opinions: isStaff ? await opinionViews(actor, dossier, events, names, files) : [],
    obligations: obligationViews(dossier, files, isStaff),
    transfers: await transferViews(dossier, events, names, isStaff),
    ...(await linkViews(actor, dossier)),
    proposals: proposalViews(proposals, names),
    actions,
    documents,
    timeline: view.timeline.map((entry) => ({ ...entry, documents: entry.documents.filter(({ url }) => isShown(url)) })),
    /** The papers of the decision, the one that it is known by first; of an earlier decision none. */
    results: isOut ? results : [],
    result: isOut ? (results[0] ?? null) : null,
  }
}
