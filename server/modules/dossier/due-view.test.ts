import { describe, expect, it } from 'vitest'
import { vietnam } from '#workflows/working-time/calendars/vietnam.ts'
import { due } from '#workflows/working-time/due.ts'
import { withApprovers } from './due-view.ts'

const at = (local: string) => `2026-11-${local}:00.000Z`
const suspended = { from: at('24T03:00'), to: at('25T03:00'), reason: 'SUSPENSION', basis: 'Điều 5 Luật thử' }
const noticed = { from: at('25T08:00'), to: at('26T03:00'), reason: 'OBLIGATION', basis: `v3:${'a'.repeat(64)}` }
const { lines } = due(at('23T03:00'), { unit: 'workingDay', amount: 5 }, vietnam, [suspended, noticed])
const events = [
  { type: 'SUSPEND', at: new Date(suspended.from), payload: { approverId: 'leader-1', basis: suspended.basis } },
  { type: 'REQUIRE_OBLIGATION', at: new Date(noticed.from), payload: {} },
]
const causesOf = (names: ReadonlyMap<string, string>) =>
  withApprovers(lines, events, names).flatMap((line) => (line.kind === 'pause' ? [line.causes] : []))

describe('pauses in the explanation of a date', () => {
  it('name reason, basis and whoever agreed; the reference of a notice is no basis', () => {
    const { from, reason, basis } = suspended
    expect(causesOf(new Map([['leader-1', 'Trần Thị Bình']]))).toEqual([
      [{ from, reason, basis, approver: 'Trần Thị Bình' }],
      [{ from: noticed.from, reason: 'OBLIGATION' }],
    ])
  })
  it('name nobody to those who may not know names', () => {
    expect(JSON.stringify(causesOf(new Map()))).not.toContain('approver')
  })
  it('leave every other line, and the minutes, as they were', () => {
    const plain = (each: typeof lines) => each.map((line) => (line.kind === 'pause' ? { ...line, causes: undefined } : line))
    expect(plain(withApprovers(lines, events, new Map()))).toEqual(plain(lines))
  })
})
