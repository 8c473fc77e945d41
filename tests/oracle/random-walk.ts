import fc from 'fast-check'
import { candidates } from '#workflows/dossier/candidates.ts'
import type { Effect } from '#workflows/dossier/effects.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import { isPossible, type Snapshot, take, thaw } from '#workflows/dossier/snapshot.ts'
import type { DossierContext, Facts } from '#workflows/dossier/state.ts'
import { compile } from '#workflows/procedure/compile.ts'
import { conditionsOf } from '#workflows/procedure/condition-context.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'

/** A slow second opinion on `verify`: it walks at random and looks with its own eyes; nothing here is shared with the rules of `verify`. */
export interface Walked {
  steps: number
  dossiers: number
  /** Each with the events of its dossier. */
  faults: { what: string; path: string[] }[]
  /** Steps that were open, and outcomes that were taken. */
  seen: ReadonlySet<string>
}

const START = Date.parse('2026-11-23T01:00:00.000Z')
const PEOPLE = ['an', 'binh', 'chi', 'dung']
/** Long lives repeat themselves, and each change costs as much as the life before it. */
const LIFE = 120
const TURNS: readonly MachineEvent['type'][] = [
  'WITHDRAW',
  'REFUSE_INTAKE',
  'STOP',
  'CONFIRM_WITHDRAWAL',
  'SEND_BACK',
  'REOPEN',
  'TRANSFER',
  'ASSIGN',
  'OPEN_WORK',
  'RECALENDAR',
  'AMEND',
  'REQUEST_WITHDRAWAL',
]
const ENDS = ['returned', 'refused', 'withdrawn', 'stopped']
/** Typed from the table of the shell, not imported. */
const CODE: Readonly<Record<string, number>> = {
  awaitingFee: 1,
  arrived: 1,
  supplementBeforeIntake: 5,
  accepted: 2,
  processing: 4,
  awaitingSupplement: 5,
  awaitingObligation: 6,
  suspended: 8,
  withdrawalAsked: 7,
  resultReady: 9,
  returned: 10,
  refused: 3,
  withdrawn: 7,
  stopped: 8,
}
const PAUSED = ['awaitingSupplement', 'awaitingObligation', 'suspended']
const UNCLOCKED = ['awaitingFee', 'arrived', 'supplementBeforeIntake', 'resultReady', ...ENDS]

function shellOf({ value }: Snapshot): string {
  if (typeof value === 'string') return value
  const inner = value.handling
  return typeof inner === 'string' ? inner : 'processing'
}

const openMain = ({ work }: DossierContext) => work.filter(({ closedAt, member }) => closedAt === null && member === null)
const hasClock = ({ legalClock }: DossierContext) => legalClock !== null && legalClock.stoppedAt === null

function stateFaults(definition: ProcedureDefinition, snapshot: Snapshot): string[] {
  const { context } = snapshot
  const shell = shellOf(snapshot)
  const isEnded = ENDS.includes(shell)
  const faults: string[] = []
  const expect = (holds: boolean, what: string) => {
    if (!holds) faults.push(`${shell}: ${what}`)
  }
  const open = openMain(context)
  const pauses = context.legalClock?.pauses.filter(({ to }) => to === null) ?? []
  expect(context.reportedCode === CODE[shell] || (shell === 'arrived' && context.reportedCode === 5), 'national code')
  expect(hasClock(context) === !UNCLOCKED.includes(shell), 'legal clock')
  expect((context.intakeClock?.stoppedAt === null) === (shell === 'arrived'), 'intake clock')
  expect(pauses.filter(({ reason }) => reason !== 'OUTSIDE_LIMIT').length === (PAUSED.includes(shell) ? 1 : 0), 'pauses')
  expect(!isEnded || (open.length === 0 && context.endedAt !== null), 'open work behind an end')
  expect(!isEnded || context.timers.every(({ status }) => status !== 'RUNNING'), 'a timer behind an end')
  expect(!isEnded || context.opinions.every(({ status }) => status !== 'OPEN'), 'an opinion is asked behind an end')
  expect(shell !== 'processing' || open.length > 0, 'nobody has the work')
  expect(
    shell !== 'returned' ||
      context.refunds.length > 0 ||
      context.fees.every((fee) => fee.amountVnd === 0 || fee.settledAt !== null),
    'fee',
  )
  expect(!['resultReady', 'returned'].includes(shell) || context.decision !== null, 'no decision')
  expect(new Set(open.map(({ step }) => step)).size === open.length, 'a step is open twice')
  const limited = open.filter(({ step }) => definition.steps.some(({ id, limit }) => id === step && limit !== null))
  for (const { workId, step } of limited)
    expect(
      context.timers.some((timer) => timer.workId === workId && timer.kind === 'STEP'),
      `no timer at ${step}`,
    )
  const asked = context.supplements.filter(({ status, approverId }) => status !== 'CANCELLED' && approverId === null)
  expect(asked.length <= definition.supplement.max || definition.supplement.beyondApprover !== null, 'supplements')
  for (const { step, performer, closedById, outcome } of context.work) {
    const other = performer.notSameAs
    if (other === undefined || closedById === null || !outcome || !/^[a-z]/.test(outcome)) continue
    const index = context.work.findIndex(
      (work) => work.step === step && work.closedById === closedById && work.outcome === outcome,
    )
    const before = context.work.slice(0, index).findLast((work) => work.step === other && /^[a-z]/.test(work.outcome ?? ''))
    expect(before?.closedById !== closedById || context.transfers.length > 0 || before?.closedAt === null, `four eyes at ${step}`)
  }
  return faults
}

