import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { saveAnswers } from './draft.repository.ts'
import type { SaveDraftInput } from './draft.schema.ts'
import { openDraft } from './own-draft.ts'
import { workOut } from './work-out.ts'

/** The longest form with all of its rows filled stays far below. */
const MAX_BYTES = 300_000

/** Keeps what was typed, right or wrong, and says what is wrong with the whole so far. Fields that the form does not have are dropped. */
export async function saveDraft(actor: Actor, { id, revision, answers }: SaveDraftInput) {
  const draft = await openDraft(actor, id)
  const { definition, typed } = await workOut(draft)
  const fields = new Set(definition.form.pages.flatMap((page) => page.fields.map((field) => field.id)))
  const merged = Object.fromEntries(
    Object.entries({ ...typed, ...answers }).filter(
      ([field, value]) => fields.has(field) && value !== null && value !== undefined,
    ),
  )
  if (JSON.stringify(merged).length > MAX_BYTES)
    throw new DomainError('INPUT_INVALID', 'answers too long', { fieldErrors: { answers: ['form.tooLong'] } })
  const saved = draft.revision === revision ? await saveAnswers(id, revision, merged, await setting('draft.days')) : null
  if (!saved) throw new DomainError('DRAFT_CHANGED_MEANWHILE', `draft ${id} is not at ${revision}`, { revision: draft.revision })
  const { issues } = await workOut({ ...draft, answers: merged })
  return { revision: saved.revision, savedAt: saved.updatedAt.toISOString(), issues }
}
