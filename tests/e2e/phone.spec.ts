import type { Page } from '@playwright/test'
import { birthRegistration as birth } from './_support/answers.ts'
import { fillIn, submit } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { hoa, signInAsCitizen } from './_support/people.ts'
import { awake, visit } from './_support/visit.ts'
import { say } from './_support/words.ts'

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })

/** Nothing stands out at the side, so nobody has to push the page to and fro. */
async function fits(page: Page): Promise<void> {
  await awake(page)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wider, `${new URL(page.url()).pathname} is wider than the screen`).toBeLessThanOrEqual(0)
}

test('on a telephone: found without accents, filed with a photograph, followed, withdrawn', async ({ people, partners }) => {
  const page = await people.visitor()
  await test.step('a visitor finds the procedure', async () => {
    await visit(page, '/')
    await fits(page)
    await page.getByRole('searchbox', { name: say('search.label') }).fill('dang ky khai sinh')
    await page.getByRole('button', { name: say('search.submit'), exact: true }).click()
    await expect(page).toHaveURL(/\/procedures\?q=/)
    await fits(page)
    await page.getByRole('main').getByRole('link', { name: birth.nameVi }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: birth.nameVi })).toBeVisible()
    await fits(page)
    await page
      .getByRole('link', { name: say('procedure.start.begin') })
      .first()
      .click()
  })

  await test.step('signs in and comes back to where the filing begins', async () => {
    await expect(page.getByRole('heading', { level: 1, name: say('signIn.title') })).toBeVisible()
    await fits(page)
    await signInAsCitizen(page, hoa.number)
    await expect(page).toHaveURL(new RegExp(`/apply/${birth.code}$`))
    await fits(page)
  })

  const { code } = await test.step('files with a photograph', async () => {
    await fillIn(page, {
      procedure: birth,
      pages: birth.pages('Trần Bảo Châu', await partners.now()),
      papers: { [birth.notice]: photo('IMG_0001.png', 1200, 1600) },
      seen: fits,
    })
    const filed = await submit(page)
    await fits(page)
    return filed
  })

  await test.step('follows it', async () => {
    await page.getByRole('link', { name: say('my.done.see') }).click()
    await expect(page.getByRole('main')).toContainText(say('dossier.here.arrived'))
    await fits(page)
    await visit(page, '/my')
    await expect(page.getByRole('main')).toContainText(code)
    await fits(page)
  })

  await test.step('withdraws it, after being told what that means', async () => {
    await page.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1, name: birth.nameVi })).toBeVisible()
    await page.getByRole('button', { name: say('my.withdraw') }).click()
    const dialog = page.getByRole('dialog', { name: say('my.withdrawTitle') })
    await dialog.getByRole('button', { name: say('my.withdrawYes') }).click()
    await expect(dialog).toContainText(say('my.reasonShort'))
    await dialog.getByLabel(say('my.reason')).fill('Ghi nhầm tên của con, xin nộp lại hồ sơ khác.')
    await fits(page)
    await dialog.getByRole('button', { name: say('my.withdrawYes') }).click()
    await expect(page.getByRole('main')).toContainText(say('dossier.ended.withdrawn'))
    await expect(page.getByRole('button', { name: say('my.withdraw') })).toHaveCount(0)
    await fits(page)
  })
  await partners.portalKnows(code, ['1', '7'])
})

test('the staff pages can be read on a telephone too', async ({ people }) => {
  const page = await people.staff('desk')
  for (const path of ['/desk', '/inbox', '/desk/new']) {
    await visit(page, path)
    await fits(page)
  }
})
