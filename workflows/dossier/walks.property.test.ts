import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import { compile } from '../procedure/compile.ts'
import { conditionsOf } from '../procedure/condition-context.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { sideDefinition } from '../procedure/sample-side.test-support.ts'
import { advance, allowed } from './advance.ts'
import { candidates } from './candidates.ts'
import { canonical } from './canonical.ts'
import type { Effect } from './effects.ts'
import type { MachineEvent } from './events.ts'
import { FINAL_STATES, mayFollow, type NationalCode, nationalCode, shellState } from './national-code.ts'
import { project } from './project.ts'
import { isPaused, openWork } from './reading.ts'
import { type ReplayRow, replay } from './replay.ts'
import { isPossible, thaw } from './snapshot.ts'
import { type DossierState, type Facts, stateSchema } from './state.ts'
import { emptyContext } from './turn.ts'

const START = Date.parse('2026-11-23T01:00:00.000Z')
const PEOPLE = ['an', 'binh', 'chi'] as const
const walk = fc.record({
  fees: fc.array(fc.constantFrom('beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn'), { maxLength: 2 }),
  choices: fc.array(fc.record({ who: fc.constantFrom(...PEOPLE), which: fc.nat() }), { minLength: 5, maxLength: 45 }),
  caseIndex: fc.nat(3),
  /** Which conditions hold: null: all of them. */
  holding: fc.option(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })),
})

/** Effects and state say the same: what was started runs, what was opened is open, and the portal hears only what it may. */
class Ledger {
  private readonly work = new Set<string>()
  private readonly timers = new Set<string>()
  private paused = false
  private reported: NationalCode | null = null

  note(effects: readonly Effect[], state: DossierState, event: MachineEvent): void {
    const isFinal = FINAL_STATES.some((final) => final === shellState(state))
    for (const effect of effects) {
      if (effect.type === 'openWork') this.work.add(effect.workId)
      if (effect.type === 'closeWork') expect(this.work.delete(effect.workId)).toBe(true)
      if (effect.type === 'startTimer') this.timers.add(effect.timerId)
      if (effect.type === 'cancelTimer') expect(this.timers.delete(effect.timerId)).toBe(true)
      if (effect.type === 'pauseClock') this.paused = true
      if (effect.type === 'resumeClock' || effect.type === 'stopClock' || effect.type === 'startClock') this.paused = false
      if (effect.type === 'syncPortal') {
        expect(mayFollow(this.reported, effect.code, isFinal)).toBe(true)
        this.reported = effect.code
      }
    }
    if (event.type === 'LIMIT_PASSED') this.timers.delete(event.timerId)
    expect(openWork(state.context).map(({ workId }) => workId)).toEqual([...this.work])
    expect(state.context.timers.filter(({ status }) => status === 'RUNNING').map(({ timerId }) => timerId)).toEqual([
      ...this.timers,
    ])
    expect(isPaused(state.context)).toBe(this.paused)
    expect(this.reported).toBe(state.context.reportedCode)
    // Before a supplement is answered the portal knows 5; the arrival that follows is told by the next answer of the desk.
    if (!(shellState(state) === 'arrived' && this.reported === 5)) expect(this.reported).toBe(nationalCode(state))
  }
}

function go(
  definition: ProcedureDefinition,
  { fees, choices, caseIndex, holding }: typeof walk extends fc.Arbitrary<infer Walk> ? Walk : never,
): void {
  const machine = compile(definition)
  const conditions = Object.fromEntries(
    conditionsOf(definition).map(({ fact }, index) => [fact, holding === null || holding[index % 12] === true]),
  )
  const rows: ReplayRow[] = []
  const ledger = new Ledger()
  let state: DossierState | null = null
  for (const [minute, { who, which }] of choices.entries()) {
    const facts: Facts = {
      now: new Date(START + minute * 60_000).toISOString(),
      actor: { id: who },
      conditions,
      caseCode: definition.cases[caseIndex % definition.cases.length]?.code ?? null,
      fees: fees.map((when, index) => ({ feeId: `f${index}`, code: 'le-phi', amountVnd: 1_000 * (index + 1), when })),
    }
    const snapshot = thaw(machine, state)
    const possible = candidates(definition, state?.context ?? emptyContext(), facts).filter((event) =>
      isPossible(snapshot, event, facts),
    )
    const event = possible[which % Math.max(1, possible.length)]
    if (!event) continue
    const before: string = canonical(state)
    const next = advance(machine, state, event, facts)
    expect(JSON.parse(JSON.stringify(next.state))).toEqual(next.state)
    expect(canonical(next.state)).not.toBe(before)
    state = stateSchema.parse(next.state)
    expect(state).toEqual(next.state)
    ledger.note(next.effects, state, event)
    project(definition, state)
    const { type, ...payload } = event
    rows.push({ type, payload, facts, procedureVersionId: 'v', shellVersion: machine.shellVersion })
  }
  if (state === null) return
  expect(canonical(replay({ v: definition }, rows))).toBe(canonical(state))
  expect(
    allowed(machine, state, { now: new Date(START).toISOString(), actor: { id: 'an' }, conditions, caseCode: null, fees: [] }),
  ).toEqual(expect.any(Array))
}

describe.each([
  ['the sample', sampleDefinition()],
  ['branches, members and silence', sideDefinition()],
  ...catalogue.map((definition) => [definition.nameEn, definition] as const),
] as const)('random lives of %s', (_name, definition) => {
  it('change something at every step, survive JSON, are replayed, and never contradict their effects', () => {
    fc.assert(
      fc.property(walk, (steps) => go(definition, steps)),
      { numRuns: 60 },
    )
  })
})
