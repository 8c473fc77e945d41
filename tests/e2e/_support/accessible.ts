import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { awake } from './visit.ts'

const widths = [1280, 360] as const
const schemes = ['light', 'dark'] as const

/** The page as it stands, wide and narrow, light and dark: no finding of any weight, and nothing at the side. */
export async function judge(page: Page, what: string): Promise<void> {
  await awake(page)
  for (const width of widths)
    for (const colorScheme of schemes) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
      )
      expect.soft(found, `${what}, ${width} ${colorScheme}`).toEqual([])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect.soft(wider, `${what} at ${width} is wider than the screen`).toBeLessThanOrEqual(0)
    }
  await page.setViewportSize({ width: 1280, height: 800 })
}
