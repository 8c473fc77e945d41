import { expect, test } from './_support/journey.ts'
import { visit } from './_support/visit.ts'
import { say } from './_support/words.ts'

test('colours, contrast and size of letters are switched in place and stay', async ({ people }) => {
  const page = await people.visitor()
  await visit(page, '/')
  await page.getByRole('searchbox').fill('giấy khai sinh')
  const look = () =>
    page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      letters: Number.parseFloat(getComputedStyle(document.body).fontSize),
      edge: getComputedStyle(document.documentElement).getPropertyValue('--edge'),
    }))
  const before = await look()
  await page.getByRole('button', { name: say('site.tools.sizeLarge') }).click()
  await expect.poll(async () => (await look()).letters).toBeGreaterThan(before.letters * 1.15)
  await page.getByRole('button', { name: say('site.tools.dark') }).click()
  await expect.poll(async () => (await look()).ground).not.toBe(before.ground)
  await page.getByRole('button', { name: say('site.tools.contrast') }).click()
  await expect.poll(look).toMatchObject({ ground: 'rgb(255, 255, 255)', edge: '2px' })
  await expect(page.getByRole('searchbox')).toHaveValue('giấy khai sinh')
  await expect(page.getByRole('button', { name: say('site.tools.contrast') })).toHaveAttribute('aria-pressed', 'true')
  await visit(page, '/track')
  expect(await look()).toMatchObject({ ground: 'rgb(255, 255, 255)', edge: '2px' })
  expect((await look()).letters).toBeGreaterThan(before.letters * 1.15)
})

test('what the system asks for is done: nothing moves, and edges stand where colours are taken away', async ({ people }) => {
  const page = await people.visitor()
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active', colorScheme: 'dark' })
  await visit(page, '/ui')
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return [transitionDuration, animationDuration].some((time) => time.split(',').some((one) => Number.parseFloat(one) > 0))
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(moving).toEqual([])
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('.btn, .st, .arch, .note, .in')]
      .filter((element) => {
        if (element.matches('.plain, :disabled')) return false
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element)
        return borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(bare).toEqual([])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
  expect(ring).toBe('solid')
})
