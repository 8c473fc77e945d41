import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('who comes later waits for all before, and each hears its own answer', async () => {
  const inTurn = oneAtATime()
  let [now, most] = [0, 0]
  const work = (n: number) => async () => {
    now += 1
    most = Math.max(most, now)
    await wait(5 - n)
    now -= 1
    return n
  }
  expect(await Promise.all([1, 2, 3].map((n) => inTurn(work(n))))).toEqual([1, 2, 3])
  expect(most).toBe(1)
})

it('one that fails keeps nobody from going on', async () => {
  const inTurn = oneAtATime()
  const failed = inTurn(async () => {
    throw new Error('it is damaged')
  })
  const next = inTurn(async () => 'whole')
  await expect(failed).rejects.toThrow('it is damaged')
  expect(await next).toBe('whole')
})
