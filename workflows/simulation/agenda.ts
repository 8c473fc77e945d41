/** What happens when, earliest first; of two at the same instant the one that was planned first. A binary heap in flat arrays. */
export class Agenda<Event> {
  private readonly times: number[] = []
  private readonly orders: number[] = []
  private readonly events: Event[] = []
  private planned = 0

  /** What lies behind the last known day never happens. */
  plan(at: number, event: Event): void {
    if (at === Number.POSITIVE_INFINITY) return
    const { times, orders, events } = this
    const order = this.planned
    this.planned += 1
    let index = times.length
    times.push(at)
    orders.push(order)
    events.push(event)
    while (index > 0) {
      const above = (index - 1) >> 1
      if ((times[above] ?? 0) <= at) break
      this.move(above, index)
      index = above
    }
    times[index] = at
    orders[index] = order
    events[index] = event
  }

  /** The instant of what comes next; infinite when nothing does. */
  next(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY
  }

  take(): Event | undefined {
    const { times, orders, events } = this
    const first = events[0]
    const at = times.pop()
    const order = orders.pop()
    const event = events.pop()
    if (at === undefined || order === undefined || event === undefined) return undefined
    if (times.length > 0) this.sink(at, order, event)
    return first
  }

  private sink(at: number, order: number, event: Event): void {
    const { times, orders, events } = this
    const size = times.length
    let index = 0
    for (;;) {
      let below = 2 * index + 1
      if (below >= size) break
      if (below + 1 < size && this.isBefore(below + 1, below)) below += 1
      const time = times[below] ?? 0
      if (time > at || (time === at && (orders[below] ?? 0) > order)) break
      this.move(below, index)
      index = below
    }
    times[index] = at
    orders[index] = order
    events[index] = event
  }

  private isBefore(one: number, other: number): boolean {
    const difference = (this.times[one] ?? 0) - (this.times[other] ?? 0)
    return difference < 0 || (difference === 0 && (this.orders[one] ?? 0) < (this.orders[other] ?? 0))
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from] ?? 0
    this.orders[to] = this.orders[from] ?? 0
    const event = this.events[from]
    if (event !== undefined) this.events[to] = event
  }
}
