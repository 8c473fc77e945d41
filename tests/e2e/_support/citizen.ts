import { expect, type Page } from '@playwright/test'
import { type Answers, fill } from './answers.ts'
import type { Paper } from './papers.ts'
import { awake, visit } from './visit.ts'
import { money, say, startsWith } from './words.ts'

// What a citizen does on our pages.

export const offices = {
  'xa-a': 'Ủy ban nhân dân phường Hải Thịnh',
  'xa-b': 'Ủy ban nhân dân phường Cửa Cấm',
} as const

interface Filing {
  procedure: { code: string; nameVi: string }
  agency?: keyof typeof offices
  pages: [title: string, answers: Answers][]
  /** By the name of the paper that it is sent for. */
  papers?: Record<string, Paper>
  /** Called on each page on the way. */
  seen?: (page: Page) => Promise<void>
}

export interface Filed {
  code: string
  secret: string
}

/** From the first question to the page on which everything is checked once more. */
export async function fillIn(page: Page, { procedure, agency = 'xa-a', pages, papers = {}, seen }: Filing): Promise<void> {
  await visit(page, `/apply/${procedure.code}`)
  await page.getByRole('radio', { name: offices[agency] }).check()
  await page.getByRole('button', { name: say('apply.begin') }).click()
  await expect(page.getByRole('heading', { level: 1, name: procedure.nameVi })).toBeVisible()
  await page.getByRole('list').getByRole('link', { name: pages[0]?.[0], exact: true }).click()
  for (const [title, answers] of pages) {
    await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
    await seen?.(page)
    await fill(page, answers)
    await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
  }
  await givePapers(page, papers, seen)
  await expect(page.getByRole('heading', { level: 1, name: say('draft.checkTitle') })).toBeVisible()
  await seen?.(page)
}

export const pickFor = (paper: string) => `${say('draft.pick')} ${say('draft.pickFor', { paper })}`

export async function send(page: Page, paper: string, file: Paper): Promise<void> {
  await page.getByLabel(pickFor(paper)).setInputFiles(file)
  // papers of earlier dossiers are offered by the same name
  await expect(page.locator('li.file').getByRole('link', { name: file.name })).toBeVisible()
}

async function givePapers(page: Page, papers: Record<string, Paper>, seen: Filing['seen']): Promise<void> {
  const heading = page.getByRole('heading', {
    level: 1,
    name: new RegExp(`^(${say('draft.papers')}|${say('draft.checkTitle')})$`),
  })
  if ((await heading.textContent()) !== say('draft.papers')) return
  for (const [name, file] of Object.entries(papers)) await send(page, name, file)
  await seen?.(page)
  await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
}

/** The declaration, the button, and the two codes that the person is to keep. */
export async function submit(page: Page): Promise<Filed> {
  await page.getByLabel(say('draft.declared')).check()
  await page.getByRole('button', { name: say('draft.submit'), exact: true }).click()
  return readCodes(page)
}

export async function readCodes(page: Page): Promise<Filed> {
  await page.waitForURL(/\/my\/[^/]+\/done$/)
  const code = decodeURIComponent(new URL(page.url()).pathname.split('/')[2] ?? '')
  await expect(page.getByRole('main')).toContainText(code)
  const shown = await page
    .getByRole('main')
    .getByText(say('my.secret'), { exact: true })
    .locator('xpath=following-sibling::dd[1]')
    .textContent()
  const secret = (shown ?? '').replace(/[^0-9A-Z]/g, '')
  // twelve signs of Crockford's alphabet, which has no I, L, O and U
  expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  return { code, secret }
}

export async function fileOnline(page: Page, filing: Filing): Promise<Filed> {
  await fillIn(page, filing)
  return submit(page)
}

/** To the payment platform's own page. */
export async function goToPay(page: Page, amountVnd: number): Promise<void> {
  await page.getByRole('button', { name: startsWith(say('my.done.pay', { amount: money(amountVnd) })) }).click()
  await expect(page.getByRole('heading', { name: 'Thanh toán phí, lệ phí' })).toBeVisible()
}

/** Pays on the platform's page and comes back to a page that says so. */
export async function pay(page: Page, amountVnd: number): Promise<void> {
  await goToPay(page, amountVnd)
  await page.getByRole('button', { name: 'Thanh toán', exact: true }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: say('payment.succeededTitle', { amount: money(amountVnd) }) }),
  ).toBeVisible()
  await awake(page)
}

export async function openMine(page: Page, code: string): Promise<void> {
  await visit(page, `/my/${encodeURIComponent(code)}`)
  await expect(page.getByRole('main')).toContainText(code)
}
