import { DomainError } from '#workflows/domain-error.ts'
import { isSameAnswer } from '#workflows/form/same-answer.ts'
import { storable } from '#workflows/form/text.ts'
import type { Answers } from '#workflows/form/validate.ts'
import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { type DraftRow, saveAnswers } from './draft.repository.ts'
import type { SaveDraftInput } from './draft.schema.ts'
import { openDraft } from './own-draft.ts'
import { readSources, type Sources } from './prefill.ts'
import { type WorkedOut, workOut } from './work-out.ts'

/** The longest form with all of its rows filled stays far below. */
const MAX_BYTES = 300_000
/** Somebody who is overtaken so often saves again with the next key. */
const ATTEMPTS = 5

interface Merged {
  answers: Answers
  sources: Sources
  /** Fields that somebody else changed meanwhile to something else: what stands there now. Nothing of them was written. */
  conflicts: Answers
}

/** Field by field: two devices that write in different fields disturb each other in nothing. */
function merge(draft: DraftRow, { definition, typed }: WorkedOut, { revision, answers, seen }: SaveDraftInput): Merged {
  const fields = new Map(definition.form.pages.flatMap((page) => page.fields.map((field) => [field.id, field])))
  const sources = readSources(draft.sources)
  const conflicts: Answers = {}
  const merged: Answers = { ...typed }
  for (const [id, typedNow] of Object.entries(answers)) {
    const answer = storable(typedNow)
    const field = fields.get(id)
    // what a register said stays, whoever sends something else
    if (!field || (field.fixed && sources[id])) continue
    const isForeign = draft.revision !== revision && !isSameAnswer(typed[id], answer) && !isSameAnswer(typed[id], seen?.[id])
    if (isForeign) conflicts[id] = typed[id] ?? null
    else if (!isSameAnswer(typed[id], answer)) {
      merged[id] = answer
      delete sources[id]
    }
  }
  const kept = Object.entries(merged).filter(([id, value]) => fields.has(id) && value !== null && value !== undefined)
  return { answers: Object.fromEntries(kept), sources, conflicts }
}

const changedMeanwhile = ({ id, revision }: DraftRow, given: number) =>
  new DomainError('DRAFT_CHANGED_MEANWHILE', `draft ${id} is not at ${given}`, { revision })

/** Keeps what was typed, right or wrong, and says what is wrong with the whole so far. Fields that the form does not have are dropped. */
export async function saveDraft(actor: Actor, input: SaveDraftInput) {
  const days = await setting('draft.days')
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const draft = await openDraft(actor, input.id)
    if (!input.seen && draft.revision !== input.revision) throw changedMeanwhile(draft, input.revision)
    const merged = merge(draft, await workOut(draft), input)
    if (JSON.stringify(merged.answers).length > MAX_BYTES)
      throw new DomainError('INPUT_INVALID', 'answers too long', { fieldErrors: { answers: ['form.tooLong'] } })
    const saved = await saveAnswers(draft, { ...merged, lastPart: input.part ?? null }, days)
    if (saved) {
      const { issues } = await workOut({ ...draft, answers: merged.answers })
      return {
        revision: saved.revision,
        savedAt: saved.updatedAt.toISOString(),
        issues,
        conflicts: merged.conflicts,
        /** The whole as it stands now, when others wrote since the sender looked. */
        answers: draft.revision === input.revision ? null : merged.answers,
      }
    }
    if (!input.seen) throw changedMeanwhile(await openDraft(actor, input.id), input.revision)
  }
  throw changedMeanwhile(await openDraft(actor, input.id), input.revision)
}
