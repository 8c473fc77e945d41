import { describe, expect, it } from 'vitest'
import type { Effect } from './effects.ts'
import { FEE, Life } from './life.test-support.ts'

const settle = { type: 'FEE_SETTLED', feeId: 'f1', amountVnd: 50_000 } as const
const atIntake = { ...FEE, when: 'atIntake' as const }
const asked = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.type === 'requestFee' ? [effect.feeId] : []))

describe('a fee', () => {
  it('is asked for when its time has come', () => {
    const fees = [atIntake, { ...FEE, feeId: 'f2', when: 'beforeReturn' as const }, { ...FEE, feeId: 'f3', amountVnd: 0 }]
    const life = new Life().open({ fees })
    expect([life.shell, asked(life.effects)]).toEqual(['arrived', []])
    life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk')
    expect(asked(life.effects)).toEqual(['f1'])
    expect(asked(life.tell({ type: 'HAND_OVER' }, 'desk').finish().effects)).toEqual(['f2'])
  })
  it('follows the data until it is paid, and is asked for again', () => {
    const life = new Life().open({ fees: [atIntake] })
    life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk', { fees: [{ ...atIntake, amountVnd: 70_000 }] })
    expect(life.context.fees).toMatchObject([{ amountVnd: 70_000, settledAt: null }])
    expect(() => life.tell(settle)).toThrow(/FEE_SETTLED/)
    life.tell({ ...settle, amountVnd: 70_000 }).tell({ type: 'HAND_OVER' }, 'desk')
    life.complete('forward', 'head', { fees: [atIntake] })
    expect(life.context.fees).toMatchObject([{ amountVnd: 70_000, settledVnd: 70_000 }])
  })
  it('is settled once and exactly, in every state', () => {
    const life = new Life().open({ fees: [atIntake] }).tell({ type: 'ACCEPT', receivedAt: '2026-11-23T01:00:00.000Z' }, 'desk')
    for (const amountVnd of [0, 49_999, 50_001]) expect(() => life.tell({ ...settle, amountVnd })).toThrow(/FEE_SETTLED/)
    expect(() => life.tell({ ...settle, feeId: 'unknown' })).toThrow(/FEE_SETTLED/)
    const value = life.state.value
    expect(life.tell(settle).state.value).toEqual(value)
    expect(life.effects).toEqual([{ type: 'notify', template: 'feeReceived', audience: 'applicant' }])
    expect(() => life.tell(settle)).toThrow(/FEE_SETTLED/)
  })
})

describe('money after the end', () => {
  const ended = () => new Life().open({ fees: [FEE] }).tell({ type: 'WITHDRAW', reasonRef: 'r' })

  it('is taken by the ended dossier and paid back', () => {
    const life = ended()
    expect([life.state.status, life.allowed()]).toEqual(['done', ['FEE_SETTLED']])
    life.tell(settle)
    expect([life.shell, life.state.status]).toEqual(['withdrawn', 'done'])
    expect(life.context.refunds).toMatchObject([{ feeId: 'f1', amountVnd: 50_000 }])
    expect(life.did('refund')).toEqual([{ type: 'refund', feeId: 'f1' }])
    expect(life.did('syncPortal')).toEqual([])
  })
  it('is taken once, and nothing else is taken any more', () => {
    const life = ended().tell(settle)
    expect(() => life.tell(settle)).toThrow(/FEE_SETTLED/)
    expect(life.allowed()).toEqual([])
    expect(() => life.tell({ type: 'WITHDRAW', reasonRef: 'r' })).toThrow(/WITHDRAW/)
  })
})
