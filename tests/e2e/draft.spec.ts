import type { Page } from '@playwright/test'
import { householdBusiness as business } from './_support/answers.ts'
import { offices } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { hoa, signInAsCitizen } from './_support/people.ts'
import { awake, problems, visit } from './_support/visit.ts'
import { asLabel, say, startsWith, withAny } from './_support/words.ts'

const PART = 'Hộ kinh doanh'
const nameOn = (page: Page) => page.getByRole('textbox', { name: asLabel('Tên hộ kinh doanh') })
const capitalOn = (page: Page) => page.getByRole('textbox', { name: asLabel('Vốn kinh doanh') })
const saved = (page: Page) => page.getByRole('status').filter({ hasText: withAny(say('draft.savedAt', { time: '§' }), '§') })

async function begin(page: Page): Promise<string> {
  await visit(page, `/apply/${business.code}`)
  await page.getByRole('radio', { name: offices['xa-b'] }).check()
  await page.getByRole('button', { name: say('apply.begin') }).click()
  await page.getByRole('list').getByRole('link', { name: PART, exact: true }).click()
  await expect(nameOn(page)).toBeVisible()
  await awake(page)
  return page.url()
}

test.describe('nothing typed is lost', () => {
  test('the line is cut in a save: it says so, keeps what was typed over a closed page, and saves it by itself', async ({
    people,
  }) => {
    const page = await people.citizen(hoa)
    const address = await begin(page)
    await nameOn(page).fill('Quán Cá Kho')
    await capitalOn(page).focus()
    await expect(saved(page)).toBeVisible()

    await page.context().setOffline(true)
    await nameOn(page).fill('Quán Cá Kho Bà Hoa')
    await capitalOn(page).focus()
    await expect(page.getByRole('status').filter({ hasText: say('draft.notSavedLine') })).toBeVisible()
    await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
    await expect(nameOn(page)).toHaveValue('Quán Cá Kho Bà Hoa')
    await page.goto('about:blank')

    await page.context().setOffline(false)
    await visit(page, address)
    await expect(nameOn(page)).toHaveValue('Quán Cá Kho Bà Hoa')
    await expect(saved(page)).toBeVisible()
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('mocua.typed.'))))
      .toEqual([])
    await page.reload()
    await expect(nameOn(page)).toHaveValue('Quán Cá Kho Bà Hoa')

    // back on the line while the page stands: nobody has to press anything
    await awake(page)
    await page.context().setOffline(true)
    await capitalOn(page).fill('20.000.000')
    await nameOn(page).focus()
    await expect(page.getByRole('status').filter({ hasText: say('draft.notSavedLine') })).toBeVisible()
    await page.context().setOffline(false)
    await expect(saved(page)).toBeVisible()
    await expect(problems(page)).toHaveCount(0)
  })

  test('two devices: one goes on where the other stopped, different questions do not meet, and the same one is chosen', async ({
    people,
  }) => {
    const phone = await people.citizen(hoa)
    const address = await begin(phone)
    await nameOn(phone).fill('Tạp hóa Cửa Cấm')
    await capitalOn(phone).focus()
    await expect(saved(phone)).toBeVisible()

    const computer = await people.visitor()
    await visit(computer, '/sign-in')
    await signInAsCitizen(computer, hoa.number)
    const entry = computer.getByRole('listitem').filter({ hasText: say('my.draftAt', { part: PART }) })
    await entry
      .getByRole('link', { name: startsWith(say('my.draftGoOn')) })
      .first()
      .click()
    await expect(computer).toHaveURL(address)
    await awake(computer)
    await expect(nameOn(computer)).toHaveValue('Tạp hóa Cửa Cấm')

    await capitalOn(computer).fill('30.000.000')
    await nameOn(computer).focus()
    await expect(saved(computer)).toBeVisible()
    await nameOn(phone).fill('Tạp hóa Bà Hoa')
    await capitalOn(phone).focus()
    await expect(saved(phone)).toBeVisible()
    // the other device's answer came along
    await expect(capitalOn(phone)).toHaveValue('30.000.000')

    await nameOn(computer).fill('Tạp hóa Cát Bà')
    await capitalOn(computer).focus()
    const conflict = computer.getByRole('alert').filter({ hasText: say('draft.conflictTitle') })
    await expect(conflict).toContainText('Tạp hóa Bà Hoa')
    await expect(conflict).toContainText('Tạp hóa Cát Bà')
    await conflict.getByRole('button', { name: say('draft.conflictTheirs') }).click()
    await expect(conflict).toHaveCount(0)
    await expect(nameOn(computer)).toHaveValue('Tạp hóa Bà Hoa')
    await expect(saved(computer)).toBeVisible()
  })
})
