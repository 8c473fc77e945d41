import { randomUUIDv7 } from 'node:crypto'
import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { eligibilityQuestions, stopsOf } from '#workflows/form/eligibility.ts'
import { type Answers, type FormFacts, validate } from '#workflows/form/validate.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Actor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { competentFor } from '../agency/responsibility.ts'
import { formFacts } from '../dossier/form-facts.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { lookUpResident } from '../resident/look-up-resident.ts'
import { calendarFor } from '../setting/calendars.ts'
import { setting } from '../setting/settings.ts'
import { insertDraft } from './draft.repository.ts'
import type { StartDraftInput } from './draft.schema.ts'
import { type AnswerSource, type Known, knownOfResident, prefillFrom } from './prefill.ts'

function assertMayStart(actor: Actor, input: StartDraftInput): void {
  const may =
    input.source === 'ONLINE'
      ? actor.kind === 'CITIZEN'
      : actor.kind === 'STAFF' && actor.grants.some(({ role, agencyId }) => role === 'desk' && agencyId === input.agencyId)
  if (!may) throw new DomainError('NOT_PERMITTED', `${actor.id} may not start a draft (${input.source}) at ${input.agencyId}`)
}

/** Whoever files for himself files for nobody else: the one who is signed in, or who stands at the counter. */
function refuseOneself(actor: Actor, input: StartDraftInput): void {
  const { owner } = input
  if (!owner) return
  const refuse = (problem: string) => {
    throw new DomainError('INPUT_INVALID', 'filed for oneself', { fieldErrors: { personalId: [problem] } })
  }
  if (input.source === 'DESK') {
    if (owner.kind === 'PERSON' && owner.personalId === input.applicant.personalId) refuse('draft.ownerIsApplicant')
  } else if (actor.kind === 'CITIZEN') {
    const isSame = owner.kind === 'PERSON' ? owner.personalId === actor.personalId : owner.organisationId === actor.organisationId
    if (isSame) refuse('draft.ownerIsYou')
  }
}

/** What was answered on the start page, and a refusal where it says that the filing is hopeless. */
function eligible({ code, form, eligibility = [] }: ProcedureDefinition, given: Answers, facts: FormFacts): Answers {
  const stops = stopsOf(eligibility, form, given, facts)
  if (stops.length > 0)
    throw new DomainError('NOT_ELIGIBLE', `${code}: ${stops.map(({ id }) => id).join(', ')}`, {
      stops: stops.map(({ id, reasonVi, reasonEn, insteadVi, insteadEn, basis }) => ({
        id,
        reasonVi,
        reasonEn,
        insteadVi,
        insteadEn,
        basis,
      })),
    })
  return validate(eligibilityQuestions(eligibility, form), given, facts).answers
}

/** Whether the register answered; nothing when it was not asked. */
export type RegisterAnswer = 'found' | 'unknown' | 'unavailable' | null

/** Begins a filing: the version in force today is the one that will be filed. */
export async function startDraft(actor: Actor, input: StartDraftInput): Promise<{ id: string; register: RegisterAnswer }> {
  assertMayStart(actor, input)
  const { versionId, definition } = await effectiveVersion(input.procedureCode)
  if (input.source === 'ONLINE' && (definition.online.level === 'information' || !definition.sources.includes('ONLINE')))
    throw new DomainError('PROCEDURE_NOT_ONLINE', `${definition.code} is not filed online`, {
      reason: definition.online.partialReason,
    })
  if (input.source === 'DESK' && !definition.sources.includes('DESK'))
    throw new DomainError('EVENT_NOT_ALLOWED', `${definition.code} is not filed at a desk`)
  const competent = await competentFor(definition, input.agencyId, input.competentAgencyId)

  const applicant = input.source === 'DESK' ? input.applicant : null
  const owner = input.owner ?? null
  refuseOneself(actor, input)
  const [{ calendar }, days, now] = await Promise.all([calendarFor(input.agencyId), setting('draft.days'), appNow()])
  const facts = formFacts({ now: now.toISOString(), calendar, source: input.source, place: '' })
  const answered = input.source === 'ONLINE' ? eligible(definition, input.eligibility ?? {}, facts) : {}

  const id = randomUUIDv7()
  const at = now.toISOString()
  // the form asks about those whose matter it is; what somebody wrote down of another has no register behind it
  const known: { known: Known; source: AnswerSource | null }[] = [
    (owner ?? applicant)
      ? { known: { ...(owner ?? applicant) }, source: null }
      : { known: await identityOf(actor.id), source: { from: 'identity', at } },
  ]
  let register: RegisterAnswer = null
  if (input.source === 'ONLINE' && input.residentData && !owner && actor.kind === 'CITIZEN') {
    const answer = await lookUpResident(actor, { draftId: id, procedureCode: definition.code })
    register = answer.is
    if (answer.is === 'found') known.push({ known: await knownOfResident(answer.resident), source: { from: 'resident', at } })
  }
  const { answers, sources } = await prefillFrom(definition, known, facts)
  await insertDraft({
    id,
    accountId: actor.id,
    agencyId: input.agencyId,
    competentAgencyId: competent.id,
    procedureVersionId: versionId,
    source: input.source,
    answers: { ...answers, ...answered },
    sources: Object.fromEntries(Object.entries(sources).filter(([field]) => !(field in answered))),
    applicant,
    owner,
    days,
  })
  return { id, register }
}
