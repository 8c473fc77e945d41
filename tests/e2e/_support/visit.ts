import type { Locator, Page } from '@playwright/test'

/**
 * Waits until the page answers to presses. A page that has only arrived looks the same, but sends its forms the plain way: a person is never
 * so fast, a test always is. A page without scripts (a tracked dossier) is as awake as it will be.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    if (main !== null && document.readyState === 'complete' && document.scripts.length === 0) return true
    return main !== null && Object.keys(main).some((key) => key.startsWith('__reactFiber$'))
  })
}

export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await awake(page)
}

/** What went wrong, in the summary above a form; the framework's own announcer of page titles is an alert too. */
export const problems = (scope: Page | Locator): Locator => scope.getByRole('alert', { name: /\S/ })
