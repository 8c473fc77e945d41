import type { WorkCalendar } from './calendar.ts'

/** Days laid out and summed up at once. A question jumps from block to block, so that ten years cost what ten days cost. */
const BLOCK = 512

interface Block {
  /** Counted milliseconds before each day of the block; the last number is the block's total. */
  before: Float64Array
}

/** Counted time of a calendar without pauses, as running sums: every part (`all`) or only days that count as a working day. */
class Sums {
  private readonly blocks = new Map<number, Block>()
  private readonly calendar: WorkCalendar
  private readonly onlyDays: boolean

  constructor(calendar: WorkCalendar, onlyDays: boolean) {
    this.calendar = calendar
    this.onlyDays = onlyDays
  }

  /** Counted milliseconds between two instants; every day in between must be known. */
  between(from: number, to: number): number {
    if (to <= from) return 0
    const { calendar } = this
    const first = calendar.epochDayAt(from)
    const last = calendar.epochDayAt(to - 1)
    calendar.assertKnown(first)
    calendar.assertKnown(last)
    const [a, b] = [Math.floor(first / BLOCK), Math.floor(last / BLOCK)]
    let ms = this.before(last) - this.before(first)
    for (let index = a; index < b; index += 1) ms += this.total(index)
    return ms + this.within(last, to) - this.within(first, from)
  }

  /** The earliest instant at which so much is used up (more than nothing); null when that lies behind the last known day. */
  after(from: number, budgetMs: number): number | null {
    const first = this.calendar.epochDayAt(from)
    this.calendar.assertKnown(first)
    let index = Math.floor(first / BLOCK)
    let left = budgetMs + this.before(first) + this.within(first, from)
    while (left > this.total(index)) {
      left -= this.total(index)
      index += 1
      if (index * BLOCK > this.calendar.knownTo) return null
    }
    const { before } = this.block(index)
    let [low, high] = [0, BLOCK - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((before[middle + 1] ?? 0) >= left) high = middle
      else low = middle + 1
    }
    left -= before[low] ?? 0
    for (const segment of this.calendar.day(index * BLOCK + low).segments) {
      if (segment.to - segment.from >= left) return segment.from + left
      left -= segment.to - segment.from
    }
    return null
  }

  private before(epochDay: number): number {
    const index = Math.floor(epochDay / BLOCK)
    return this.block(index).before[epochDay - index * BLOCK] ?? 0
  }

  private total(index: number): number {
    return this.block(index).before[BLOCK] ?? 0
  }

  /** Counted milliseconds of the day before the instant. */
  private within(epochDay: number, at: number): number {
    const day = this.calendar.day(epochDay)
    if (this.onlyDays && !day.counts) return 0
    let ms = 0
    for (const { from, to } of day.segments) {
      if (from >= at) break
      ms += Math.min(to, at) - from
    }
    return ms
  }

  private block(index: number): Block {
    const known = this.blocks.get(index)
    if (known) return known
    const before = new Float64Array(BLOCK + 1)
    let ms = 0
    for (let offset = 0; offset < BLOCK; offset += 1) {
      before[offset] = ms
      const epochDay = index * BLOCK + offset
      if (epochDay < this.calendar.knownFrom || epochDay > this.calendar.knownTo) continue
      const day = this.calendar.day(epochDay)
      if (!this.onlyDays || day.counts) for (const { from, to } of day.segments) ms += to - from
    }
    before[BLOCK] = ms
    const block = { before }
    this.blocks.set(index, block)
    return block
  }
}

const sums = new WeakMap<WorkCalendar, { all: Sums; days: Sums }>()

export function sumsOf(calendar: WorkCalendar, days = false): Sums {
  let known = sums.get(calendar)
  if (!known) {
    known = { all: new Sums(calendar, false), days: new Sums(calendar, true) }
    sums.set(calendar, known)
  }
  return days ? known.days : known.all
}
