import { appNow } from '#server/clock.repository.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { competentFor } from '../agency/responsibility.ts'
import { formFacts } from '../dossier/form-facts.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { calendarFor } from '../setting/calendars.ts'
import { setting } from '../setting/settings.ts'
import { insertDraft } from './draft.repository.ts'
import type { DraftOwner, StartDraftInput } from './draft.schema.ts'
import { type Known, prefill } from './prefill.ts'

function assertMayStart(actor: Actor, input: StartDraftInput): void {
  const may =
    input.source === 'ONLINE'
      ? actor.kind === 'CITIZEN'
      : actor.kind === 'STAFF' && actor.grants.some(({ role, agencyId }) => role === 'desk' && agencyId === input.agencyId)
  if (!may) throw new DomainError('NOT_PERMITTED', `${actor.id} may not start a draft (${input.source}) at ${input.agencyId}`)
}

const isOneself = (actor: Actor, owner: DraftOwner) =>
  actor.kind === 'CITIZEN' &&
  (owner.kind === 'PERSON' ? owner.personalId === actor.personalId : owner.organisationId === actor.organisationId)

/** Begins a filing: the version in force today is the one that will be filed. */
export async function startDraft(actor: Actor, input: StartDraftInput): Promise<{ id: string }> {
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
  const owner = input.source === 'ONLINE' ? (input.owner ?? null) : null
  if (owner && isOneself(actor, owner))
    throw new DomainError('INPUT_INVALID', 'filed for oneself', { fieldErrors: { personalId: ['draft.ownerIsYou'] } })
  // the form asks about those whose matter it is
  const known: Known = applicant ?? owner ?? (await identityOf(actor.id))
  const [{ calendar }, days, now] = await Promise.all([calendarFor(input.agencyId), setting('draft.days'), appNow()])
  const answers = prefill(definition, known, formFacts({ now: now.toISOString(), calendar, source: input.source, place: '' }))
  return {
    id: await insertDraft({
      accountId: actor.id,
      agencyId: input.agencyId,
      competentAgencyId: competent.id,
      procedureVersionId: versionId,
      source: input.source,
      answers,
      applicant,
      owner,
      days,
    }),
  }
}
