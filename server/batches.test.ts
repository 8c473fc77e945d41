import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inBatches } from './batches.ts'

/** Notes who was asked together; an answer comes when it is let go. */
function noted(most = 3, atOnce = 2, slowMs = 0) {
  const asked: number[][] = []
  const letGo: (() => void)[] = []
  const ask = inBatches<number, string>(
    async (items) => {
      asked.push([...items])
      await new Promise<void>((resolve) => letGo.push(resolve))
      return items.map(async (item) => `answer ${item}`)
    },
    { atOnce, most, slowMs },
  )
  return { asked, letGo, ask }
}
const turn = () => wait(1)

describe('callers of one moment', () => {
  it('ask together, and each hears its own answer', async () => {
    const { asked, letGo, ask } = noted()
    const answers = Promise.all([ask(1), ask(2), ask(3)])
    await turn()
    expect(asked).toEqual([[1, 2, 3]])
    letGo.shift()?.()
    expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3'])
  })

  it('one by itself is asked for at once', async () => {
    const { asked, ask } = noted()
    void ask(1)
    await turn()
    expect(asked).toEqual([[1]])
  })

  it('who comes while enough is on its way waits, and goes with all who wait', async () => {
    const { asked, letGo, ask } = noted()
    void ask(1)
    await turn()
    void ask(2)
    await turn()
    void ask(3)
    void ask(4)
    await turn()
    expect(asked).toEqual([[1], [2]])
    letGo.shift()?.()
    await turn()
    expect(asked).toEqual([[1], [2], [3, 4]])
  })

  it('never more together than were agreed on', async () => {
    const { asked, ask } = noted()
    for (let n = 1; n <= 5; n += 1) void ask(n)
    await turn()
    expect(asked).toEqual([
      [1, 2, 3],
      [4, 5],
    ])
  })
})

describe('a second question beside one that takes long', () => {
  it('is asked only then, with all who wait', async () => {
    const { asked, ask } = noted(3, 2, 60)
    void ask(1)
    await turn()
    void ask(2)
    await turn()
    void ask(3)
    await turn()
    expect(asked).toEqual([[1]])
    await wait(90)
    expect(asked).toEqual([[1], [2, 3]])
    void ask(4)
    await wait(90)
    expect(asked).toEqual([[1], [2, 3]])
  })

  it('waits for a quick answer no longer than that takes', async () => {
    const { asked, letGo, ask } = noted(3, 2, 60_000)
    void ask(1)
    await turn()
    void ask(2)
    await turn()
    letGo.shift()?.()
    await turn()
    expect(asked).toEqual([[1], [2]])
  })
})

describe('when it goes wrong', () => {
  it('one that is refused refuses nobody else', async () => {
    const ask = inBatches<number, number>(
      async (items) =>
        items.map(async (item) => {
          if (item === 2) throw new Error('not 2')
          return item
        }),
      { atOnce: 1, most: 8 },
    )
    expect(await Promise.allSettled([ask(1), ask(2), ask(3)])).toMatchObject([
      { value: 1 },
      { reason: { message: 'not 2' } },
      { value: 3 },
    ])
  })

  it('a question that fails fails for all of it, and the next goes on', async () => {
    let isBroken = true
    const ask = inBatches<number, number>(
      async (items) => {
        if (isBroken) throw new Error('the line broke')
        return items.map(async (item) => item)
      },
      { atOnce: 1, most: 8 },
    )
    await Promise.all([ask(1), ask(2)].map((answer) => expect(answer).rejects.toThrow('the line broke')))
    isBroken = false
    expect(await ask(3)).toBe(3)
  })

  it('an answer that is missing is a fault, and no silence', async () => {
    const ask = inBatches<number, number>(async () => [], { atOnce: 1, most: 8 })
    await expect(ask(1)).rejects.toThrow('1 were asked for, 0 were answered')
  })
})
