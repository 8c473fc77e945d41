import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findingFaults } from '#server/modules/procedure/check-finding.ts'
import { measureDurations } from '#server/modules/procedure/durations.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { nobody } from '#tests/builders/people.ts'

const CODE = '1.001612'
const MIN_CASES = 20

interface Ended {
  /** Working days from Monday 07:00 of the week given by `weeksAgo`. */
  weeksAgo: number
  hours: number
  state?: string
  /** A supplement that the applicant took so many days over, in the middle. */
  waitedDays?: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Rows as they stand when a dossier has ended; the machine is not asked, only the reckoning is. */
async function ended({ weeksAgo, hours, state = 'returned', waitedDays = 0 }: Ended): Promise<void> {
  const id = randomUUID()
  // a Wednesday in Vietnam of an ordinary working week: 08:00 there is 01:00 UTC
  const start = Date.parse('2026-11-18T01:00:00.000Z') - weeksAgo * 7 * DAY
  const stop = start + hours * HOUR + waitedDays * DAY
  const [row] = await asOwner<{ calendar: string }>(`SELECT calendar_of_agency('xa-a') AS calendar`)
  await asOwner(
    `INSERT INTO "Dossier" ("homeAgencyId", id, code, "lookupSecret", "openedMonth", "procedureCode", "procedureVersionId", "shellVersion", "calendarVersionId",
       source, "receivingPointId", "competentAgencyId", "originAgencyId", state, "stateHash", revision, "lastSeq", "lastHash", "shellState", "nationalCode", "currentSteps",
       "openedAt", "endedAt", "resultWay", "updatedAt")
     VALUES ('xa-a', $1, $2, 'X', $3::timestamptz::date, $4, $4 || '@1', 1, $5, 'ONLINE', 'xa-a', 'xa-a', 'xa-a', '{}', '', 1, 1, '', $6, 10, '{}', $3, $7, 'DESK', $7)`,
    [id, `H-${id}`, new Date(start).toISOString(), CODE, row?.calendar, state, new Date(stop + DAY).toISOString()],
  )
  const segment = (n: number, kind: string, from: number, to: number, reason: string | null) =>
    asOwner(
      `INSERT INTO "ClockSegment" ("homeAgencyId", "dossierId", clock, n, kind, "startAt", "endAt", reason) VALUES ('xa-a', $1, 'legal', $2, $3, $4, $5, $6)`,
      [id, n, kind, new Date(from).toISOString(), new Date(to).toISOString(), reason],
    )
  await segment(1, 'RUN', start, stop, null)
  if (waitedDays > 0) await segment(2, 'PAUSE', start + HOUR, start + HOUR + waitedDays * DAY, 'SUPPLEMENT')
}
const figure = async () =>
  (
    await asOwner<{ cases: number; medianMinutes: number; p80Minutes: number }>(
      `SELECT cases, "medianMinutes", "p80Minutes" FROM "ProcedureDuration" WHERE "procedureCode" = $1`,
      [CODE],
    )
  )[0]
const shown = async () => (await nobody().procedure.get({ code: CODE })).expected

// the page would be told about a day that has not come: the reckoning looks back from the database's clock
beforeAll(async () => {
  const [row] = await asOwner<{ now: Date }>(`SELECT app_now() AS now`)
  expect(row?.now.getTime()).toBeGreaterThan(Date.parse('2026-11-20T00:00:00Z'))
})

describe('how long a procedure really takes', () => {
  it('is not said while nobody has ended, nor with too few', async () => {
    expect(await measureDurations()).toEqual({ measured: 0, dropped: 0 })
    expect(await shown()).toBeNull()
    for (let n = 1; n < MIN_CASES; n += 1) await ended({ weeksAgo: n, hours: n <= 10 ? 1 : 2 })
    expect(await measureDurations()).toEqual({ measured: 1, dropped: 0 })
    expect(await figure()).toMatchObject({ cases: MIN_CASES - 1 })
    expect(await shown()).toBeNull()
  })
  it('is the median and the time of four in five, in working time, without the waiting for the applicant', async () => {
    // a day of waiting for the applicant that is not counted, and three hours of work around it
    await ended({ weeksAgo: 0, hours: 3, waitedDays: 1 })
    await measureDurations()
    expect(await figure()).toEqual({ cases: MIN_CASES, medianMinutes: 60, p80Minutes: 120 })
    expect(await shown()).toMatchObject({ cases: MIN_CASES, medianMinutes: 60, p80Minutes: 120 })
  })
  it('leaves out what was withdrawn or stopped, and what is older than a year', async () => {
    await ended({ weeksAgo: 1, hours: 3, state: 'withdrawn' })
    await ended({ weeksAgo: 60, hours: 3 })
    await measureDurations()
    expect(await figure()).toMatchObject({ cases: MIN_CASES })
  })
  it('counts again only where something ended since', async () => {
    expect(await measureDurations()).toEqual({ measured: 0, dropped: 0 })
    await ended({ weeksAgo: 0, hours: 1, state: 'refused' })
    await asOwner(`UPDATE "Dossier" SET "endedAt" = "endedAt" + interval '3 days' WHERE "shellState" = 'refused'`)
    expect(await measureDurations()).toEqual({ measured: 1, dropped: 0 })
    expect(await figure()).toMatchObject({ cases: MIN_CASES + 1 })
  })
  it('is watched: a figure that its dossiers do not give is found', async () => {
    expect(await findingFaults()).toEqual([])
    await asOwner(`UPDATE "ProcedureDuration" SET "p80Minutes" = "p80Minutes" + 1`)
    expect(await findingFaults()).toEqual([`the duration of ${CODE} is not that of its ${MIN_CASES + 1} dossiers`])
    await asOwner(`UPDATE "SearchWord" SET key = key || 'x' WHERE key = 'hkd'`)
    expect(await findingFaults()).toContain('search word "hkd" is kept under "hkdx"')
  })
  it('follows its setting', async () => {
    await asOwner(`UPDATE "Setting" SET value = '500' WHERE key = 'procedure.minCases'`)
    // a setting is remembered for some seconds
    await expect.poll(shown, { timeout: 10_000, interval: 1_000 }).toBeNull()
  })
})
