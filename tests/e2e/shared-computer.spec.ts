import type { Page } from '@playwright/test'
import { householdBusiness as business } from './_support/answers.ts'
import { offices } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { hoa, loi, signInAsCitizen } from './_support/people.ts'
import { awake, visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

const nameOn = (page: Page) => page.getByRole('textbox', { name: asLabel('Tên hộ kinh doanh') })
const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('mocua.')))

async function begin(page: Page, person: { number: string }): Promise<void> {
  await visit(page, '/sign-in')
  await signInAsCitizen(page, person.number)
  await visit(page, `/apply/${business.code}`)
  await page.getByRole('radio', { name: offices['xa-b'] }).check()
  await page.getByRole('button', { name: say('apply.begin') }).click()
  await page.getByRole('list').getByRole('link', { name: 'Hộ kinh doanh', exact: true }).click()
  await expect(nameOn(page)).toBeVisible()
  await awake(page)
}

test('a computer that two people use: what one typed and could not send is never seen by the other', async ({ people }) => {
  const page = await people.visitor()
  const SAVING = /\/api\/trpc\/draft\.save/
  const typeUnsaved = async (name: string) => {
    await page.route(SAVING, (route) => route.abort())
    await nameOn(page).fill(name)
    await expect(page.getByRole('status').filter({ hasText: say('draft.notSavedLine') })).toBeVisible()
    expect(await kept(page)).not.toEqual([])
  }
  await test.step('signing out leaves nothing behind', async () => {
    await begin(page, hoa)
    await typeUnsaved('Quán của bà Hoa')
    await page.getByRole('button', { name: new RegExp(say('site.nav.signOut')) }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/apply'))
    expect(await kept(page)).toEqual([])
    await page.unroute(SAVING)
  })
  await test.step('nor does a session that only ended, once somebody else opens a filing', async () => {
    await begin(page, hoa)
    await typeUnsaved('Quán của bà Hoa')
    await page.context().clearCookies()
    await page.goto('about:blank')
    await page.unroute(SAVING)
    await begin(page, loi)
    await expect(nameOn(page)).toHaveValue('')
    await expect(page.getByText('Quán của bà Hoa')).toHaveCount(0)
    await expect.poll(() => kept(page)).toEqual([])
  })
})
