import { z } from 'zod'
import { calendarDateSchema, calendarSchema, civilDateSchema } from '#workflows/working-time/working-time.schema.ts'

/** The country, a province by its code, an agency by its id. */
export const scopeSchema = z.string().regex(/^(?:vn|province:[0-9]{2}|agency:[a-z0-9-]{1,40})$/, { error: 'calendar.scope' })

const words = (max: number) =>
  z.string().trim().min(3, { error: 'calendar.wordsMissing' }).max(max, { error: 'calendar.wordsTooLong' })
const yearSchema = z.int().min(1900, { error: 'calendar.year' }).max(2199, { error: 'calendar.year' })
const dateSchema = civilDateSchema.refine((date) => yearSchema.safeParse(Number(date.slice(0, 4))).success, {
  error: 'calendar.year',
})
const basisSchema = words(300)

export const calendarYearInput = z.object({ scope: scopeSchema, year: yearSchema })
export const proposeInput = z.object({
  year: yearSchema,
  tetBefore: z.union([z.literal(1), z.literal(2)]).optional(),
  nationalDay: z.enum(['before', 'after']).optional(),
})
export const saveDayInput = z.object({
  scope: scopeSchema,
  date: dateSchema,
  kind: calendarDateSchema.shape.kind,
  nameVi: words(200),
  /** Left out: none on a day off, Monday's on a day worked instead. */
  parts: calendarDateSchema.shape.parts,
  countsAsDay: z.boolean().optional(),
  basis: basisSchema,
})
export const saveSwapInput = z.object({ scope: scopeSchema, off: dateSchema, work: dateSchema, basis: basisSchema })
export const removeDayInput = z.object({ scope: scopeSchema, date: dateSchema })
export const confirmYearInput = z.object({ year: yearSchema, basis: basisSchema })
export const saveWeekInput = z.object({
  scope: scopeSchema,
  week: calendarSchema.shape.week,
  weekCountsAsDay: calendarSchema.shape.weekCountsAsDay,
  /** The first day on which the new hours hold: what is over keeps its hours. */
  validFrom: dateSchema,
  basis: basisSchema,
})
export const previewInput = z.object({ scope: scopeSchema, cursor: z.string().max(120).optional() })
export const publishInput = z.object({
  scope: scopeSchema,
  /** What was looked at in the preview: another state of the rows is not published. */
  draftHash: z.string().length(64),
  noteVi: words(500),
})

export type CalendarYearInput = z.infer<typeof calendarYearInput>
export type ProposeInput = z.infer<typeof proposeInput>
export type SaveDayInput = z.infer<typeof saveDayInput>
export type SaveSwapInput = z.infer<typeof saveSwapInput>
export type RemoveDayInput = z.infer<typeof removeDayInput>
export type ConfirmYearInput = z.infer<typeof confirmYearInput>
export type SaveWeekInput = z.infer<typeof saveWeekInput>
export type PreviewInput = z.infer<typeof previewInput>
export type PublishInput = z.infer<typeof publishInput>
