import type { Page } from '@playwright/test'
import { householdBusiness as business } from './_support/answers.ts'
import { fileOnline } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo } from './_support/papers.ts'
import { loi } from './_support/people.ts'
import { say } from './_support/words.ts'

// The pages as an old telephone, a strict office network or a line that broke off shows them: without a script.

const main = (page: Page) => page.getByRole('main')
const title = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

test('without JavaScript: found, read, followed; and told where it is needed', async ({ people, browser }) => {
  const citizen = await people.citizen(loi)
  const { code, secret } = await fileOnline(citizen, {
    procedure: business,
    pages: business.pages('Hộ kinh doanh Không Script', 'household'),
    papers: { [business.minutes]: photo('bien-ban.png'), [business.mandate]: pdf('uy-quyen.pdf') },
  })
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await plain.newPage()

  await test.step('finds the procedure and reads it', async () => {
    await page.goto('/')
    await page.getByRole('searchbox').fill('mo tiem tap hoa')
    await page.getByRole('button', { name: say('search.submit'), exact: true }).click()
    await expect(page).toHaveURL(/\/procedures\?q=/)
    await page.goto('/')
    await page.getByRole('searchbox').fill('ho kinh doanh')
    await page.getByRole('searchbox').press('Enter')
    await main(page).getByRole('link', { name: business.nameVi }).first().click()
    await title(page, business.nameVi)
    await expect(main(page)).toContainText(say('procedure.papers.title'))
    await expect(main(page)).toContainText('100.000 đồng')
  })

  await test.step('follows a dossier, after a slip of the pen', async () => {
    await page.goto('/track')
    await page.getByLabel(say('track.code')).fill(code)
    await page.getByLabel(say('track.secret')).fill('0123456789AB')
    await page.getByRole('button', { name: say('track.submit') }).click()
    await expect(main(page)).toContainText(say('track.notFound'))
    await expect(page.getByLabel(say('track.code'))).toHaveValue(code)
    await page.getByLabel(say('track.secret')).fill(secret)
    await page.getByRole('button', { name: say('track.submit') }).click()
    await title(page, business.nameVi)
  })

  await test.step('makes the letters larger and the page English', async () => {
    await page.getByRole('button', { name: say('site.tools.sizeLarge') }).click()
    await expect(page.locator('html')).toHaveAttribute('data-text', 'large')
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('button', { name: 'Tiếng Việt' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi')
  })

  await test.step('signs in, sees the dossiers, is told what filing needs, and signs out', async () => {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: say('signIn.vneid') }).click()
    await page.getByRole('radio', { name: new RegExp(loi.number) }).check()
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await title(page, say('my.title'))
    await expect(main(page)).toContainText(code)
    await page.goto(`/apply/${business.code}`)
    const told = page.locator('noscript .band')
    await expect(told).toBeVisible()
    expect(await told.textContent()).toContain(say('site.noScript'))
    await page
      .locator('summary')
      .filter({ has: page.locator('svg') })
      .first()
      .click()
    await page
      .getByRole('button', { name: new RegExp(say('site.nav.signOut')) })
      .last()
      .click()
    await title(page, say('home.question'))
    await page.goto('/my')
    await title(page, say('signIn.title'))
  })
  await plain.close()
})
