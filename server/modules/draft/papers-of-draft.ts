import { DomainError } from '#workflows/domain-error.ts'
import { REPRESENTATION_PAPER } from '#workflows/form/representation.ts'
import type { Actor } from '../account/actor.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { deleteDraft, deletePaper } from './draft.repository.ts'
import { openDraft, ownDraft } from './own-draft.ts'

const MAX_FILES_PER_PAPER = 20

/** Before a file is taken in: is this draft his, open, and does the procedure know such a paper? */
export async function assertMayAttach(actor: Actor, draftId: string, paperCode: string): Promise<void> {
  const draft = await openDraft(actor, draftId)
  const { papers, cases } = await definitionOf(draft.procedureVersionId)
  const codes = [...papers, ...cases.flatMap(({ addPapers }) => addPapers)].map(({ code }) => code)
  if (draft.owner !== null) codes.push(REPRESENTATION_PAPER)
  if (!codes.includes(paperCode))
    throw new DomainError('INPUT_INVALID', `no paper ${paperCode}`, { fieldErrors: { paperCode: ['draft.paperUnknown'] } })
  if (draft.files.filter((file) => file.paperCode === paperCode).length >= MAX_FILES_PER_PAPER)
    throw new DomainError('INPUT_INVALID', `too many files for ${paperCode}`, {
      fieldErrors: { paperCode: ['draft.tooManyFiles'] },
    })
}

/** Whoever's filing it is takes any of its files away; who helps, only what he put there. */
export async function removeFile(actor: Actor, draftId: string, paperId: string): Promise<{ removed: true }> {
  const draft = await openDraft(actor, draftId)
  const file = draft.files.find((one) => one.paperId === paperId)
  if (!file) throw new DomainError('NOT_FOUND', `no paper ${paperId} in draft ${draftId}`)
  const isOwn = draft.accountId === actor.id
  if (!isOwn && file.uploadedBy !== actor.id)
    throw new DomainError('NOT_PERMITTED', `${actor.id} helps with draft ${draftId} and did not send ${paperId}`)
  if (!(await deletePaper(draftId, paperId, isOwn ? null : actor.id)))
    throw new DomainError('NOT_FOUND', `paper ${paperId} of draft ${draftId} is gone meanwhile`)
  return { removed: true }
}

export async function discardDraft(actor: Actor, id: string): Promise<{ discarded: true }> {
  const draft = await ownDraft(actor, id)
  if (!(await deleteDraft(draft.id))) throw new DomainError('EVENT_NOT_ALLOWED', `draft ${id} was submitted`)
  return { discarded: true }
}
