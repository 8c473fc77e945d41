import type { DossierMachine } from '../procedure/compile.ts'
import { advance } from './advance.ts'
import { candidates } from './candidates.ts'
import type { MachineEvent } from './events.ts'
import { openWork, requiredAccount } from './reading.ts'
import type { ReplayRow } from './replay.ts'
import { isPossible, thaw } from './snapshot.ts'
import type { DossierState, Facts } from './state.ts'

/** What brings a dossier on, the best first; of the outcomes of a step the one that was taken least often. */
const FORWARD: readonly MachineEvent['type'][] = [
  'RETURN_RESULT',
  'FEE_SETTLED',
  'SUPPLY',
  'OBLIGATION_SETTLED',
  'RESUME',
  'DENY_WITHDRAWAL',
  'SUB_CLOSED',
  'GIVE_OPINION',
  'COMPLETE_STEP',
  'ASK_OPINION',
  'REQUIRE_OBLIGATION',
  'OPEN_SUB',
  'HAND_OVER',
  'ACCEPT',
]

interface Drive {
  machine: DossierMachine
  state: DossierState
  versionId: string
  /** The last instant of the history before. */
  from: string
}

/** Leads a dossier on until it has ended, with whoever may do the next thing; the rows are what a history would keep of it. */
export function driveToTheEnd({ machine, state: first, versionId, from }: Drive): { state: DossierState; rows: ReplayRow[] } {
  const taken = new Map<string, number>()
  const rows: ReplayRow[] = []
  let state = first
  let minute = 0
  while (state.status === 'active' && minute < 200) {
    minute += 1
    const now = new Date(Date.parse(from) + minute * 60_000).toISOString()
    const { context } = state
    const people = [
      ...openWork(context).flatMap((work) => work.assigneeId ?? requiredAccount(context, work.performer) ?? []),
      ...openWork(context).map((work) => `some-${work.performer.role}`),
      'somebody',
    ]
    const conditions = Object.fromEntries(
      machine.definition.steps.flatMap(({ id, outcomes }) => outcomes.map((outcome) => [`${id}.${outcome.id}`, true])),
    )
    const snapshot = thaw(machine, state)
    const choices = people.flatMap((id) => {
      const facts: Facts = { now, actor: { id }, conditions, caseCode: null, fees: [] }
      return candidates(machine.definition, context, facts)
        .filter((event) => FORWARD.includes(event.type) && isPossible(snapshot, event, facts))
        .map((event) => ({ event, facts }))
    })
    const weight = ({ event }: (typeof choices)[number]) => [
      FORWARD.indexOf(event.type),
      event.type === 'COMPLETE_STEP' ? (taken.get(`${event.workId.replace(/#.*$/, '')}.${event.outcome}`) ?? 0) : 0,
    ]
    choices.sort((a, b) => {
      const [x = [], y = []] = [weight(a), weight(b)]
      return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0)
    })
    const [choice] = choices
    if (!choice) throw new Error(`nothing leads on from ${JSON.stringify(state.value)}`)
    const { event, facts } = choice
    if (event.type === 'COMPLETE_STEP') {
      const key = `${event.workId.replace(/#.*$/, '')}.${event.outcome}`
      taken.set(key, 1 + (taken.get(key) ?? 0))
    }
    const next: DossierState = advance(machine, state, event, facts).state
    state = JSON.parse(JSON.stringify(next))
    const { type, ...payload } = event
    rows.push({ type, payload, facts, procedureVersionId: versionId, shellVersion: machine.shellVersion })
  }
  return { state, rows }
}
