import { z } from 'zod'
import type { Resident, ResidentPlace } from '#server/adapters/resident-data/citizen.message.ts'
import type { Field, Prefill } from '#workflows/form/form.schema.ts'
import { isEmpty, isRecord } from '#workflows/form/read-field.ts'
import { type Answers, type FormFacts, validate } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { placeText } from '../dossier/answer-rows.ts'

/** What is known of the person, by the names that a form's `prefill` may use. */
export type Known = Partial<Record<Prefill, string | ResidentPlace>>

const sourceSchema = z.object({
  from: z.enum(['identity', 'resident', 'earlier']),
  at: z.string(),
  /** Of the earlier dossier. */
  code: z.string().optional(),
})
/** Where an answer came from that nobody typed. */
export type AnswerSource = z.infer<typeof sourceSchema>
export type Sources = Record<string, AnswerSource>
export const readSources = (value: unknown): Sources => z.record(z.string(), sourceSchema).catch({}).parse(value)

const fieldsOf = (definition: Pick<ProcedureDefinition, 'form'>): Field[] => definition.form.pages.flatMap(({ fields }) => fields)

const present = <Value>(value: Value | null): Value | undefined => value ?? undefined

/** The register's words for what forms may ask. */
export async function knownOfResident(resident: Resident): Promise<Known> {
  const address = resident.current ?? resident.permanent
  return {
    fullName: resident.fullName,
    personalId: resident.personalId,
    birthDate: present(resident.birthDate),
    sex: present(resident.sex),
    address: present(address && (await placeText(address))),
    permanentPlace: present(resident.permanent),
    homeTown: present(resident.homeTown),
    birthPlace: present(resident.birthPlace),
    ethnicity: present(resident.ethnicity),
    religion: present(resident.religion),
    nationality: present(resident.nationality),
  }
}

/** Answers that the person need not type. What the field would refuse is left out: the person writes it himself. */
async function prefill(definition: ProcedureDefinition, known: Known, facts: FormFacts): Promise<Answers> {
  const answers: Answers = {}
  for (const field of fieldsOf(definition)) {
    const given = field.prefill === undefined ? undefined : known[field.prefill]
    // a place in one line, where a form asks for it so
    const value = field.type === 'text' && isRecord(given) ? await placeText(given) : given
    if (value === undefined || value === null) continue
    const { showIf: _showIf, rules: _rules, ...alone } = field
    const checked = validate([alone], { [field.id]: value }, facts)
    if (checked.issues.length === 0 && checked.answers[field.id] !== undefined) answers[field.id] = checked.answers[field.id]
  }
  return answers
}

/** From several places, the later ones having the last word; each answer with the place that it came from. */
export async function prefillFrom(
  definition: ProcedureDefinition,
  places: readonly { known: Known; source: AnswerSource | null }[],
  facts: FormFacts,
): Promise<{ answers: Answers; sources: Sources }> {
  const answers: Answers = {}
  const sources: Sources = {}
  for (const { known, source } of places)
    for (const [field, value] of Object.entries(await prefill(definition, known, facts))) {
      answers[field] = value
      if (source) sources[field] = source
    }
  return { answers, sources }
}

/**
 * The answers of a filing that now is somebody else's: what was known of the former owner goes, what anybody wrote stays, and what is known of
 * this person fills what is empty then.
 */
export async function answersFor(
  definition: ProcedureDefinition,
  before: { typed: Answers; sources: unknown },
  { identity, at, facts }: { identity: Known; at: string; facts: FormFacts },
): Promise<{ answers: Answers; sources: Sources }> {
  const from = readSources(before.sources)
  const isKnown = (field: string) => from[field] !== undefined && from[field].from !== 'earlier'
  const written = Object.fromEntries(Object.entries(before.typed).filter(([field]) => !isKnown(field)))
  const source: AnswerSource = { from: 'identity', at }
  const mine = await prefillFrom(definition, [{ known: identity, source }], facts)
  const kept = Object.fromEntries(Object.entries(written).filter(([, value]) => !isEmpty(value)))
  const sources = Object.fromEntries(Object.entries(mine.sources).filter(([field]) => !(field in kept)))
  return { answers: { ...mine.answers, ...kept }, sources }
}
