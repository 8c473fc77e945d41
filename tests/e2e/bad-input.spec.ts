import { expect, test } from './_support/journey.ts'
import { PASSWORD, typePassword } from './_support/people.ts'
import { say } from './_support/words.ts'

test.describe('wrong input', () => {
  test('a wrong password and an unknown address get the same plain sentence', async ({ people }) => {
    const page = await people.visitor()
    await page.goto('/sign-in')
    for (const [email, password] of [
      ['accountant@xa-b.demo', 'not the password'],
      ['nobody@xa-b.demo', PASSWORD],
    ] as const) {
      await typePassword(page, email, password)
      await expect(page.getByRole('alert').filter({ hasText: say('errors.SIGN_IN_FAILED') })).toBeVisible()
      await expect(page.getByLabel(say('signIn.password'))).toHaveValue('')
    }
    await typePassword(page, 'accountant@xa-b.demo', PASSWORD)
    await expect(page.getByRole('heading', { level: 1, name: say('queue.title') })).toBeVisible()
  })

  test('a code or secret that nobody has is one sentence, whichever of them was wrong', async ({ people }) => {
    const page = await people.visitor()
    await page.goto('/track')
    await page.getByLabel(say('track.code')).fill('H24.12-261122-9999')
    await page.getByLabel(say('track.secret')).fill('0123456789AB')
    await page.getByRole('button', { name: say('track.submit') }).click()
    await expect(page.getByRole('alert')).toContainText(say('track.notFound'))
    await expect(page.getByLabel(say('track.code'))).toHaveValue('H24.12-261122-9999')
  })
})
