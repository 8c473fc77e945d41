import { DomainError } from '#workflows/domain-error.ts'
import { stopsOf } from '#workflows/form/eligibility.ts'
import type { Actor } from '../account/actor.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { applicantOf, ownerOf } from './get-draft.ts'
import { ownDraft, refuseExpired } from './own-draft.ts'
import { workOut } from './work-out.ts'

/**
 * Everything that a submission needs, reckoned afresh. A draft that was already submitted is returned as such, so that a repeated request
 * can be answered as the first one was.
 */
export async function loadDraftForSubmit(actor: Actor, draftId: string) {
  const draft = await ownDraft(actor, draftId)
  const workedOut = await workOut(draft)
  const { definition } = workedOut
  if (!draft.submittedAt) {
    refuseExpired(draft)
    const { versionId } = await effectiveVersion(definition.code)
    if (versionId !== draft.procedureVersionId)
      throw new DomainError(
        'FORM_RENEWED',
        `draft ${draftId} was begun with ${draft.procedureVersionId}, in force is ${versionId}`,
      )
  }
  const stops = stopsOf(definition.eligibility ?? [], definition.form, workedOut.answers, workedOut.facts)
  if (!draft.submittedAt && workedOut.issues.length === 0 && stops.length > 0)
    throw new DomainError('NOT_ELIGIBLE', `draft ${draftId}: ${stops.map(({ id }) => id).join(', ')}`, { stops })
  if (workedOut.issues.length === 0 && !workedOut.areFeesKnown)
    throw new DomainError('FEE_UNKNOWN', `fees of draft ${draftId} cannot be reckoned from its answers`)
  return {
    id: draft.id,
    source: draft.source,
    versionId: draft.procedureVersionId,
    definition,
    agency: workedOut.agency,
    competentAgencyId: draft.competentAgencyId,
    answers: workedOut.answers,
    issues: workedOut.issues,
    caseCode: workedOut.chosenCase?.code ?? null,
    fees: workedOut.fees,
    papers: workedOut.papers.map((paper) => ({
      ...paper,
      files: draft.files.filter(({ paperCode }) => paperCode === paper.code),
    })),
    applicant: await applicantOf(draft),
    owner: ownerOf(draft),
    submitted: draft.dossierCode === null ? null : { dossierCode: draft.dossierCode },
    now: draft.now.toISOString(),
  }
}
export type DraftForSubmit = Awaited<ReturnType<typeof loadDraftForSubmit>>