function changeFaults(event: MachineEvent, effects: readonly Effect[], after: Snapshot): string[] {
  const shell = shellOf(after)
  const told = effects.filter(({ type }) => type === 'notify').length
  const isLimit = event.type === 'LIMIT_PASSED' && event.kind !== 'OPINION'
  return [
    ...(isLimit && told === 0 && !effects.some(({ type }) => type === 'openWork' || type === 'closeWork')
      ? [`${event.kind} passed, nobody was told`]
      : []),
    ...(ENDS.includes(shell) && event.type !== 'FEE_SETTLED' && event.type !== 'SUB_CLOSED' && told === 0
      ? [`${shell}: nobody was told`]
      : []),
  ]
}

/** The same seed walks the same way. */
export function randomWalk(definition: ProcedureDefinition, { steps, seed }: { steps: number; seed: number }): Walked {
  const machine = compile(definition)
  const numbers = fc.sample(fc.nat(), { seed, numRuns: steps + 1 })
  const faults: Walked['faults'] = []
  const seen = new Set<string>()
  const names = conditionsOf(definition).map(({ fact }) => fact)
  let dossiers = 0
  let snapshot = thaw(machine, null)
  let path: string[] = []
  let life: Omit<Facts, 'now' | 'actor'> = { conditions: {}, caseCode: null, fees: [] }
  const begin = (number: number) => {
    dossiers += 1
    path = []
    snapshot = thaw(machine, null)
    const due = definition.fees.filter((_, index) => ((number >> (index % 20)) & 1) === 1)
    life = {
      conditions: Object.fromEntries(
        names.map((name, index) => [name, number % 3 === 0 || ((number >> (index % 24)) & 1) === 1]),
      ),
      caseCode: definition.cases[number % definition.cases.length]?.code ?? null,
      fees: due.map(({ code, when }) => ({ feeId: code, code, amountVnd: 1_000, when })),
    }
  }
  begin(numbers[steps] ?? 0)
  for (let step = 0; step < steps; step += 1) {
    const number = numbers[step] ?? 0
    const actor = { id: PEOPLE[number % PEOPLE.length] ?? 'an' }
    const facts: Facts = { now: new Date(START + step * 60_000).toISOString(), actor, ...life }
    const possible = candidates(definition, snapshot.context, facts).filter((event) => isPossible(snapshot, event, facts))
    // One way in six may end the life or turn back: otherwise few dossiers would come far.
    const onward = number % 6 === 0 ? [] : possible.filter(({ type }) => !TURNS.includes(type))
    const choices = onward.length > 0 ? onward : possible
    const event = choices[Math.floor(number / 7) % Math.max(1, choices.length)]
    if (!event || path.length >= LIFE) {
      const isLost =
        !event &&
        !ENDS.includes(shellOf(snapshot)) &&
        PEOPLE.every(
          (id) =>
            !candidates(definition, snapshot.context, { ...facts, actor: { id } }).some((each) =>
              isPossible(snapshot, each, { ...facts, actor: { id } }),
            ),
        )
      if (isLost) faults.push({ what: `${shellOf(snapshot)}: nobody can do anything`, path })
      begin(number)
      continue
    }
    if (event.type === 'COMPLETE_STEP')
      seen.add(`${snapshot.context.work.find(({ workId }) => workId === event.workId)?.step}.${event.outcome}`)
    const [after, effects] = take(machine, snapshot, event, facts)
    path.push(event.type)
    for (const { step: id } of openMain(after.context)) seen.add(id)
    const wrong = [...stateFaults(definition, after), ...changeFaults(event, effects, after)]
    if (wrong.length > 0) {
      faults.push(...wrong.map((what) => ({ what, path: [...path] })))
      begin(number)
    } else snapshot = after
  }
  return { steps, dossiers, faults, seen }
}
