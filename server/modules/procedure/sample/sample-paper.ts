import { DomainError } from '#workflows/domain-error.ts'
import type { Paper, ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { FilledSample } from '../../document/filled-sample.ts'
import { civilDate, money } from '../../document/vietnamese.ts'
import { type AnswerRow, answerPages } from '../../dossier/answer-rows.ts'
import { versionIdOf } from '../catalogue-rows.ts'
import { definitionOf } from '../definition-of.ts'
import { sampleAnswers } from './sample-answers.ts'

/** A declaration is the form of the procedure itself; what others issue has no form here, and would be made up. */
export const hasSample = ({ source, upload }: Pick<Paper, 'source' | 'upload'>): boolean => source === 'declaration' && !upload

type Row = FilledSample['pages'][number]['rows'][number]

function textOf({ type, value, textVi }: AnswerRow): string {
  if (textVi !== null) return textVi
  if (type === 'yesNo') return value === true ? 'Có' : 'Không'
  if (type === 'money' && typeof value === 'number') return money(value)
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? civilDate(`${value}T05:00:00.000Z`) : value
  return typeof value === 'number' ? String(value).replace('.', ',') : ''
}

const rowOf = (row: AnswerRow): Row => ({
  labelVi: row.labelVi,
  valueVi: textOf(row),
  rows: row.rows.map((inner) => inner.map(rowOf)),
})

/** Whoever files: the first person of the form. */
const signerOf = ({ form }: ProcedureDefinition, answers: Record<string, unknown>): string => {
  const name = form.pages
    .flatMap(({ fields }) => fields)
    .find((field) => field.type === 'text' && field.format === 'personName' && typeof answers[field.id] === 'string')
  const value = name && answers[name.id]
  return typeof value === 'string' ? value : ''
}

async function make(definition: ProcedureDefinition, paper: Paper): Promise<Uint8Array> {
  const answers = sampleAnswers(definition)
  const pages = await answerPages(definition, answers)
  const { code, nameVi, version, competentAgencyVi, effectiveFrom } = definition
  // what prints weighs tens of megabytes: a process that is never asked for a sample does not carry it
  const { renderSample } = await import('../../document/filled-sample.ts')
  return renderSample({
    paperVi: paper.nameVi,
    procedure: { code, nameVi, version },
    toVi: competentAgencyVi,
    filledOn: effectiveFrom,
    signerVi: signerOf(definition, answers),
    pages: pages.map(({ titleVi, rows }) => ({ titleVi, rows: rows.map(rowOf) })),
  })
}

/** A version never changes, so neither does its sample; these are kept, the rest is made again in a part of a second. */
const KEPT = 100
const kept = new Map<string, Promise<Uint8Array>>()

export interface SamplePaper {
  fileName: string
  bytes: Uint8Array
}

/** The filled sample of a declaration, stamped MẪU. */
export async function samplePaper(code: string, version: number, paperCode: string): Promise<SamplePaper> {
  const versionId = versionIdOf({ code, version })
  const definition = await definitionOf(versionId)
  const paper = definition.papers.find((each) => each.code === paperCode)
  if (!paper || !hasSample(paper)) throw new DomainError('NOT_FOUND', `no sample of ${paperCode} in ${versionId}`)
  const key = `${versionId} ${paperCode}`
  const known = kept.get(key)
  const made = known ?? make(definition, paper)
  kept.delete(key)
  kept.set(key, made)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  made.catch(() => kept.delete(key))
  return { fileName: `mau-${code}-${paperCode}.pdf`, bytes: await made }
}
