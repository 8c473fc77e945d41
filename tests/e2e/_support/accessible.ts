import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { show } from './tour.ts'
import { awake } from './visit.ts'

interface Look {
  name: string
  width: number
  colorScheme: 'light' | 'dark'
  contrast?: 'more'
  /** Only what colours and room decide: all other rules have looked at the same page before. */
  only?: string[]
}

const looks: readonly Look[] = [
  { name: 'wide, light', width: 1280, colorScheme: 'light' },
  { name: 'telephone, dark', width: 360, colorScheme: 'dark' },
  // as wide as a screen of 1280 at 400 %, which is more than 200 % asks for
  { name: 'narrow, high contrast', width: 320, colorScheme: 'light', contrast: 'more', only: ['color-contrast', 'target-size'] },
]

/** Nothing stands out at the side, so nobody has to push the page to and fro. */
export async function fits(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const isOut = (element: Element) => element.getBoundingClientRect().right > clientWidth + 1
    return [...document.body.querySelectorAll('*')]
      .filter((one) => isOut(one) && ![...one.children].some(isOut))
      .map((one) => one.outerHTML.slice(0, 200))
  })
  expect.soft(wider, `${what} is wider than the screen`).toEqual([])
}

/** Lines, words and letters apart as far as WCAG 1.4.12 lets a reader set them; by the way that the page's own policy leaves open. */
const spread = (page: Page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    )
    document.adoptedStyleSheets = [sheet]
  })

/**
 * Words that are cut off because their box cannot grow; one-line fields scroll, diagrams are moved about, and what only screen readers get
 * is cut on purpose.
 */
const cut = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, header *, footer *, dialog *')]
      .filter((element) => {
        if (
          !(element instanceof HTMLElement) ||
          element.matches('input, select, textarea, .sr, .sr *, [role=application], [role=application] *') ||
          element.offsetParent === null
        )
          return false
        const { overflowX, overflowY, position } = getComputedStyle(element)
        const isCut = (overflow: string, has: number, shows: number) => /hidden|clip/.test(overflow) && has > shows + 1
        return (
          position !== 'absolute' &&
          (isCut(overflowX, element.scrollWidth, element.clientWidth) ||
            isCut(overflowY, element.scrollHeight, element.clientHeight))
        )
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  )

/** The page as it stands, in each look: no finding of any weight, nothing at the side, nothing cut off. */
export async function judge(page: Page, what: string): Promise<void> {
  await awake(page)
  const before = await page.evaluate(() => document.documentElement.dataset.contrast)
  const contrastIs = (value: string | undefined) =>
    page.evaluate((given) => {
      if (given) document.documentElement.dataset.contrast = given
      else delete document.documentElement.dataset.contrast
    }, value)
  for (const { name, width, colorScheme, contrast, only } of looks) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await contrastIs(contrast ?? before)
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const chosen = only ? axe.withRules(only) : axe.options({ rules: { 'target-size': { enabled: true } } })
    const { violations } = await chosen.analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    )
    expect.soft(found, `${what}, ${name}`).toEqual([])
    await fits(page, `${what}, ${name}`)
    await show(page, what, width)
  }
  await spread(page)
  await fits(page, `${what}, words apart`)
  expect.soft(await cut(page), `${what}, words apart: cut off`).toEqual([])
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
  })
  await contrastIs(before)
  await page.setViewportSize({ width: 1280, height: 800 })
}
