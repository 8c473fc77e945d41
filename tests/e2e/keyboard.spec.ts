import type { Page } from '@playwright/test'
import { householdBusiness as business } from './_support/answers.ts'
import { expect, test } from './_support/journey.ts'
import { walk } from './_support/keys.ts'
import { hoa, PASSWORD } from './_support/people.ts'
import { visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

test('the first key leads past the head of the page', async ({ people }) => {
  const page = await people.visitor()
  await visit(page, '/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: say('site.skip') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('each place that the key leads to is marked and not covered, wide and narrow', async ({ people }) => {
  const visitor = await people.visitor()
  const citizen = await people.citizen(hoa)
  const desk = await people.staff('desk')
  const pages: [Page, string][] = [
    ...['/', '/procedures?q=khai+sinh', `/procedures/${business.code}`, '/track?code=x&secret=y', '/sign-in', '/ui'].map(
      (path): [Page, string] => [visitor, path],
    ),
    ...['/my', `/apply/${business.code}`].map((path): [Page, string] => [citizen, path]),
    ...['/desk', '/desk/new', '/inbox'].map((path): [Page, string] => [desk, path]),
  ]
  for (const [page, path] of pages)
    for (const width of path.startsWith('/desk') || path === '/' ? [1280, 360] : [360]) {
      await page.setViewportSize({ width, height: 640 })
      await visit(page, path)
      expect(await walk(page, `${path} at ${width}`), path).toBeGreaterThan(4)
    }
})

test('searching, signing in and answering need no mouse', async ({ people }) => {
  const page = await people.visitor()
  await visit(page, '/')
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('mo tiem')
  await page.keyboard.press('Enter')
  await page.getByRole('main').getByRole('link', { name: business.nameVi }).first().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: business.nameVi })).toBeVisible()

  const citizen = await people.citizen(hoa)
  await visit(citizen, `/apply/${business.code}`)
  await citizen.getByRole('radio').first().focus()
  await citizen.keyboard.press('Space')
  await citizen.keyboard.press('Enter')
  await expect(citizen.getByRole('heading', { level: 1, name: business.nameVi })).toBeVisible()
  await citizen.getByRole('list').getByRole('link', { name: 'Hộ kinh doanh', exact: true }).focus()
  await citizen.keyboard.press('Enter')
  await citizen.getByRole('textbox', { name: asLabel('Tên hộ kinh doanh') }).focus()
  await citizen.keyboard.type('Hộ kinh doanh Bàn Phím')
  await citizen.keyboard.press('Enter')
  const summary = citizen.getByRole('alert', { name: /\S/ })
  await expect(summary).toBeFocused()
  await citizen.keyboard.press('Tab')
  await citizen.keyboard.press('Enter')
  const place = citizen.getByRole('group', { name: asLabel('Địa điểm kinh doanh') })
  await expect(place.getByLabel(say('ui.place.province'))).toBeFocused()
})

test('staff sign in and reach their work by keys', async ({ people }) => {
  const page = await people.visitor()
  await visit(page, '/sign-in')
  await page.getByLabel(say('signIn.email')).focus()
  await page.keyboard.type('desk@xa-b.demo')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: say('queue.title') })).toBeVisible()
  await visit(page, '/desk')
  await expect(page.getByLabel(say('desk.scan'))).toBeFocused()
  await page.keyboard.press('F2')
  await expect(page.getByRole('heading', { level: 1, name: say('desk.newPage.title') })).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByRole('alert', { name: /\S/ })).toBeFocused()
  await page.keyboard.press('F4')
  await expect(page.getByLabel(say('staff.find.label'), { exact: true })).toBeFocused()
})
