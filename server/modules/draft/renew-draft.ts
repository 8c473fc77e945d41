import { DomainError } from '#workflows/domain-error.ts'
import { compareForms, type FormChange, moveAnswers } from '#workflows/form/compare-forms.ts'
import type { Answers } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Actor } from '../account/actor.ts'
import { type AnswerRow, answerRows } from '../dossier/answer-rows.ts'
import { definitionOf, effectiveVersion } from '../procedure/definition-of.ts'
import { type DraftRow, moveDraft } from './draft.repository.ts'
import { openDraft } from './own-draft.ts'
import { readSources } from './prefill.ts'

export interface VersionChange {
  fields: FormChange[]
  papers: { kind: 'new' | 'gone'; nameVi: string; nameEn: string | null }[]
  /** Answers that the newer form has no place for, to be copied by hand. */
  dropped: AnswerRow[]
}

const papersOf = ({ papers, cases }: ProcedureDefinition) =>
  new Map([...papers, ...cases.flatMap(({ addPapers }) => addPapers)].map((paper) => [paper.code, paper]))

async function changeBetween(before: ProcedureDefinition, after: ProcedureDefinition, answers: Answers): Promise<VersionChange> {
  const [older, newer] = [papersOf(before), papersOf(after)]
  const named = (kind: 'new' | 'gone', { nameVi, nameEn }: { nameVi: string; nameEn?: string }) => ({
    kind,
    nameVi,
    nameEn: nameEn ?? null,
  })
  const { dropped } = moveAnswers(before.form, after.form, answers)
  const lost = before.form.pages.flatMap(({ fields }) => fields).filter(({ id }) => dropped.includes(id))
  return {
    fields: compareForms(before.form, after.form),
    papers: [
      ...[...newer.values()].filter(({ code }) => !older.has(code)).map((paper) => named('new', paper)),
      ...[...older.values()].filter(({ code }) => !newer.has(code)).map((paper) => named('gone', paper)),
    ],
    dropped: await answerRows(lost, answers),
  }
}

export type Renewal =
  | { is: 'newer'; versionId: string; change: VersionChange }
  /** It goes by the newest version now; what was different is still told. */
  | { is: 'renewed'; change: VersionChange }
  /** The procedure is not filed any more. */
  | { is: 'closed' }

/** Whether the form changed since the draft was begun, and in what. */
export async function renewalOf(draft: DraftRow, definition: ProcedureDefinition, typed: Answers): Promise<Renewal | null> {
  if (draft.submittedAt) return null
  const current = await currentVersion(definition.code)
  if (!current) return { is: 'closed' }
  if (current.versionId !== draft.procedureVersionId)
    return {
      is: 'newer',
      versionId: current.versionId,
      change: await changeBetween(definition, current.definition, typed),
    }
  if (draft.renewedFromId === null) return null
  return { is: 'renewed', change: await changeBetween(await definitionOf(draft.renewedFromId), definition, {}) }
}

async function currentVersion(code: string) {
  try {
    return await effectiveVersion(code)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'VERSION_NOT_EFFECTIVE') return null
    throw error
  }
}

/** Takes the draft over to the version in force, with every answer that it has a place for. Doing it twice changes nothing more. */
export async function renewDraft(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ revision: number }> {
  const draft = await openDraft(actor, id)
  const before = await definitionOf(draft.procedureVersionId)
  const { versionId, definition } = await effectiveVersion(before.code)
  if (versionId === draft.procedureVersionId) return { revision: draft.revision }
  const typed = typeof draft.answers === 'object' && draft.answers !== null ? { ...draft.answers } : {}
  const { kept } = moveAnswers(before.form, definition.form, typed)
  const sources = Object.fromEntries(Object.entries(readSources(draft.sources)).filter(([field]) => field in kept))
  const moved = draft.revision === revision ? await moveDraft(draft, { versionId, answers: kept, sources }) : null
  if (!moved) throw new DomainError('DRAFT_CHANGED_MEANWHILE', `draft ${id} is not at ${revision}`, { revision: draft.revision })
  return moved
}
