import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, viaOf } from '../account/actor.ts'
import { namesOf } from '../account/names-of.ts'
import { confirmDelegation } from '../delegation/delegated-act.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { definitionsOf } from '../procedure/definition-of.ts'
import { approverAs, approverOf, type ProposedAction } from './approvers.ts'
import { assertMay, changeDossier } from './change-dossier.ts'
import { decideEvents } from './decide-events.ts'
import { actingAs, can } from './dossier.policy.ts'
import { findStoredDossier } from './dossier.repository.ts'
import type { ProposalInput, RefuseProposalInput } from './dossier.schema.ts'
import { extendInput, requestSupplementInput, withBasisInput } from './dossier.schema.ts'
import { civilDay } from './form-facts.ts'
import { loadForReading } from './get-dossier.ts'
import { loadDossier } from './load-dossier.ts'
import type { Decided, Decision, LoadedDossier, Saved } from './loaded-dossier.ts'
import { decideProposal, findProposal, insertProposal, listOpenProposals } from './proposal.repository.ts'
import { hiddenFrom } from './quarantine.ts'
import { dossierColumns } from './rows.ts'
import { requestSupplementDecision } from './supplement-decision.ts'

type Event = Decided['event']

/** The event that the act is, with the words that it names. */
function decided(dossier: LoadedDossier, action: ProposedAction, input: unknown, approverId: string | undefined): Decided {
  if (action === 'extend') {
    const { newPromisedAt, reason } = extendInput.parse(input)
    const at = new Date(newPromisedAt).toISOString()
    const isKnown = civilDay(at, dossier.calendar.timeZone) <= dossier.calendar.knownTo
    if (at <= dossier.now || !isKnown)
      throw new DomainError('INPUT_INVALID', 'the new date has passed, or lies beyond the calendar', { path: 'newPromisedAt' })
    const event: Event = {
      type: 'EXTEND',
      newPromisedAt: at,
      basis: 'extension',
      approverId: approverId ?? '',
      reasonRef: 'reason',
    }
    return { event, sealed: { reason } }
  }
  if (action === 'suspend') {
    const { basis, reason } = withBasisInput.parse(input)
    return { event: { type: 'SUSPEND', basis, approverId: approverId ?? '', reasonRef: 'reason' }, sealed: { reason } }
  }
  return requestSupplementDecision(dossier, requestSupplementInput.parse(input), approverId)
}

interface Asked {
  code: string
  requestId: string
}

