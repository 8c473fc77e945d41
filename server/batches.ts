interface Waiting<Item, Answer> {
  item: Item
  resolve: (answer: Answer | PromiseLike<Answer>) => void
  reject: (error: unknown) => void
}

/**
 * Callers of one moment ask together. Who comes while nobody asks is asked for at the end of this turn of the event loop, so nobody waits for
 * company; who comes while `atOnce` questions are on their way waits for the first answer, and all who wait go together. The busier the process,
 * the more share one way to the database and one turn of its disk.
 *
 * `ask` answers every item in its place, each with a promise of its own: one that has to be asked again alone holds up nobody.
 */
export function inBatches<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<readonly Promise<Answer>[]>,
  { atOnce, most }: { atOnce: number; most: number },
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let onTheWay = 0
  let isDue = false

  async function go(): Promise<void> {
    const together = waiting.splice(0, most)
    onTheWay += 1
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

  function begin(): void {
    if (isDue || onTheWay >= atOnce || waiting.length === 0) return
    isDue = true
    setImmediate(() => {
      isDue = false
      while (onTheWay < atOnce && waiting.length > 0) void go()
    })
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      begin()
    })
}
