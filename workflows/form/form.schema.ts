import { z } from 'zod'
import { text } from '../text.ts'
import { faultOf, feelSchema, parseCondition } from './condition.ts'

/** Facts that every condition may read beside the answers. */
export const FORM_FACTS = ['channel', 'receivedOn', 'place', 'today', 'applicant'] as const

/** What the identity provider and the resident register tell of the person who files. */
export const PREFILLS = [
  'fullName',
  'personalId',
  'organisationId',
  'birthDate',
  'sex',
  'phone',
  'email',
  'address',
  'permanentPlace',
  'homeTown',
  'birthPlace',
  'ethnicity',
  'religion',
  'nationality',
] as const
export type Prefill = (typeof PREFILLS)[number]

/** Words of FEEL: a field named so could not be read by a condition. */
const RESERVED = new Set(
  'date time duration number string boolean list context function true false null and or not if then else for in return some every satisfies between instance of item partial now today day year month hour minute second count sum min max'.split(
    ' ',
  ),
)

/** Also a name in conditions, therefore no hyphen and no dot. */
const fieldIdSchema = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: 'form.idShape' })
  .refine((id) => !RESERVED.has(id) && !FORM_FACTS.some((fact) => fact === id), { error: 'form.idReserved' })

const ruleSchema = z
  .object({
    /** The answer is refused when this is false; unknown (an empty operand) is no fault. */
    when: feelSchema,
    messageKey: text().optional(),
    messageVi: text().optional(),
    messageEn: text().optional(),
  })
  .refine((rule) => rule.messageKey !== undefined || rule.messageVi !== undefined, { error: 'form.ruleNeedsMessage' })

const base = {
  id: fieldIdSchema,
  labelVi: text().min(1),
  labelEn: text().optional(),
  hintVi: text().optional(),
  hintEn: text().optional(),
  required: z.boolean().default(false),
  showIf: feelSchema.optional(),
  rules: z.array(ruleSchema).optional(),
  /** What is known of the signed-in person that fills the field in advance. */
  prefill: z.enum(PREFILLS).optional(),
  /** What a register said of the person stays as it is; without this it can be put right here. */
  fixed: z.boolean().optional(),
  personal: z.boolean().optional(),
}

const choiceOptionSchema = z.object({ value: text().min(1), labelVi: text().min(1), labelEn: text().optional() })

const textSchema = z.object({
  ...base,
  type: z.literal('text'),
  /** `personName`: letters, spaces, hyphens, apostrophes and dots only. */
  format: z.enum(['plain', 'personName']).default('plain'),
  minLength: z.int().min(1).optional(),
  maxLength: z.int().min(1).max(1_000).default(200),
})
const longTextSchema = z.object({ ...base, type: z.literal('longText'), maxLength: z.int().min(1).max(10_000).default(2_000) })
const dateSchema = z.object({
  ...base,
  type: z.literal('date'),
  notFuture: z.boolean().default(false),
  notPast: z.boolean().default(false),
})
const moneySchema = z.object({
  ...base,
  type: z.literal('money'),
  min: z.int().min(0).default(0),
  max: z.int().min(0).optional(),
})
const numberSchema = z.object({
  ...base,
  type: z.literal('number'),
  decimals: z.int().min(0).max(6).default(0),
  min: z.number().optional(),
  max: z.number().optional(),
})
const choiceSchema = z.object({ ...base, type: z.literal('choice'), options: z.array(choiceOptionSchema).min(1) })
const computedSchema = z.object({
  ...base,
  type: z.literal('computed'),
  value: feelSchema,
  shows: z.enum(['text', 'number', 'money', 'date']),
})
const personalNumberSchema = z.object({
  ...base,
  type: z.literal('personalNumber'),
  /** Fields beside it that say the same of the person: its century, year and sex digits have to agree with them. */
  agrees: z.object({ birthDate: text().optional(), birthYear: text().optional(), sex: text().optional() }).optional(),
})
const plain = <Type extends string>(type: Type) => z.object({ ...base, type: z.literal(type) })

const simpleFields = [
  textSchema,
  longTextSchema,
  personalNumberSchema,
  plain('phone'),
  plain('email'),
  dateSchema,
  plain('place'),
  moneySchema,
  numberSchema,
  choiceSchema,
  plain('yesNo'),
  computedSchema,
] as const

