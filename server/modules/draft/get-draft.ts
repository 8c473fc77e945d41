import type { Fee } from '#workflows/fee/fees-for.ts'
import { due } from '#workflows/working-time/due.ts'
import type { Actor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { agencyById } from '../agency/agencies.ts'
import { answerPages } from '../dossier/answer-rows.ts'
import { fileView } from '../file/file-view.ts'
import type { DraftRow } from './draft.repository.ts'
import { type DraftOwner, deskApplicantSchema, draftOwnerSchema } from './draft.schema.ts'
import { endsSoon } from './ending-drafts.ts'
import { fillableDraft, refuseExpired } from './own-draft.ts'
import { readSources } from './prefill.ts'
import { renewalOf } from './renew-draft.ts'
import { resultWayOf } from './result-way.ts'
import { workOut } from './work-out.ts'

const feeView = ({ code, nameVi, nameEn, kind, amountVnd, fullAmountVnd, lines, exemption, when, payOnline, verified }: Fee) => ({
  code,
  nameVi,
  nameEn,
  kindOfMoney: kind,
  amountVnd,
  fullAmountVnd,
  calculation: lines,
  exemption,
  when,
  payOnline,
  verified,
})

/** Who files: the person at the counter, or the one who is signed in. */
export async function applicantOf(draft: Pick<DraftRow, 'source' | 'applicant' | 'accountId'>) {
  return draft.source === 'DESK' ? deskApplicantSchema.parse(draft.applicant) : identityOf(draft.accountId)
}

export const ownerOf = (draft: Pick<DraftRow, 'owner'>): DraftOwner | null =>
  draft.owner === null ? null : draftOwnerSchema.parse(draft.owner)

/** A draft with everything that follows from its answers. */
export async function getDraft(actor: Actor, id: string) {
  const draft = await fillableDraft(actor, id)
  if (!draft.submittedAt) refuseExpired(draft)
  const [{ definition, agency, typed, answers, issues, chosenCase, papers, fees, areFeesKnown, facts, calendar }, applicant] =
    await Promise.all([workOut(draft), applicantOf(draft)])
  const competent = await agencyById(draft.competentAgencyId)
  const limit = chosenCase?.limit ?? definition.limit
  const isOwn = draft.accountId === actor.id
  const files = await Promise.all(
    draft.files.map(async (file) => ({ of: file.paperCode, view: await fileView(file, actor, isOwn) })),
  )
  return {
    id: draft.id,
    source: draft.source,
    procedure: {
      code: definition.code,
      nameVi: definition.nameVi,
      nameEn: definition.nameEn,
      versionId: draft.procedureVersionId,
    },
    form: definition.form,
    papers: papers.map(
      ({
        code,
        nameVi,
        nameEn,
        noteVi,
        isRequired,
        requiredVi,
        source,
        upload,
        originalsShown,
        original,
        certified,
        copies,
      }) => ({
        code,
        nameVi,
        nameEn,
        noteVi,
        required: isRequired,
        requiredVi,
        /** A declaration is the form itself: nobody hands it in. */
        isDeclaration: source === 'declaration',
        upload,
        originalsShown,
        original,
        certified,
        copies,
        files: files.flatMap(({ of, view }) => (of === code ? [view] : [])),
      }),
    ),
    answers: typed,
    /** For the check of answers in the browser: it judges by the same day and place. */
    facts,
    /** What was answered so far, in words. */
    answerPages: await answerPages(definition, answers),
    revision: draft.revision,
    caseCode: chosenCase?.code ?? null,
    case: chosenCase
      ? { code: chosenCase.code, nameVi: chosenCase.nameVi, nameEn: chosenCase.nameEn, whenVi: chosenCase.whenVi }
      : null,
    fees: fees.map(feeView),
    areFeesKnown,
    limit: { unit: limit.unit, amount: limit.amount, cutOff: limit.cutOff },
    /** What the receipt would promise if it were received this minute. */
    promisedAt: due(draft.now.toISOString(), limit, calendar).dueAt,
    issues,
    applicant,
    /** For whom it is filed; null: the applicant's own matter. */
    owner: ownerOf(draft),
    /** Whose draft a helper fills; null: one's own. */
    helpingVi: isOwn ? null : applicant.fullName,
    agency: { id: agency.id, nameVi: agency.nameVi, nameEn: agency.nameEn },
    competentAgency: { id: competent.id, nameVi: competent.nameVi, nameEn: competent.nameEn },
    updatedAt: draft.updatedAt.toISOString(),
    expiresAt: draft.expiresAt.toISOString(),
    expiresSoon: await endsSoon(draft),
    submitted: draft.dossierCode === null ? null : { dossierCode: draft.dossierCode },
    /** Where the answers came from that nobody typed. */
    prefilled: readSources(draft.sources),
    /** Whether the form was replaced by another version, and what is different. */
    renewal: await renewalOf(draft, definition, typed),
    lastPart: draft.lastPart,
    resultWay: resultWayOf(draft, applicant),
    /** Who looks at it: what a browser keeps of it is kept for this person. */
    viewerId: actor.id,
  }
}
