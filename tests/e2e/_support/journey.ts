import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import { openPartners, type Partners } from './partners.ts'
import { openPeople, type People } from './people.ts'

interface Journey {
  people: People
  /** The simulated partners: their controls and what they hold. */
  partners: Partners
}

/** What must not happen on any page: an exception nobody caught, or something the page's own policy forbids. */
function watchFor(faults: string[]) {
  return (page: Page) => {
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (message: ConsoleMessage) => {
      if (/Content Security Policy/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`)
    })
  }
}

export const test = base.extend<Journey>({
  people: async ({ browser }, use) => {
    const faults: string[] = []
    const people = openPeople(browser, watchFor(faults))
    await use(people)
    await people.leave()
    expect(faults, 'faults in the browser').toEqual([])
  },
  partners: async ({ playwright }, use) => {
    const request = await playwright.request.newContext()
    await use(openPartners(request))
    await request.dispose()
  },
})

export { expect }
