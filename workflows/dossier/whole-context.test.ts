import { expect, it } from 'vitest'
import { contextSchema, type Work } from './state.ts'
import { emptyContext } from './turn.ts'
import { wholeContext } from './whole-context.ts'

const AT = '2026-11-23T02:00:00.000Z'
const work: Work = {
  ...{ workId: 'check#1', step: 'check', round: 1, performer: { role: 'officer', unitKind: 'economy', agency: 'competent' } },
  ...{ openedAt: AT, assigneeId: null, firstOpenedAt: null, closedAt: null, closedById: null, closedViaId: null },
  ...{ outcome: null, dataRef: null, reasonRef: null, member: null, after: null },
}
const readContext = () => contextSchema.parse({ ...emptyContext(), work: [work] })

it('keeps what was read, reads what is new, and says the same as the schema', () => {
  const before = readContext()
  const after = { ...before, work: [...before.work, { ...work, workId: 'check#2', surplus: 1 }], receivedAt: AT }
  const whole = wholeContext(after, before)
  expect(whole).toEqual(contextSchema.parse(after))
  expect(Object.keys(whole)).toEqual(Object.keys(contextSchema.parse(after)))
  expect(whole.work[0]).toBe(before.work[0])
  expect(whole.timers).toBe(before.timers)
  expect(whole.work[1]).not.toHaveProperty('surplus')
})

it('refuses what the schema refuses: in a member of a list, in a plain value, in what is missing', () => {
  const before = readContext()
  const { reopened: _, ...without } = before
  const wrong: object[] = [
    { ...before, work: [...before.work, { ...work, openedAt: 'yesterday' }] },
    { ...before, extensions: -1 },
    { ...before, legalClock: { startedAt: AT } },
    without,
  ]
  for (const context of wrong) {
    expect(contextSchema.safeParse(context).success).toBe(false)
    expect(() => Reflect.apply(wholeContext, null, [context, before])).toThrow()
  }
})

it('leaves out what the schema leaves out', () => {
  const before = readContext()
  expect('amendments' in wholeContext({ ...before }, before)).toBe(false)
})
