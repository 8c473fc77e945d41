import { DomainError } from '../domain-error.ts'
import type { DossierMachine } from '../procedure/compile.ts'
import { resolveLimit } from '../procedure/limits.ts'
import { type Advance, allowed, openWorkOf } from './advance.ts'
import type { Effect } from './effects.ts'
import type { MachineEvent } from './events.ts'
import { placeOfSteps } from './place.ts'
import { openStepWorks } from './reading.ts'
import { freeze, thaw } from './snapshot.ts'
import { type DossierContext, type DossierState, type Facts, stateSchema } from './state.ts'
import { faultsOfMove, type UpgradeFault } from './upgrade-check.ts'
import { movedContext, renaming } from './upgrade-names.ts'

export type UpgradeEvent = Extract<MachineEvent, { type: 'UPGRADE_VERSION' }>

function impossible(from: DossierMachine, to: DossierMachine, faults: UpgradeFault[]): DomainError {
  const missing = faults.filter(({ rule }) => rule === 'stepMissing' || rule === 'fourEyes').map(({ id }) => id)
  const names = faults.map(({ rule, id }) => `${rule} ${id}`).join(', ')
  return new DomainError('UPGRADE_IMPOSSIBLE', `${from.id} (shell ${from.shellVersion}) → ${to.id}: ${names}`, {
    missing,
    faults,
  })
}

function effectsOf(before: DossierContext, after: DossierContext, from: DossierMachine, to: DossierMachine): Effect[] {
  const cancelled = after.timers.filter(
    ({ timerId, status }) =>
      status === 'CANCELLED' && before.timers.some((timer) => timer.timerId === timerId && timer.status === 'RUNNING'),
  )
  const limitOf = (machine: DossierMachine, { timers }: DossierContext) =>
    JSON.stringify(
      timers
        .filter(({ kind, status }) => kind === 'LEGAL' && status === 'RUNNING')
        .map(({ limitRef }) => resolveLimit(machine.definition, limitRef)),
    )
  return [
    ...cancelled.map(({ timerId }): Effect => ({ type: 'cancelTimer', timerId })),
    { type: 'notify', template: 'versionChanged', audience: 'performer' },
    ...(limitOf(from, before) === limitOf(to, after)
      ? []
      : [{ type: 'notify', template: 'dueChanged', audience: 'applicant' } satisfies Effect]),
  ]
}

/**
 * The one event that no machine takes, because two of them are needed: it raises the shell, moves the dossier to another version, or both.
 * Nothing is guessed: what the other version does not have is named, and the dossier stays where it is.
 */
export function upgrade(
  from: DossierMachine,
  to: DossierMachine,
  state: DossierState,
  event: UpgradeEvent,
  facts: Facts,
): Advance {
  thaw(from, state)
  const before = stateSchema.parse(state)
  const isMove = from.id !== to.id
  if ((!isMove && from.shellVersion === to.shellVersion) || (isMove && before.context.endedAt !== null))
    throw new DomainError('EVENT_NOT_ALLOWED', `${event.type} from ${from.id} to ${to.id}`, {
      event: event.type,
      allowed: allowed(from, state, facts),
    })
  const rename = renaming(event.map)
  const faults: UpgradeFault[] = isMove
    ? faultsOfMove({ from: from.definition, to: to.definition, context: before.context, map: event.map, rename })
    : Object.keys(event.map).map((id) => ({ rule: 'unknownName', id }))
  if (to.shellVersion < from.shellVersion) faults.push({ rule: 'earlierShell', id: String(to.shellVersion) })
  if (faults.length > 0) throw impossible(from, to, faults)

  const context = isMove ? movedContext(before.context, to.definition, rename) : before.context
  const place = isMove
    ? placeOfSteps(
        to,
        before,
        openStepWorks(context).map(({ step }) => step),
      )
    : before
  const { value, historyValue } = place
  const moved = { ...before, machine: to.id, shellVersion: to.shellVersion, value, historyValue, context }
  const after = freeze(to, thaw(to, moved), null)
  return { state: after, effects: isMove ? effectsOf(before.context, context, from, to) : [], work: openWorkOf(to, context) }
}
