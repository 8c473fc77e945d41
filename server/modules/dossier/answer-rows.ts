import type { Field } from '#workflows/form/form.schema.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { communes, provinces } from '../agency/places.ts'

/** One answer as screens and papers print it; dates, money and yes/no are put into words by whoever prints. */
export interface AnswerRow {
  fieldId: string
  labelVi: string
  labelEn: string | null
  type: Field['type']
  value: unknown
  /** Words of a choice, or of a place. */
  textVi: string | null
  textEn: string | null
  rows: AnswerRow[][]
}
export interface AnswerPage {
  id: string
  titleVi: string
  titleEn: string | null
  rows: AnswerRow[]
}

export async function answerPages(
  definition: Pick<ProcedureDefinition, 'form'>,
  answers: Record<string, unknown>,
): Promise<AnswerPage[]> {
  const pages: AnswerPage[] = []
  for (const page of definition.form.pages) {
    const rows = await answerRows(page.fields, answers)
    if (rows.length > 0) pages.push({ id: page.id, titleVi: page.titleVi, titleEn: page.titleEn ?? null, rows })
  }
  return pages
}

/** Only what was answered: fields that were hidden, or left out, have no row. */
export async function answerRows(fields: readonly Field[], answers: Record<string, unknown>): Promise<AnswerRow[]> {
  const rows: AnswerRow[] = []
  for (const field of fields) {
    const value = answers[field.id]
    if (value === undefined || value === null || value === '') continue
    const option = field.type === 'choice' ? field.options.find((candidate) => candidate.value === value) : undefined
    const place = field.type === 'place' ? await placeText(value) : null
    const inner = field.type === 'repeat' && Array.isArray(value) ? value.filter(isRecord) : []
    rows.push({
      fieldId: field.id,
      labelVi: field.labelVi,
      labelEn: field.labelEn ?? null,
      type: field.type,
      value,
      textVi: option?.labelVi ?? place,
      textEn: option?.labelEn ?? place,
      rows: field.type === 'repeat' ? await Promise.all(inner.map((row) => answerRows(field.fields, row))) : [],
    })
  }
  return rows
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** "Số 5, Phường …, Thành phố …" from the codes of the units. */
export async function placeText(value: unknown): Promise<string | null> {
  if (!isRecord(value)) return null
  const province = (await provinces()).find((candidate) => candidate.code === value.province)
  const commune = province ? (await communes(province.code)).find((candidate) => candidate.code === value.commune) : undefined
  const parts = [typeof value.detail === 'string' ? value.detail : '', commune?.nameVi ?? '', province?.nameVi ?? '']
  return parts.filter((part) => part !== '').join(', ')
}