/** Done at once where nobody has to agree; else it waits for whoever has to, and nothing is changed yet. */
export async function proposeOrDo(actor: Actor, action: ProposedAction, input: Asked): Promise<Record<string, unknown>> {
  const stored = await findStoredDossier(input.code, input.requestId)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${input.code}`)
  const dossier = await hiddenFrom(actor, input.code, () => loadDossier(stored))
  const command = { requestId: input.requestId, action, body: input }
  assertMay(actor, command, dossier)
  const approverRole = approverOf(dossier, action)
  if (approverRole === null || stored.command) {
    const approverOfOne = (acting: Actor) => (action === 'requestSupplement' ? undefined : acting.id)
    const decide = (now: LoadedDossier, acting: Actor): Decision => ({
      events: [decided(now, action, input, approverOfOne(acting))],
    })
    return (await changeDossier(actor, input.code, command, decide)).response
  }
  const [acting = actor] = actingAs(actor, action, dossier)
  await confirmDelegation(acting)
  // nobody is asked to agree to what could not be done
  await decideEvents(acting, dossier, { events: [decided(dossier, action, input, `role:${approverRole}`)] }, input.requestId)
  const { requestId: proposalId, ...rest } = input
  await insertProposal({
    homeAgencyId: dossier.homeAgencyId,
    dossierId: dossier.id,
    id: proposalId,
    action,
    input: rest,
    askedById: acting.id,
    askedViaId: viaOf(acting)?.id ?? null,
    approverRole,
    agencyId: dossier.competentAgencyId,
  })
  const { shellState, nationalCode } = dossierColumns(dossier, dossier.definition, dossier.state, dossier.calendar)
  return { code: dossier.code, revision: dossier.revision, state: { shellState, nationalCode }, proposalId }
}

async function proposalFor(actor: Actor, input: ProposalInput, action: 'approve' | 'refuseProposal') {
  const dossier = await loadForReading(actor, input.code)
  const verdict = can(actor, action, dossier)
  if (!verdict.allow) throw new DomainError('NOT_PERMITTED', `${actor.id} ${action} ${input.code}: ${verdict.reason}`)
  const proposal = await findProposal(dossier.homeAgencyId, dossier.id, input.proposalId)
  if (!proposal) throw new DomainError('NOT_FOUND', `no proposal ${input.proposalId} at ${input.code}`)
  const acting = approverAs(actor, dossier, proposal)
  if (!acting) throw new DomainError('NOT_PERMITTED', `${actor.id} may not decide proposal ${proposal.id}`)
  await confirmDelegation(acting)
  return { dossier, proposal, acting }
}

/** The act is done in the name of the one who asked; both stand in the history. */
export async function approveProposal(actor: Actor, input: ProposalInput): Promise<Saved['response']> {
  const { dossier, proposal, acting } = await proposalFor(actor, input, 'approve')
  const isMine = proposal.status === 'APPROVED' && proposal.decidedById === acting.id
  if (!isMine && proposal.status !== 'OPEN')
    throw new DomainError('EVENT_NOT_ALLOWED', `proposal ${proposal.id} was decided already`)
  // the proposal itself is the command: approved twice, it is done once
  const requestId = idOf('proposal', dossier.homeAgencyId, dossier.id, proposal.id)
  const { askedById: id, askedViaId } = proposal
  const inNameOf = { id, ...(askedViaId === null ? {} : { viaId: askedViaId }) }
  const saved = await changeDossier(
    acting,
    input.code,
    { requestId, action: 'approve', body: { proposalId: proposal.id } },
    (now): Decision => {
      const proposed = { ...z.record(z.string(), z.unknown()).parse(proposal.input), requestId: proposal.id }
      return { events: [{ ...decided(now, proposal.action, proposed, acting.id), inNameOf }] }
    },
  )
  await decideProposal(proposal, { status: 'APPROVED', decidedBy: acting, refusal: null })
  return saved.response
}

/** Nothing changes; who asked reads why. */
export async function refuseProposal(actor: Actor, input: RefuseProposalInput) {
  const { dossier, proposal, acting } = await proposalFor(actor, input, 'refuseProposal')
  if (!(await decideProposal(proposal, { status: 'REFUSED', decidedBy: acting, refusal: input.reason })))
    throw new DomainError('EVENT_NOT_ALLOWED', `proposal ${proposal.id} was decided already`)
  const { shellState, nationalCode } = dossierColumns(dossier, dossier.definition, dossier.state, dossier.calendar)
  return { code: dossier.code, revision: dossier.revision, state: { shellState, nationalCode } }
}

/** What waits for the agreement of this person. */
export async function listMyProposals(actor: Actor) {
  const rows = await listOpenProposals(actor)
  const [names, definitions] = await Promise.all([
    namesOf(rows.flatMap((row) => [row.askedById, row.askedViaId ?? row.askedById])),
    definitionsOf(rows.map((row) => row.procedureVersionId)),
  ])
  return rows.map((row) => ({
    code: row.code,
    procedureNameVi: definitions.get(row.procedureVersionId)?.nameVi ?? '',
    procedureNameEn: definitions.get(row.procedureVersionId)?.nameEn ?? '',
    proposalId: row.id,
    action: row.action,
    askedByName: names.get(row.askedById) ?? null,
    askedViaName: row.askedViaId ? (names.get(row.askedViaId) ?? null) : null,
    askedAt: row.askedAt.toISOString(),
  }))
}
