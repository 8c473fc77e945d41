import type { Visit } from './visit.ts'

/** First come, first served; what was cancelled meanwhile is passed over. */
class Line {
  private visits: Visit[] = []
  private head = 0

  push(visit: Visit): void {
    this.visits.push(visit)
  }

  /** The first one that this person may do. */
  find(person: number): Visit | undefined {
    const { visits } = this
    while (this.head < visits.length && visits[this.head]?.standing !== 'queued') this.head += 1
    if (this.head > 1_024 && this.head * 2 > visits.length) {
      this.visits = visits.slice(this.head)
      this.head = 0
    }
    for (let index = this.head; index < this.visits.length; index += 1) {
      const visit = this.visits[index]
      if (visit?.standing === 'queued' && visit.barred !== person) return visit
    }
    return undefined
  }
}

/** The people of one role in one kind of unit: each does one thing at a time, and finishes it. */
export class Pool {
  readonly people: number
  private readonly free: number[]
  private readonly line = new Line()
  /** Work that only one person may do waits for that person. */
  private readonly own = new Map<number, Line>()
  private order = 0

  constructor(people: number) {
    this.people = people
    this.free = Array.from({ length: people }, (_, index) => people - 1 - index)
  }

  /** Who begins at once; null: it waits in the line. */
  take(visit: Visit): number | null {
    const { free } = this
    for (let index = free.length - 1; index >= 0; index -= 1) {
      const person = free[index]
      if (person === undefined || person === visit.barred || (visit.wanted !== -1 && person !== visit.wanted)) continue
      free.splice(index, 1)
      return person
    }
    visit.standing = 'queued'
    visit.order = this.order
    this.order += 1
    this.lineOf(visit.wanted).push(visit)
    return null
  }

  /** What this person does next; undefined: nothing, and the person is free. */
  release(person: number): Visit | undefined {
    const shared = this.line.find(person)
    const own = this.own.get(person)?.find(-2)
    const next = own && (!shared || own.order < shared.order) ? own : shared
    if (!next) this.free.push(person)
    return next
  }

  private lineOf(person: number): Line {
    if (person === -1) return this.line
    const known = this.own.get(person) ?? new Line()
    this.own.set(person, known)
    return known
  }
}
