import type { Page } from '@playwright/test'
import { judge } from './_support/accessible.ts'
import { birthRegistration as birth } from './_support/answers.ts'
import { fileOnline } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { visit } from './_support/visit.ts'
import { say } from './_support/words.ts'

const DAY_MS = 86_400_000
/** Civil days of Việt Nam, counted from an instant. */
const dayAfter = (at: Date, days: number) => new Date(at.getTime() + 7 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)
const shown = (date: string) => date.split('-').reverse().join('/')
const PLACE = 'agency:xa-b'
const NEXT = 2028
/** The beginning of the sentence, as far as no date stands in it. */
const MOVED = say('dossier.events.RECALENDAR', { oldDue: '#', due: '' }).replace(/ #.*$/, '')
const BASIS = 'Quyết định số 12/QĐ-UBND ngày 20/11/2026'

async function saved(page: Page, form: string, filled: Record<string, string>, press: string): Promise<void> {
  const part = page.locator('details').filter({ hasText: form })
  if (!(await part.evaluate((each) => each.hasAttribute('open')))) await part.locator('summary').click()
  for (const [name, value] of Object.entries(filled)) await part.locator(`[name="${name}"]`).fill(value)
  await part.getByRole('button', { name: press }).click()
  await expect(part.getByText(say('calendars.saved'))).toBeVisible()
}

test('a calendar is proposed, confirmed, changed, looked at and published; the dossier says why its date moved', async ({
  people,
  partners,
}) => {
  test.setTimeout(240_000)
  await partners.toMondayMorning()
  const citizen = await people.citizen(hoa)
  const now = await partners.now()
  const { code } = await fileOnline(citizen, {
    procedure: birth,
    agency: 'xa-b',
    pages: birth.pages('Trần Gia Bảo', now),
    papers: { [birth.notice]: photo('giay-chung-sinh.png') },
  })
  const [tuesday, thursday, saturday] = [dayAfter(now, 1), dayAfter(now, 3), dayAfter(now, 5)]
  const keeper = await people.staff('operator')
  const main = keeper.getByRole('main')

  await test.step('a year is proposed by law and confirmed by whoever has read its decisions', async () => {
    await visit(keeper, `/admin/calendars?scope=vn&year=${NEXT}`)
    await expect(main).toContainText(say('calendars.unknown'))
    await main.getByRole('button', { name: say('calendars.propose.save', { year: String(NEXT) }) }).click()
    await expect(main.getByRole('table')).toContainText(say('calendars.status.PROPOSED'))
    const confirm = keeper.locator('details').filter({ hasText: say('calendars.confirm.what') })
    await confirm.locator('summary').click()
    await confirm.locator('[name="confirm-basis"]').fill(BASIS)
    await confirm.getByRole('button', { name: say('calendars.confirm.save', { year: String(NEXT) }) }).click()
    await expect(main).toContainText(say('calendars.confirmed', { basis: BASIS }))
    await expect(main.getByRole('table')).not.toContainText(say('calendars.status.PROPOSED'))
  })

  await test.step('an agency closes for a day and swaps another; a swap that is none is refused', async () => {
    await visit(keeper, `/admin/calendars?scope=${PLACE}&year=${tuesday.slice(0, 4)}`)
    const day = { 'day-date': tuesday, 'day-nameVi': 'Mất điện cả phường', 'day-basis': BASIS }
    await saved(keeper, say('calendars.day.title'), day, say('calendars.day.save'))
    await expect(main.getByRole('row').filter({ hasText: 'Mất điện cả phường' })).toContainText(say('calendars.status.CONFIRMED'))
    const swap = keeper.locator('details').filter({ hasText: say('calendars.swap.title') })
    await swap.locator('summary').click()
    await swap.locator('[name="swap-off"]').fill(saturday)
    await swap.locator('[name="swap-work"]').fill(thursday)
    await swap.locator('[name="swap-basis"]').fill(BASIS)
    await swap.getByRole('button', { name: say('calendars.swap.save') }).click()
    await expect(swap).toContainText(say('fields.calendar.offNotWorked'))
    await swap.locator('[name="swap-off"]').fill(thursday)
    await swap.locator('[name="swap-work"]').fill(saturday)
    await swap.getByRole('button', { name: say('calendars.swap.save') }).click()
    await expect(main.getByRole('table')).toContainText(`làm bù ngày ${shown(saturday)}`)
    await judge(keeper, 'calendars of an agency')
  })

  await test.step('it is said beforehand how many dates move, then it is published', async () => {
    await main.getByRole('button', { name: say('calendars.publish.look') }).click()
    await expect(main).toContainText(new RegExp(`[1-9]\\d* ${say('calendars.publish.figures.moved')}`))
    await expect(main).toContainText(code)
    await judge(keeper, 'preview of a calendar')
    await main.locator('[name="publish-note"]').fill('Mất điện theo thông báo của điện lực')
    await main.getByRole('button', { name: say('calendars.publish.publish') }).click()
    await expect(main).toContainText(say('calendars.publish.nothing'))
    await expect(main).toContainText('Mất điện theo thông báo của điện lực')
  })

  await test.step('the worker takes the dossier over, and its page says why the date is another', async () => {
    await expect(async () => {
      await visit(citizen, `/my/${code}`)
      await expect(citizen.getByRole('main')).toContainText(MOVED, { timeout: 2_000 })
    }).toPass({ timeout: 90_000 })
    const why = citizen.locator('details').filter({ hasText: 'Mất điện cả phường' }).first()
    await why.locator('summary').click()
    await expect(why).toContainText(BASIS)
    await judge(citizen, 'a date that a calendar moved')
  })
})
