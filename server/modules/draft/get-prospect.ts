import { appNow } from '#server/clock.repository.ts'
import { eligibilityQuestions } from '#workflows/form/eligibility.ts'
import type { Answers } from '#workflows/form/validate.ts'
import type { Actor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { formFacts } from '../dossier/form-facts.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { prefillFrom } from './prefill.ts'

/** No office is chosen yet; the country has one time. */
const COUNTRY = { timeZone: 'Asia/Ho_Chi_Minh' }

/** What is asked before a filing begins: by the same rules, and over the same facts, as when it is begun. */
export async function getProspect(actor: Actor, procedureCode: string) {
  const { definition } = await effectiveVersion(procedureCode)
  const stops = definition.eligibility ?? []
  const questions = eligibilityQuestions(stops, definition.form)
  const facts = formFacts({ now: (await appNow()).toISOString(), calendar: COUNTRY, source: 'ONLINE', place: '' })
  const known = actor.kind === 'CITIZEN' ? await identityOf(actor.id) : {}
  const { answers } = await prefillFrom(definition, [{ known, source: null }], facts)
  const asked: Answers = Object.fromEntries(Object.entries(answers).filter(([field]) => questions.some(({ id }) => id === field)))
  return {
    questions,
    stops,
    form: { version: 1, pages: [{ id: 'start', titleVi: definition.nameVi, fields: questions }] },
    answers: asked,
    facts,
    /** Whether there is something that the national resident database could fill in. */
    asksRegister: definition.form.pages.some(({ fields }) => fields.some(({ prefill }) => prefill !== undefined)),
  }
}
