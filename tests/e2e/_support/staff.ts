import { expect, type Locator, type Page } from '@playwright/test'
import { visit } from './visit.ts'
import { say, startsWith } from './words.ts'

// What staff do on a dossier's page: only what its bar offers.

const bar = (page: Page) => page.getByRole('region', { name: say('action.bar') })
export const button = (page: Page, label: string) => bar(page).getByRole('button', { name: startsWith(label) })

const expectDone = (page: Page, what: string) => expect(bar(page).getByText(say('action.done', { what }))).toBeVisible()

/** By the field at the top, as with a code read out by somebody. */
export async function open(page: Page, code: string): Promise<void> {
  if (!(await page.getByLabel(say('staff.find.label'), { exact: true }).first().isVisible())) await visit(page, '/inbox')
  const field = page.getByLabel(say('staff.find.label'), { exact: true }).first()
  await field.fill(code)
  await field.press('Enter')
  await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/dossiers/${code}`)
  await expect(bar(page)).toBeVisible()
}

/** From the list of work. */
export async function openFromInbox(page: Page, code: string): Promise<void> {
  await visit(page, '/inbox')
  await page.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
  await expect(bar(page)).toBeVisible()
}

/** One press and it is done. */
export async function press(page: Page, label: string): Promise<void> {
  await button(page, label).click()
  await expectDone(page, label)
}

/** A press that opens a dialog, what is filled in there, and the press that does it. */
export async function decide(
  page: Page,
  label: string,
  fillIn: (dialog: Locator) => Promise<void> = async () => undefined,
  { submit = label }: { submit?: string } = {},
): Promise<void> {
  await button(page, label).click()
  const dialog = page.getByRole('dialog')
  await fillIn(dialog)
  await dialog.getByRole('button', { name: startsWith(submit) }).click()
  await expectDone(page, label)
}

/** The paper of that form, once the worker has made it. */
export async function documentUrl(page: Page, name: RegExp | string): Promise<string> {
  const link = page.getByRole('main').getByRole('link', { name }).first()
  await expect(link).toBeVisible({ timeout: 45_000 })
  return (await link.getAttribute('href')) ?? ''
}
