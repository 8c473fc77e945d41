import { z } from 'zod'
import { text } from '../text.ts'
import { faultOf, feelSchema, holds, parseCondition } from './condition.ts'
import { type Field, FORM_FACTS, type Form } from './form.schema.ts'
import { type Answers, type FormFacts, validate } from './validate.ts'

/** A condition of law that would refuse the filing in the end: asked before it begins, with what can be done instead. */
const stopSchema = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  /** Fields of the form, asked on the start page with their own words; what is answered there is not asked again. */
  ask: z.array(z.string()).min(1).max(6),
  /** The filing is hopeless when this holds; as long as an answer is missing nothing is said. */
  stopIf: feelSchema,
  reasonVi: text().min(1),
  reasonEn: text().optional(),
  insteadVi: text().min(1),
  insteadEn: text().optional(),
  /** Where law says so. */
  basis: text().min(1),
})
export const eligibilitySchema = z.array(stopSchema).min(1).max(12)
export type Stop = z.infer<typeof stopSchema>

const fieldsOf = (form: Form): Field[] => form.pages.flatMap(({ fields }) => fields)

/**
 * The questions of the start page, each once, in the order of the rules. Before the form begins nothing hides them. Two that sound alike
 * ("date of birth", of him and of her) are told apart by the page that each belongs to.
 */
export function eligibilityQuestions(stops: readonly Stop[], form: Form): Field[] {
  const asked = new Set(stops.flatMap(({ ask }) => ask))
  const byId = new Map(form.pages.flatMap((page) => page.fields.map((field) => [field.id, { field, page }])))
  const found = [...asked].flatMap((id) => byId.get(id) ?? [])
  return found.map(({ field, page }): Field => {
    const isAlike = found.some((other) => other.field !== field && other.field.labelVi === field.labelVi)
    const labels = isAlike
      ? { labelVi: `${page.titleVi}: ${inSentence(field.labelVi)}`, labelEn: english(page.titleEn, field.labelEn) }
      : { labelVi: field.labelVi, labelEn: field.labelEn }
    // what stops a filing is said by the stop itself, in its own words
    return { ...field, ...labels, showIf: undefined, rules: undefined, required: true }
  })
}

const inSentence = (label: string): string => label.charAt(0).toLocaleLowerCase('vi') + label.slice(1)
const english = (title: string | undefined, label: string | undefined): string | undefined =>
  title && label ? `${title}: ${inSentence(label)}` : undefined

/** Which rules stop this filing. Answers that cannot be read yet stop nothing. */
export function stopsOf(stops: readonly Stop[], form: Form, answers: Answers, facts: FormFacts): Stop[] {
  const questions = eligibilityQuestions(stops, form)
  const nothing = Object.fromEntries(questions.map(({ id }) => [id, null]))
  const context = { ...facts, ...nothing, ...validate(questions, answers, facts).answers }
  return stops.filter(({ stopIf }) => holds(stopIf, context))
}

interface Fault {
  path: (string | number)[]
  message: string
  params: Record<string, unknown>
}

/** What is wrong with the rules themselves: names that the form does not have, or that the rule does not ask for. */
export function faultsOfEligibility(stops: readonly Stop[], form: Form): Fault[] {
  const fields = new Map(fieldsOf(form).map((field) => [field.id, field.type]))
  const seen = new Set<string>()
  return stops.flatMap(({ id, ask, stopIf }, index): Fault[] => {
    const faults: Fault[] = []
    if (seen.has(id)) faults.push({ path: [index, 'id'], message: 'form.idTwice', params: { name: id } })
    seen.add(id)
    for (const [place, name] of ask.entries()) {
      const type = fields.get(name)
      if (type === undefined || type === 'computed' || type === 'file')
        faults.push({ path: [index, 'ask', place], message: 'form.fieldUnknown', params: { name } })
    }
    const fault = faultOf(() => parseCondition(stopIf, [...FORM_FACTS, ...ask]))
    if (fault) faults.push({ path: [index, 'stopIf'], message: fault.reason, params: fault.params })
    return faults
  })
}
