import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { attachedPapers } from '../file/attached-files.ts'
import { changeDossier } from './change-dossier.ts'
import type { ProveObligationInput, RequireObligationInput } from './dossier.schema.ts'
import { dataRefOf, sealData } from './history.ts'

/** What has to be paid elsewhere, by the notice of the office that collects it: the dossier waits, and its clock stands still. */
export const requireObligation = (actor: Actor, input: RequireObligationInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'requireObligation', body: input }, async (dossier) => {
    const { noticeNumber, agencyVi, items, amountVnd, dueOn } = input
    const notice = sealData({ noticeNumber, agencyVi, items, amountVnd, dueOn: dueOn ?? null })
    const version = dossier.forms + 1
    return {
      events: [
        {
          event: {
            type: 'REQUIRE_OBLIGATION',
            obligationId: input.requestId,
            noticeRef: dataRefOf(version, notice),
          },
        },
      ],
      formData: [{ id: `notice-${input.requestId}`, version, ...notice }],
      papers: await attachedPapers(actor, dossier, {
        kind: 'NOTICE',
        subjectId: input.requestId,
        fileIds: input.fileIds,
      }),
    }
  })

const settled = (actor: Actor, input: ProveObligationInput, action: 'proveObligation' | 'settleObligation') =>
  changeDossier(actor, input.code, { requestId: input.requestId, action, body: input }, async (dossier) => {
    const { obligationId } = input
    const obligation = dossier.state.context.obligations.find((each) => each.obligationId === obligationId)
    if (!obligation || obligation.settledAt !== null)
      throw new DomainError('EVENT_NOT_ALLOWED', `obligation ${obligationId} is not open`)
    const proof = sealData({ note: input.note, fileIds: input.fileIds })
    const version = dossier.forms + 1
    return {
      events: [{ event: { type: 'OBLIGATION_SETTLED', obligationId, proofRef: dataRefOf(version, proof) } }],
      formData: [{ id: `proof-${obligationId}`, version, ...proof }],
      papers: await attachedPapers(actor, dossier, { kind: 'PROOF', subjectId: obligationId, fileIds: input.fileIds }),
    }
  })

/** The applicant shows that it was paid; the agency's time runs again, and the officer who looks at the proof may require it anew. */
export const proveObligation = (actor: Actor, input: ProveObligationInput) => settled(actor, input, 'proveObligation')

/** The office that collects told the agency itself. */
export const settleObligation = (actor: Actor, input: ProveObligationInput) => settled(actor, input, 'settleObligation')
