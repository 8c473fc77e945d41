import { evaluate } from '#workflows/form/condition.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'
import { money } from '../document/vietnamese.ts'
import { type AnswerRow, answerRows } from './answer-rows.ts'
import { factsOfDossier } from './form-facts.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

type Decision = 'GRANTED' | 'REFUSED'

/** An answer as a paper prints it. */
function words(row: AnswerRow): string {
  if (row.textVi !== null) return row.textVi
  if (row.rows.length > 0) return row.rows.map((inner) => inner.map(words).join(', ')).join('; ')
  if (row.type === 'money' && typeof row.value === 'number') return money(row.value)
  if (row.type === 'date' && typeof row.value === 'string') return row.value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')
  return plainWords(row.value)
}

function plainWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Lines of a result as it would be printed now: what a field holds in its own words, else the value of the expression. */
export async function linesOfResult(dossier: LoadedDossier, decision: Decision): Promise<{ labelVi: string; valueVi: string }[]> {
  const { definition } = dossier
  const result = definition.results.find((candidate) => candidate.decision === decision)
  if (!result) return []
  const context = conditionContext({ ...dossier, facts: await factsOfDossier(dossier) })
  const fields = [...definition.form.pages.flatMap((page) => page.fields), ...definition.steps.flatMap((step) => step.data ?? [])]
  const rows = await answerRows(fields, context)
  return result.lines.map(({ labelVi, value }) => {
    const row = rows.findLast((candidate) => candidate.fieldId === value)
    return { labelVi, valueVi: row ? words(row) : plainWords(evaluate(value, context)) }
  })
}

/** What whoever signs now puts the name under: the results that the open steps can decide, each with its lines, empty ones as well. */
export async function draftResult(dossier: LoadedDossier) {
  const open = dossier.state.context.work.filter((work) => work.closedAt === null).map((work) => work.step)
  const decisions = new Set(
    dossier.definition.steps
      .filter((step) => open.includes(step.id))
      .flatMap((step) => step.outcomes.flatMap((outcome) => (outcome.decision ? [outcome.decision] : []))),
  )
  const drafts = dossier.definition.results.filter((result) => decisions.has(result.decision))
  return Promise.all(
    drafts.map(async ({ decision, nameVi, nameEn }) => ({
      decision,
      nameVi,
      nameEn,
      lines: await linesOfResult(dossier, decision),
    })),
  )
}
