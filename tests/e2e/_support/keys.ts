import { expect, type Locator, type Page } from '@playwright/test'
import { type Answers, civil } from './answers.ts'
import { asLabel, say } from './words.ts'

// What people do who have no mouse, and what they see of it.

interface Focus {
  html: string
  /** False when it stands on nothing. */
  isSomewhere: boolean
  /** A mark around it, two pixels or more. */
  isMarked: boolean
  /** Some of it is on the screen, with no bar over it (WCAG 2.4.11). */
  isUncovered: boolean
}

const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return { html: '', isSomewhere: false, isMarked: true, isUncovered: true }
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    const parent = element.parentElement ? [element.parentElement] : []
    const isMarked = [element, ...element.querySelectorAll('*'), ...labels, ...parent].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    })
    const isUncovered = [element, ...labels].some((one) =>
      [...one.getClientRects()].some(({ left, top, width, height }) =>
        [0.1, 0.5, 0.9].some((across) =>
          [0.1, 0.5, 0.9].some((down) => {
            const hit = document.elementFromPoint(left + width * across, top + height * down)
            return hit !== null && (one.contains(hit) || hit.contains(one))
          }),
        ),
      ),
    )
    return { html: element.outerHTML.slice(0, 200), isSomewhere: true, isMarked, isUncovered }
  })

/** From the top of the page to its end, and back a little: each place is marked and seen. Says how many places there were. */
export async function walk(page: Page, what: string, { most = 80 } = {}): Promise<number> {
  const look = async () => {
    const focus = await focusOf(page)
    expect.soft(focus.isMarked, `${what}: no mark on ${focus.html}`).toBe(true)
    expect.soft(focus.isUncovered, `${what}: covered or off the screen: ${focus.html}`).toBe(true)
    return focus
  }
  // some pages begin inside a field: on to the end first, after which the key begins at the top
  for (let step = 0; step < most && (await focusOf(page)).isSomewhere; step++) await page.keyboard.press('Tab')
  await page.evaluate(() => window.scrollTo(0, 0))
  let steps = 0
  for (; steps < most; steps++) {
    await page.keyboard.press('Tab')
    const { isSomewhere } = await look()
    if (!isSomewhere && steps > 0) break
  }
  for (let back = 0; back < Math.min(steps, 12); back++) {
    await page.keyboard.press('Shift+Tab')
    await look()
  }
  return steps
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)

/** On with the key until the focus is there; a place that no key reaches fails. */
export async function reach(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < 150; step++) {
    if (await isFocused(target)) return
    await page.keyboard.press(key)
  }
  throw new Error(`the key ${key} does not lead to ${target}`)
}

/** To a button or link, and pressed. */
export async function pressAt(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await reach(page, target)
  await page.keyboard.press(key)
}

/** One of a group of choices: the key leads to the group, the arrows inside it. */
export async function chooseAt(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const name = await target.evaluate((element) => (element instanceof HTMLInputElement ? element.name : ''))
  const group = page.locator(`input[type=radio][name="${name}"]`)
  const chosen = group.and(page.locator(':checked'))
  await reach(page, (await chosen.count()) > 0 ? chosen : group.first())
  if (!(await target.isChecked())) await page.keyboard.press('Space')
  for (let step = 0; step < 30 && !(await target.isChecked()); step++) await page.keyboard.press('ArrowDown')
  await expect(target).toBeChecked()
}

/** One of a list that opens: the arrows lead down to it. */
async function pickAt(page: Page, target: Locator, label: string): Promise<void> {
  await expect(target.locator('option', { hasText: label })).toBeAttached()
  await reach(page, target)
  const steps = await target.evaluate((element, wanted) => {
    if (!(element instanceof HTMLSelectElement)) return 0
    return [...element.options].findIndex(({ text }) => text === wanted) - element.selectedIndex
  }, label)
  for (let step = 0; step < Math.abs(steps); step++) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp')
  await expect(target.locator('option:checked')).toHaveText(label)
}

async function typeAt(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** The answers of one page, in the order of its questions, by keys only. */
export async function answerByKeys(page: Page, answers: Answers): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) {
    const inside = page.getByRole('group', { name: asLabel(label) })
    if (typeof answer === 'string') await typeAt(page, page.getByRole('textbox', { name: asLabel(label) }), answer)
    else if ('choose' in answer) await chooseAt(page, inside.getByRole('radio', { name: answer.choose }))
    else if ('date' in answer) {
      const [year, month, day] = civil(answer.date)
      await typeAt(page, inside.getByLabel(say('ui.date.day')), day)
      await typeAt(page, inside.getByLabel(say('ui.date.month')), month)
      await typeAt(page, inside.getByLabel(say('ui.date.year')), year)
    } else if ('province' in answer) {
      await pickAt(page, inside.getByLabel(say('ui.place.province')), answer.province)
      await pickAt(page, inside.getByLabel(say('ui.place.commune')), answer.commune)
      if (answer.detail) await typeAt(page, inside.locator('xpath=following::input[1]'), answer.detail)
    } else throw new Error(`rows are not typed by keys here: ${label}`)
  }
}
