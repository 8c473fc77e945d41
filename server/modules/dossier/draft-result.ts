import { evaluate } from '#workflows/form/condition.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'
import { resultFacts, resultsFor } from '#workflows/procedure/results.ts'
import { money } from '../document/vietnamese.ts'
import { type AnswerRow, answerRows } from './answer-rows.ts'
import { factsOfDossier } from './form-facts.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

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

type Result = LoadedDossier['definition']['results'][number]

/** Lines of a result as it would be printed now: what a field holds in its own words, else the value of the expression. */
export async function linesOfResult(dossier: LoadedDossier, result: Result): Promise<{ labelVi: string; valueVi: string }[]> {
  const { definition } = dossier
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
  const { definition, state } = dossier
  const open = state.context.work.filter((work) => work.closedAt === null).map((work) => work.step)
  const decisions = new Set(
    definition.steps
      .filter((step) => open.includes(step.id))
      .flatMap((step) => step.outcomes.flatMap((outcome) => (outcome.decision ? [outcome.decision] : []))),
  )
  const facts = resultFacts(definition, conditionContext({ ...dossier, facts: await factsOfDossier(dossier) }))
  const drafts = [...decisions].flatMap((decision) => resultsFor(definition, decision, facts))
  return Promise.all(
    drafts.map(async (result) => ({
      code: result.code,
      decision: result.decision,
      nameVi: result.nameVi,
      nameEn: result.nameEn,
      lines: await linesOfResult(dossier, result),
    })),
  )
}

interface IssuedResult {
  form: string
  eventSeq: number
  resultCode: string
  number: string
  url: string
  sha256: string
  verifyId: string
  revokedAt: Date | null
}

/** The papers of the last decision in the order of the version: the one that it is known by comes first. */
export function issuedResults({ definition, state }: LoadedDossier, documents: readonly IssuedResult[]) {
  const valid = documents.filter(({ form, revokedAt }) => form === 'RESULT' && revokedAt === null)
  const last = Math.max(...valid.map(({ eventSeq }) => eventSeq))
  const order = definition.results.map(({ code }) => code)
  return valid
    .filter(({ eventSeq }) => eventSeq === last)
    .toSorted((a, b) => order.indexOf(a.resultCode) - order.indexOf(b.resultCode))
    .map(({ resultCode, number, url, sha256, verifyId }) => {
      const result =
        definition.results.find(({ code }) => code === resultCode) ??
        definition.results.find(({ decision }) => decision === state.context.decision)
      return {
        decision: state.context.decision,
        nameVi: result?.nameVi ?? definition.nameVi,
        nameEn: result?.nameEn ?? definition.nameEn,
        number,
        url,
        sha256,
        verifyId,
      }
    })
}