export const simpleFieldSchema = z.discriminatedUnion('type', simpleFields)
const repeatSchema = z.object({
  ...base,
  type: z.literal('repeat'),
  rowVi: text().min(1),
  rowEn: text().optional(),
  min: z.int().min(0).default(0),
  max: z.int().min(1).max(100).default(20),
  fields: z.array(simpleFieldSchema).min(1),
})
/** Asks for a paper at the question that it belongs to; what is sent counts as that paper, and whether it is required stands there. */
const fileSchema = z.object({ ...base, type: z.literal('file'), paper: text().min(1) })
export const fieldSchema = z.discriminatedUnion('type', [...simpleFields, repeatSchema, fileSchema])

export const pageSchema = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  titleVi: text().min(1),
  titleEn: text().optional(),
  hintVi: text().optional(),
  hintEn: text().optional(),
  showIf: feelSchema.optional(),
  fields: z.array(fieldSchema).min(1),
})

export type SimpleField = z.infer<typeof simpleFieldSchema>
export type RepeatField = z.infer<typeof repeatSchema>
export type FileField = z.infer<typeof fileSchema>
export type Field = z.infer<typeof fieldSchema>
export type Page = z.infer<typeof pageSchema>

type Issues = Pick<z.core.$RefinementCtx, 'addIssue'>
type Path = (string | number)[]

function checkNames(expression: string | undefined, known: readonly string[], path: Path, issues: Issues): void {
  if (expression === undefined) return
  const fault = faultOf(() => parseCondition(expression, known))
  if (fault) issues.addIssue({ code: 'custom', path, message: fault.reason, params: fault.params })
}

/** Visibility and computed values are decided from top to bottom, so they may only read what stands above; rules may read all. */
function checkFields(fields: readonly Field[], above: readonly string[], path: Path, issues: Issues): string[] {
  const known = [...above]
  const all = [...above, ...fields.map(({ id }) => id)]
  for (const [index, field] of fields.entries()) {
    const at = [...path, index]
    if (known.includes(field.id)) issues.addIssue({ code: 'custom', path: [...at, 'id'], message: 'form.idTwice' })
    checkNames(field.showIf, known, [...at, 'showIf'], issues)
    if (field.type === 'computed') checkNames(field.value, known, [...at, 'value'], issues)
    for (const [rule, { when }] of (field.rules ?? []).entries()) checkNames(when, all, [...at, 'rules', rule, 'when'], issues)
    if (field.type === 'repeat') checkFields(field.fields, all, [...at, 'fields'], issues)
    known.push(field.id)
  }
  return known
}

/** What a number has to agree with may stand anywhere in the form: it is judged when all is read. */
function checkAgreements(fields: readonly Field[], known: readonly string[], path: Path, issues: Issues): void {
  for (const [index, field] of fields.entries()) {
    const at = [...path, index]
    if (field.type === 'repeat')
      checkAgreements(field.fields, [...known, ...field.fields.map(({ id }) => id)], [...at, 'fields'], issues)
    if (field.type !== 'personalNumber') continue
    for (const [what, name] of Object.entries(field.agrees ?? {}))
      if (!known.includes(name))
        issues.addIssue({ code: 'custom', path: [...at, 'agrees', what], message: 'feel.nameUnknown', params: { name } })
  }
}

/** The form of a procedure version: pages of fields. Never edited once published. */
export const formSchema = z
  .object({ version: z.int().min(1), pages: z.array(pageSchema).min(1) })
  .superRefine(({ pages }, issues) => {
    let known: string[] = [...FORM_FACTS]
    const ids = new Set<string>()
    for (const [index, page] of pages.entries()) {
      if (ids.has(page.id)) issues.addIssue({ code: 'custom', path: ['pages', index, 'id'], message: 'form.idTwice' })
      ids.add(page.id)
      checkNames(page.showIf, known, ['pages', index, 'showIf'], issues)
      known = checkFields(page.fields, known, ['pages', index, 'fields'], issues)
    }
    for (const [index, { fields }] of pages.entries()) checkAgreements(fields, known, ['pages', index, 'fields'], issues)
  })
export type Form = z.infer<typeof formSchema>

/** What a performer writes down in a step: the same fields, without pages. */
export const stepDataSchema = z.array(fieldSchema).superRefine((fields, issues) => {
  checkAgreements(fields, checkFields(fields, FORM_FACTS, [], issues), [], issues)
  for (const [index, { type }] of fields.entries())
    if (type === 'file') issues.addIssue({ code: 'custom', path: [index, 'type'], message: 'form.fileOnlyInForm' })
})

/** Every name that a condition of this form may read: facts and top fields. */
export const namesOf = (form: Form): string[] => [...FORM_FACTS, ...form.pages.flatMap((page) => page.fields.map(({ id }) => id))]
