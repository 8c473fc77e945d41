import type { Page } from '@playwright/test'
import { birthRegistration as birth, householdBusiness as business } from './_support/answers.ts'
import { offices, pickFor, readCodes } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { answerByKeys, chooseAt, pressAt, reach, walk } from './_support/keys.ts'
import { photo } from './_support/papers.ts'
import { hoa, PASSWORD } from './_support/people.ts'
import { awake, visit } from './_support/visit.ts'
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

test('a dialog takes the focus, keeps it, and gives it back', async ({ people }) => {
  const page = await people.visitor()
  await visit(page, '/ui')
  const button = page.locator('main form').getByRole('button', { name: 'Rút hồ sơ', exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Rút hồ sơ thì phường dừng xử lý' })
  await expect(dialog).toBeVisible()
  const isInside = () =>
    dialog.evaluate((element) => element.contains(document.activeElement) || document.activeElement === document.body)
  for (let step = 0; step < 6; step++) {
    expect(await isInside()).toBe(true)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
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

test('a whole filing by keys only: from signing in to the two codes', async ({ people, partners }) => {
  test.setTimeout(180_000)
  const page = await people.visitor()
  await visit(page, `/apply/${birth.code}`)
  await pressAt(page, page.getByRole('button', { name: say('signIn.vneid') }))
  await chooseAt(page, page.getByRole('radio', { name: new RegExp(hoa.number) }))
  await pressAt(page, page.getByRole('button', { name: 'Đăng nhập', exact: true }))
  await expect(page).toHaveURL(new RegExp(`/apply/${birth.code}$`))
  await awake(page)
  await chooseAt(page, page.getByRole('radio', { name: offices['xa-a'] }))
  await pressAt(page, page.getByRole('button', { name: say('apply.begin') }))

  const pages = birth.pages('Trần Phím Bấm', await partners.now())
  await expect(page.getByRole('heading', { level: 1, name: birth.nameVi })).toBeVisible()
  await pressAt(page, page.getByRole('list').getByRole('link', { name: pages[0]?.[0], exact: true }))
  for (const [title, answers] of pages) {
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
    await awake(page)
    await answerByKeys(page, answers)
    await pressAt(page, page.getByRole('button', { name: say('draft.next'), exact: true }))
  }

  await expect(page.getByRole('heading', { level: 1, name: say('draft.papers') })).toBeVisible()
  await awake(page)
  await reach(page, page.getByLabel(pickFor(birth.notice)))
  const asked = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await asked).setFiles(photo('giay-chung-sinh.png'))
  await expect(page.locator('li.file').getByRole('link', { name: 'giay-chung-sinh.png' })).toBeVisible()
  await pressAt(page, page.getByRole('button', { name: say('draft.next'), exact: true }))

  await expect(page.getByRole('heading', { level: 1, name: say('draft.checkTitle') })).toBeVisible()
  await awake(page)
  await pressAt(page, page.getByLabel(say('draft.declared')), 'Space')
  await pressAt(page, page.getByRole('button', { name: say('draft.submit'), exact: true }))
  const { code } = await readCodes(page)
  await partners.portalKnows(code, ['1'])
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
