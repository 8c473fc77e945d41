interface Waiting<Item, Answer> {
  item: Item
  resolve: (answer: Answer | PromiseLike<Answer>) => void
  reject: (error: unknown) => void
}

interface Lanes {
  /** Most questions on their way. */
  atOnce: number
  /** Most that ask together. */
  most: number
  /** The next lane is taken only when the last question has been on its way for so long: what takes long holds up nobody, what is quick is shared. */
  slowMs?: number
}

/**
 * Callers of one moment ask together. Who comes while nobody asks is asked for at the end of this turn of the event loop, so nobody waits for
 * company; who comes while `atOnce` questions are on their way waits for the first answer, and all who wait go together. The busier the process,
 * the more share one way to the database and one turn of its disk; and while the database works on those, this process works on the next.
 *
 * `ask` answers every item in its place, each with a promise of its own: one that has to be asked again alone holds up nobody.
 */
export function inBatches<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<readonly Promise<Answer>[]>,
  { atOnce, most, slowMs = 0 }: Lanes,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let onTheWay = 0
  let askedAt = 0
  let isDue = false
  let isLookingAgain = false

  async function go(): Promise<void> {
    const together = waiting.splice(0, most)
    onTheWay += 1
    askedAt = performance.now()
    try {
      const answers = await ask(together.map(({ item }) => item))
      together.forEach(({ resolve, reject }, n) => {
        const answer = answers[n]
        if (answer) resolve(answer)
        else reject(new Error(`${together.length} were asked for, ${answers.length} were answered`))
      })
    } catch (error) {
      for (const { reject } of together) reject(error)
    } finally {
      onTheWay -= 1
      begin()
    }
  }

  /** How long until the next lane may be taken; 0: now. */
  const untilFree = () => (onTheWay === 0 ? 0 : onTheWay >= atOnce ? Infinity : Math.max(0, askedAt + slowMs - performance.now()))

  function begin(): void {
    if (isDue || waiting.length === 0) return
    const ms = untilFree()
    if (ms === 0) {
      isDue = true
      setImmediate(() => {
        isDue = false
        while (waiting.length > 0 && untilFree() === 0) void go()
        begin()
      })
    } else if (ms < Infinity && !isLookingAgain) {
      isLookingAgain = true
      setTimeout(() => {
        isLookingAgain = false
        begin()
      }, ms)
    }
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      begin()
    })
}
