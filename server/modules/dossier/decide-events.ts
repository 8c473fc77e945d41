import { DomainError } from '#workflows/domain-error.ts'
import { type Advance, advance } from '#workflows/dossier/advance.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import { SHELL_VERSION } from '#workflows/dossier/shell-version.ts'
import type { DossierState, Facts } from '#workflows/dossier/state.ts'
import { upgrade } from '#workflows/dossier/upgrade.ts'
import { type Actor, viaOf } from '../account/actor.ts'
import { definitionOf, machineFor } from '../procedure/definition-of.ts'
import { conditionFacts } from './condition-facts.ts'
import { factsOfDossier } from './form-facts.ts'
import { type EventRow, hashOf, hashOfEvent, type SealedRow, seal, withoutAbsent } from './history.ts'
import type { Decided, Decision, LoadedDossier } from './loaded-dossier.ts'
import { endOfSub, type OutboxLine, outboxLines } from './rows.ts'

export type Changing = Omit<LoadedDossier, 'state'> & { state: DossierState | null }

export interface DecidedChange {
  state: DossierState
  stateHash: string
  /** The version that the dossier has afterwards. */
  versionId: string
  lastSeq: number
  lastHash: string
  events: EventRow[]
  sealed: SealedRow[]
  outbox: OutboxLine[]
}

const STREAMS: Partial<Record<MachineEvent['type'], EventRow['stream']>> = { FEE_SETTLED: 'PAYMENT', RETURN_RESULT: 'DELIVERY' }

/** What an earlier shell left is raised by an event of its own before the change that wants it. */
function withRaise(dossier: Changing, { events }: Decision): Decided[] {
  if (dossier.state === null || dossier.state.shellVersion === SHELL_VERSION) return [...events]
  return [{ event: { type: 'UPGRADE_VERSION', toVersionId: dossier.procedureVersionId, map: {} } }, ...events]
}

async function decideOne(versionId: string, state: DossierState | null, event: MachineEvent, facts: Facts): Promise<Advance> {
  const machine = await machineFor(versionId, state?.shellVersion)
  if (event.type !== 'UPGRADE_VERSION' || state === null) return advance(machine, state, event, facts)
  return upgrade(machine, await machineFor(event.toVersionId), state, event, facts)
}

/** In whose name it is done, and who does it, as the machine is told. */
export function actorFacts(actor: Actor): Facts['actor'] {
  const via = viaOf(actor)
  return via ? { id: actor.id, viaId: via.id } : { id: actor.id }
}

/** Decides each event in turn on the state that the one before left: rows of history, sealed words and outbox lines in order. */
export async function decideEvents(
  actor: Actor,
  dossier: Changing,
  decision: Decision,
  requestId: string,
): Promise<DecidedChange> {
  const { homeAgencyId, openedMonth, id: dossierId, now } = dossier
  let { state, procedureVersionId: versionId, lastSeq: seq, lastHash: prevHash } = dossier
  const events: EventRow[] = []
  const sealed: SealedRow[] = []
  const outbox: OutboxLine[] = []
  const own = actorFacts(actor)
  const filed = await factsOfDossier(dossier)
  let stateHash = ''
  const actorId = own.viaId ?? own.id
  for (const { event, sealed: words, fees, inNameOf } of withRaise(dossier, decision)) {
    const facts: Facts = {
      now,
      actor: inNameOf ?? own,
      conditions: conditionFacts({
        definition: await definitionOf(versionId),
        caseCode: dossier.caseCode,
        answers: decision.answers ?? dossier.answers,
        stepData: { ...dossier.stepData, ...decision.stepData },
        state,
        facts: filed,
      }),
      caseCode: dossier.caseCode,
      fees: fees ?? [],
    }
    const wasOpen = (state?.context.endedAt ?? null) === null
    const next = await decideOne(versionId, state, event, facts)
    state = next.state
    stateHash = hashOf(state)
    seq += 1
    const { type, ...payload } = withoutAbsent(event)
    const hidden = words ? seal(homeAgencyId, `${dossierId}:${seq}`, words) : null
    if (hidden) sealed.push(hidden.row)
    const row: Omit<EventRow, 'hash'> = {
      homeAgencyId,
      openedMonth,
      dossierId,
      seq,
      stream: STREAMS[type] ?? 'DOSSIER',
      type,
      payload,
      facts,
      sealedHash: hidden?.sealedHash ?? null,
      actorId,
      onBehalfOfId: inNameOf?.id ?? (own.viaId === undefined ? null : own.id),
      channel: actor.channel,
      requestId,
      // the version before; where the event leads stands in its payload
      procedureVersionId: versionId,
      shellVersion: SHELL_VERSION,
      at: now,
      stateHash,
      prevHash,
    }
    prevHash = hashOfEvent(row)
    events.push({ ...row, hash: prevHash })
    const about = { seq, at: now, type, actorId }
    outbox.push(...outboxLines(next.effects, about))
    if (wasOpen) outbox.push(...endOfSub(dossier.parentId, state, about))
    if (event.type === 'UPGRADE_VERSION') versionId = event.toVersionId
  }
  if (!state) throw new DomainError('INTERNAL', 'a change without an event')
  return { state, stateHash, versionId, lastSeq: seq, lastHash: prevHash, events, sealed, outbox }
}
