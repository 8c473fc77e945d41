import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarFaults } from '#server/modules/calendar/check-calendars.ts'
import { warningsOf } from '#server/modules/calendar/get-calendars.ts'
import { recalendarDossier, recalendarOpenDossiers } from '#server/modules/calendar/recalendar.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import { resetClock, setClock } from '#tests/builders/clock.ts'
import { arrivedBusiness, filedBusiness, processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { proposeYear } from '#workflows/working-time/propose-year.ts'

const basis = 'Quyết định số 01/QĐ-UBND'
const keeper = () => staff('operator')
const admin = () => staff('admin')

/** A working day some days from now, as it stands on the wall. */
async function workingDays(count: number): Promise<string[]> {
  const days: string[] = []
  const [row] = await asOwner<{ today: string }>(
    `SELECT to_char(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS today`,
  )
  const taken = new Set([2026, 2027].flatMap((year) => proposeYear(year).dates.map(({ date }) => date)))
  for (let ms = Date.parse(row?.today ?? '') + 86_400_000; days.length < count; ms += 86_400_000) {
    const date = new Date(ms).toISOString().slice(0, 10)
    if (![0, 6].includes(new Date(ms).getUTCDay()) && !taken.has(date)) days.push(date)
  }
  return days
}

async function preview(scope: string) {
  let cursor: string | undefined
  const total = { open: 0, looked: 0, moved: 0, standing: 0, unknown: 0, byDays: {} as Record<string, number>, draftHash: '' }
  do {
    const page = await as(await keeper()).calendar.preview({ scope, cursor })
    total.open += page.open
    total.draftHash = page.draftHash
    for (const key of ['looked', 'moved', 'standing', 'unknown'] as const) total[key] += page.part[key]
    for (const [days, n] of Object.entries(page.part.byDays)) total.byDays[days] = (total.byDays[days] ?? 0) + n
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return total
}

async function publish(scope: string) {
  const { draftHash } = await preview(scope)
  return as(await keeper()).calendar.publish({ scope, draftHash, noteVi: basis })
}

const eventsOf = (code: string) =>
  asOwner<{ payload: { calendarVersionId: string; oldDueAt: string | null; newDueAt: string | null } }>(
    `SELECT e.payload FROM "DossierEvent" e JOIN "Dossier" d ON d.id = e."dossierId" WHERE d.code = $1 AND e.type = 'RECALENDAR' ORDER BY e.seq`,
    [code],
  )
const noticesOf = async (code: string) =>
  (
    await asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId"
       WHERE d.code = $1 AND o.payload ->> 'template' = 'dueChanged'`,
      [code],
    )
  )[0]?.n

// a Monday morning: which dates a day off moves depends on the hour at which a dossier arrived
beforeAll(() => setClock('2026-11-16T09:00'))
afterAll(resetClock)
describe('the calendars of an installation', () => {
  it('begin with the country, 2021 to 2027, nothing to publish, 24/11/2026 announced and not counted', async () => {
    const seen = await as(await admin()).calendar.overview()
    expect(seen).toMatchObject({ knownFrom: '2021-01-01', knownTo: '2027-12-31', confirmedYears: [], behind: 0 })
    const year = await as(await admin()).calendar.year({ scope: 'vn', year: 2026 })
    expect(year).toMatchObject({ changes: [], pending: 0, isKnown: true, confirmed: null })
    expect(year.days.find(({ date }) => date === '2026-11-24')).toMatchObject({ status: 'ANNOUNCED' })
    expect(year.days.find(({ date }) => date === '2026-01-02')).toMatchObject({ status: 'PROPOSED', kind: 'SWAP_OFF' })
    expect(await calendarFaults()).toEqual([])
  })

  it('warn from 1 December when nobody has confirmed the next year, and at any time when it is unknown', () => {
    expect(warningsOf('2026-11-30', '2027-12-31', [])).toEqual([])
    expect(warningsOf('2026-12-01', '2027-12-31', [])).toEqual([{ kind: 'nextYearUnconfirmed', year: 2027 }])
    expect(warningsOf('2026-12-01', '2027-12-31', [2027])).toEqual([])
    expect(warningsOf('2026-03-01', '2026-12-31', [])).toEqual([{ kind: 'nextYearUnknown', year: 2027 }])
  })

  it('take a proposed year, once, and its confirmation', async () => {
    const api = as(await keeper()).calendar
    const first = await api.propose({ year: 2028 })
    expect(first.added).toBe(proposeYear(2028).dates.length + 1)
    expect(await api.propose({ year: 2028, tetBefore: 1 })).toEqual({ added: 0 })
    expect(await api.confirmYear({ year: 2028, basis })).toMatchObject({ confirmed: proposeYear(2028).dates.length })
    expect((await api.year({ scope: 'vn', year: 2028 })).confirmed).toBe(basis)
    await expect(api.confirmYear({ year: 2040, basis })).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect((await api.year({ scope: 'vn', year: 2028 })).pending).toBe(1)
    expect(await publish('vn')).toEqual({ versions: ['vn@2'] })
    expect((await api.overview()).knownTo).toBe('2028-12-31')
  })

  it.each([
    [
      'overlapping parts',
      {
        date: '2027-03-01',
        kind: 'SWAP_WORK',
        parts: [
          ['07:00', '12:00'],
          ['11:00', '17:00'],
        ],
      },
    ],
    ['a part that ends before it begins', { date: '2027-03-01', kind: 'SWAP_WORK', parts: [['12:00', '07:00']] }],
    ['a date that is none', { date: '2027-02-30', kind: 'HOLIDAY' }],
    ['a year out of reach', { date: '2999-01-01', kind: 'HOLIDAY' }],
    ['a day worked without hours', { date: '2027-03-06', kind: 'SWAP_WORK', parts: [] }],
    ['an unknown kind', { date: '2027-03-01', kind: 'PARTY' }],
    ['no basis', { date: '2027-03-01', kind: 'HOLIDAY', basis: ' ' }],
  ])('refuse a day with %s', async (_, day) => {
    const given = { scope: 'vn', nameVi: 'Ngày thử', basis, ...day }
    await expect(as(await keeper()).calendar.saveDay(given as never)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })

  it('refuse a swap that is none, and a week without work', async () => {
    const api = as(await keeper()).calendar
    const swap = (off: string, work: string) => api.saveSwap({ scope: 'vn', off, work, basis })
    const fault = (field: string, key: string) => ({
      cause: expect.objectContaining({ details: expect.objectContaining({ fieldErrors: { [field]: [key] } }) }),
    })
    await expect(swap('2027-03-06', '2027-03-13')).rejects.toMatchObject(fault('off', 'calendar.offNotWorked'))
    await expect(swap('2027-03-05', '2027-03-08')).rejects.toMatchObject(fault('work', 'calendar.workIsWorked'))
    await expect(swap('2027-03-05', '2027-03-05')).rejects.toMatchObject(fault('work', 'calendar.sameDay'))
    const none = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] }
    const week = { scope: 'vn', weekCountsAsDay: ['1' as const], validFrom: '2027-03-01', basis }
    await expect(api.saveWeek({ ...week, week: none })).rejects.toMatchObject(fault('week', 'calendar.noWork'))
    const mornings = { ...none, '1': [['07:00', '11:30'] as [string, string]] }
    const { today } = await api.overview()
    for (const validFrom of ['2026-01-01', today])
      await expect(api.saveWeek({ ...week, week: mornings, validFrom })).rejects.toMatchObject(
        fault('validFrom', 'calendar.weekNotAhead'),
      )
    await expect(api.saveWeek({ ...week, week: mornings, validFrom: 'tomorrow' })).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    expect((await api.year({ scope: 'vn', year: 2027 })).weekChanges).toBe(false)
  })

  it('are kept by those whose they are', async () => {
    const day = { date: '2027-06-01', kind: 'HOLIDAY', nameVi: 'Ngày nghỉ của cơ quan', basis } as const
    const refused = { message: 'NOT_PERMITTED' }
    await expect(as(await admin()).calendar.saveDay({ scope: 'vn', ...day })).rejects.toMatchObject(refused)
    await expect(as(await admin()).calendar.saveDay({ scope: 'agency:xa-b', ...day })).rejects.toMatchObject(refused)
    await expect(as(await staff('officer')).calendar.overview()).rejects.toMatchObject(refused)
    await expect(as(await keeper()).calendar.saveDay({ scope: 'agency:nowhere', ...day })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
  })
})

describe('a changed calendar', () => {
  let processing = ''
  let arrived = ''
  let unpaid = ''
  let dueBefore: string | null | undefined
  let person: Awaited<ReturnType<typeof citizen>>

  beforeAll(async () => {
    person = await citizen()
    processing = (await processingBusiness(person)).code
    arrived = (await arrivedBusiness(person)).code
    unpaid = (await filedBusiness(person)).code
    dueBefore = (await as(await staff('desk')).dossier.get({ code: processing })).due?.at
  })

  it('says beforehand how many dates move and by how much, and moves nothing', async () => {
    const [tomorrow = ''] = await workingDays(2)
    await as(await admin()).calendar.saveDay({ scope: 'agency:xa-a', date: tomorrow, kind: 'HOLIDAY', nameVi: 'Mất điện', basis })
    const seen = await preview('agency:xa-a')
    expect(seen.looked).toBe(seen.open)
    expect(seen.moved).toBeGreaterThanOrEqual(2)
    expect(seen.standing).toBeGreaterThanOrEqual(1)
    expect(Object.values(seen.byDays).reduce((a, b) => a + b, 0)).toBe(seen.moved)
    expect(Object.keys(seen.byDays).every((days) => /^\+\d+$/.test(days))).toBe(true)
    expect((await as(await staff('desk')).dossier.get({ code: processing })).due?.at).toBe(dueBefore)
    expect((await preview('agency:xa-b')).moved).toBe(0)
  })

  it('is published only as it was looked at', async () => {
    const { draftHash } = await preview('agency:xa-a')
    const [, later = ''] = await workingDays(2)
    const api = as(await admin()).calendar
    await api.saveDay({ scope: 'agency:xa-a', date: later, kind: 'HOLIDAY', nameVi: 'Mất điện', basis })
    await expect(api.publish({ scope: 'agency:xa-a', draftHash, noteVi: basis })).rejects.toMatchObject({
      message: 'CALENDAR_CHANGED_MEANWHILE',
    })
    await api.removeDay({ scope: 'agency:xa-a', date: later })
    expect(await api.publish({ scope: 'agency:xa-a', draftHash, noteVi: basis })).toEqual({ versions: ['agency:xa-a@1'] })
    await expect(api.publish({ scope: 'agency:xa-a', draftHash, noteVi: basis })).rejects.toThrow()
  })

  it('moves the open dossiers of the place through the door, each once, and tells each applicant once', async () => {
    expect((await as(await keeper()).calendar.overview()).behind).toBeGreaterThanOrEqual(3)
    const [{ id = '', homeAgencyId = '' } = {}] = await asOwner<{ id: string; homeAgencyId: string }>(
      `SELECT id, "homeAgencyId" FROM "Dossier" WHERE code = $1`,
      [processing],
    )
    // killed after the first one, then twice at once
    await recalendarDossier({ homeAgencyId, id, code: processing, target: 'agency:xa-a@1' })
    await recalendarDossier({ homeAgencyId, id, code: processing, target: 'agency:xa-a@1' })
    const results = await Promise.all([recalendarOpenDossiers(), recalendarOpenDossiers()])
    expect(results.reduce((sum, { moved }) => sum + moved, 0)).toBeGreaterThanOrEqual(2)
    expect(await recalendarOpenDossiers()).toEqual({ moved: 0, failed: 0 })
    for (const code of [processing, arrived]) {
      expect(await eventsOf(code)).toHaveLength(1)
      expect(await noticesOf(code)).toBe(1)
    }
    // nothing was promised yet: nobody is told, but the dossier follows
    expect(await eventsOf(unpaid)).toEqual([{ payload: { calendarVersionId: 'agency:xa-a@1', oldDueAt: null, newDueAt: null } }])
    expect(await noticesOf(unpaid)).toBe(0)
    const sheet = await as(await staff('desk')).dossier.get({ code: processing })
    const [moved] = await eventsOf(processing)
    expect(moved?.payload.oldDueAt).toBe(dueBefore)
    expect(sheet.due?.at).toBe(moved?.payload.newDueAt)
    expect(Date.parse(sheet.due?.at ?? '')).toBeGreaterThan(Date.parse(dueBefore ?? ''))
    expect(sheet.due?.lines).toContainEqual(expect.objectContaining({ kind: 'dayOff', name: 'Mất điện', basis }))
    const told = sheet.timeline.find(({ type }) => type === 'RECALENDAR')
    expect(told?.params).toMatchObject({ oldDueAt: dueBefore, dueAt: sheet.due?.at })
    // the applicant hears of a date that moved, and nothing of one that did not
    const read = async (code: string) => (await as(person).dossier.get({ code })).timeline.map(({ type }) => type)
    expect(await read(processing)).toContain('RECALENDAR')
    expect(await read(unpaid)).not.toContain('RECALENDAR')
  })

  it('leaves every invariant whole, and lets new dossiers follow it at once', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const [{ calendarVersionId = '' } = {}] = await asOwner<{ calendarVersionId: string }>(
      `SELECT "calendarVersionId" FROM "Dossier" WHERE code = $1`,
      [code],
    )
    expect(calendarVersionId).toBe('agency:xa-a@1')
    for await (const history of histories()) {
      const beside = await projectionsOf(history.homeAgencyId, history.id)
      if (beside) expect(await violationsOf(history, beside)).toEqual([])
    }
    expect(await calendarFaults()).toEqual([])
  })

  it('of the country reaches the agency that has rows of its own', async () => {
    const [, , , fourth = ''] = await workingDays(5)
    await as(await keeper()).calendar.saveDay({
      scope: 'vn',
      date: fourth,
      kind: 'HOLIDAY',
      nameVi: 'Ngày Văn hóa Việt Nam',
      basis,
    })
    expect(await publish('vn')).toEqual({ versions: ['vn@3', 'agency:xa-a@2'] })
    await recalendarOpenDossiers()
    expect((await eventsOf(processing)).at(-1)?.payload.calendarVersionId).toBe('agency:xa-a@2')
    expect((await as(await keeper()).calendar.overview()).behind).toBe(0)
  })
})

describe('new office hours', () => {
  it('begin on their day and leave what is over as it was', async () => {
    const [, , , , , begins = ''] = await workingDays(6)
    const api = as(await admin()).calendar
    const before = await api.year({ scope: 'agency:xa-a', year: 2027 })
    const [hours] = before.weeks
    if (!hours) throw new Error('no office hours')
    const week = { ...hours.week, '6': [['07:00', '11:30'] as [string, string]] }
    const given = { scope: 'agency:xa-a', week, weekCountsAsDay: hours.weekCountsAsDay, validFrom: begins, basis }
    await api.saveWeek(given)
    // the same day entered again stands instead
    await api.saveWeek({ ...given, weekCountsAsDay: [...hours.weekCountsAsDay, '6' as const] })
    const after = await api.year({ scope: 'agency:xa-a', year: 2027 })
    expect(after).toMatchObject({ weekChanges: true, pending: 1 })
    expect(after.weeks).toEqual([...before.weeks, { validFrom: begins, week, weekCountsAsDay: [...hours.weekCountsAsDay, '6'] }])
    await publish('agency:xa-a')
    await recalendarOpenDossiers()
    expect((await api.year({ scope: 'agency:xa-a', year: 2027 })).pending).toBe(0)
    expect((await api.year({ scope: 'agency:xa-b', year: 2027 })).weeks).toEqual([hours])
    expect(await calendarFaults()).toEqual([])
  })
})

describe('a row of a calendar', () => {
  it('is never rewritten by the application: one that ends is kept', async () => {
    const api = as(await keeper()).calendar
    const day = { scope: 'vn', date: '2027-07-01', kind: 'HOLIDAY', basis } as const
    await api.saveDay({ ...day, nameVi: 'Lần một' })
    await api.saveDay({ ...day, nameVi: 'Lần hai' })
    await api.removeDay({ scope: 'vn', date: '2027-07-01' })
    expect(await api.removeDay({ scope: 'vn', date: '2027-07-01' })).toMatchObject({ isRemoved: false })
    const rows = await asOwner<{ nameVi: string; ended: boolean }>(
      `SELECT "nameVi", "endedAt" IS NOT NULL AS ended FROM "CalendarDay" WHERE date = '2027-07-01' ORDER BY "createdAt"`,
    )
    expect(rows).toEqual(['Lần một', 'Lần hai'].map((nameVi) => ({ nameVi, ended: true })))
  })
})
