import { money } from '#server/modules/document/vietnamese.ts'
import { type AnswerRow, answerRows } from '#server/modules/dossier/answer-rows.ts'
import type { LoadedDossier } from '#server/modules/dossier/loaded-dossier.ts'
import { evaluate } from '#workflows/form/condition.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'

const date = (text: string) => text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

/** An answer as a paper prints it. */
function words(row: AnswerRow): string {
  if (row.textVi !== null) return row.textVi
  if (row.rows.length > 0) return row.rows.map((inner) => inner.map(words).join(', ')).join('; ')
  if (row.type === 'money' && typeof row.value === 'number') return money(row.value)
  if (row.type === 'date' && typeof row.value === 'string') return date(row.value)
  return plainWords(row.value)
}

function plainWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return ''
}

/** Lines of a printed result: what a field holds in its own words, else the value of the expression. Lines without a value are left out. */
export async function resultLines(dossier: LoadedDossier): Promise<{ labelVi: string; valueVi: string }[]> {
  const { definition, state } = dossier
  const result = definition.results.find((candidate) => candidate.decision === state.context.decision)
  if (!result) return []
  const context = conditionContext(dossier)
  const fields = [...definition.form.pages.flatMap((page) => page.fields), ...definition.steps.flatMap((step) => step.data ?? [])]
  const rows = await answerRows(fields, context)
  return result.lines
    .map(({ labelVi, value }) => {
      const row = rows.findLast((candidate) => candidate.fieldId === value)
      return { labelVi, valueVi: row ? words(row) : plainWords(evaluate(value, context)) }
    })
    .filter(({ valueVi }) => valueVi !== '')
}
