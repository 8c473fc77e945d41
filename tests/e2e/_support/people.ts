import { type Browser, expect, type Page } from '@playwright/test'
import { awake, visit } from './visit.ts'
import { say } from './words.ts'

export const PASSWORD = 'Demo@2026'

/** People of the identity simulator. */
export const loi = { number: '031090000001', name: 'Trần Văn Lợi', email: 'tran.van.loi@cong-dan.demo' }
export const hoa = { number: '031190000002', name: 'Nguyễn Thị Hoa', email: 'nguyen.thi.hoa@cong-dan.demo' }

/** Names of the offices as the pages write them. */
export type Agency = 'xa-a' | 'xa-b' | 'so-tc' | 'vpdk'

export async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(say('signIn.email')).fill(email)
  await page.getByLabel(say('signIn.password')).fill(password)
  await page.getByRole('button', { name: say('signIn.staff'), exact: true }).click()
}

/** From our sign-in page over the identity provider's own page and back. */
export async function signInAsCitizen(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: say('signIn.vneid') }).click()
  await page.getByRole('radio', { name: new RegExp(number) }).check()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => !/\/oidc\/|\/sign-in|\/api\/auth/.test(url.pathname))
}

export interface People {
  /** A browser of its own in which nobody has signed in. */
  visitor(): Promise<Page>
  /** Signed in through the page; the same browser each time within a journey. */
  citizen(person: { number: string }): Promise<Page>
  staff(role: string, agency?: Agency): Promise<Page>
  /** All of them close their browsers. */
  leave(): Promise<void>
}

/** Opens browsers one person each; `watch` sees each page. */
export function openPeople(browser: Browser, watch: (page: Page) => void): People {
  const signedIn = new Map<string, Promise<Page>>()
  const opened: Page[] = []

  async function visitor(): Promise<Page> {
    const context = await browser.newContext()
    context.on('page', watch)
    const page = await context.newPage()
    opened.push(page)
    return page
  }
  function once(key: string, signIn: (page: Page) => Promise<void>): Promise<Page> {
    const known = signedIn.get(key)
    if (known) return known
    const coming = visitor().then(async (page) => {
      await visit(page, '/sign-in')
      await signIn(page)
      return page
    })
    signedIn.set(key, coming)
    return coming
  }
  return {
    visitor,
    citizen: ({ number }) =>
      once(number, async (page) => {
        await signInAsCitizen(page, number)
        await expect(page.getByRole('heading', { level: 1, name: say('my.title') })).toBeVisible()
        await awake(page)
      }),
    staff: (role, agency = 'xa-a') =>
      once(`${role}@${agency}`, async (page) => {
        await typePassword(page, `${role}@${agency}.demo`, PASSWORD)
        await page.waitForURL((url) => url.pathname !== '/sign-in' && !url.pathname.startsWith('/api/'))
        await awake(page)
      }),
    async leave() {
      await Promise.all(opened.splice(0).map((page) => page.context().close()))
    },
  }
}
