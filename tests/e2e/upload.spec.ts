import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { birthRegistration as birth } from './_support/answers.ts'
import { fillIn, pickFor, submit } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { type Paper, pdf, photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { visit } from './_support/visit.ts'
import { say, withAny } from './_support/words.ts'

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })

const UPLOADS = '**/api/files/uploads/*'
const ARRIVED = 1_200_000

/** Of the next file only the first bytes reach the server; then nothing more is heard. Resolves when they have arrived. */
async function holdAfter(page: Page, { buffer }: Paper, cut: boolean): Promise<{ arrived: Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let isHeld = false
  await page.route(UPLOADS, async (route) => {
    if (isHeld || route.request().method() !== 'PATCH') return route.fallback()
    isHeld = true
    const { 'content-length': _, ...headers } = await route.request().allHeaders()
    await route.fetch({ headers, postData: buffer.subarray(0, ARRIVED) })
    if (cut) await page.context().setOffline(true)
    if (cut) await route.abort('internetdisconnected')
    resolve()
  })
  return { arrived: promise }
}

test('on a telephone: the line is cut in the middle of a file, and again by a reload; it goes on from where it stopped', async ({
  people,
  partners,
}) => {
  const page = await people.citizen(hoa)
  const [first, second] = [pdf('giay-chung-sinh.pdf', 3_000_000), pdf('to-khai.pdf', 3_000_001)]
  const rowOf = ({ name }: Paper) => page.getByRole('listitem').filter({ hasText: name })
  const choose = (file: Paper) => page.getByLabel(pickFor(birth.notice)).setInputFiles(file)
  /** Where each request for bytes began. */
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })

  await test.step('the form is filled in, with a small photograph', async () => {
    const pages = birth.pages('Trần Gia Bảo', await partners.now())
    await fillIn(page, { procedure: birth, pages, papers: { [birth.notice]: photo('IMG_0002.png') } })
    await visit(page, page.url().replace(/check$/, 'papers'))
    offsets.length = 0
  })

  await test.step('the line is cut: it says so, and goes on by itself when it is back', async () => {
    const { arrived } = await holdAfter(page, first, true)
    await choose(first)
    await arrived
    await expect(rowOf(first)).toContainText(withAny(say('ui.file.stalled', { percent: '§' }), '§'))
    await page.context().setOffline(false)
    await expect(rowOf(first)).toContainText(say('ui.file.scan.CLEAN'))
    expect(offsets).toEqual([0, ARRIVED])
  })

  await test.step('the page is loaded anew in the middle: the same file chosen again goes on', async () => {
    const { arrived } = await holdAfter(page, second, false)
    await choose(second)
    await arrived
    await page.reload()
    await expect(rowOf(second)).toContainText(say('ui.file.unfinished', { percent: 39 }))
    await choose(second)
    await expect(rowOf(second)).toContainText(say('ui.file.scan.CLEAN'))
    expect(offsets).toEqual([0, ARRIVED, 0, ARRIVED])
  })

  await test.step('what was received stands on the confirmation, by its hash', async () => {
    await page.getByRole('button', { name: say('draft.next'), exact: true }).click()
    await submit(page)
    await page.getByText(say('ui.received.title', { n: 3 })).click()
    for (const { buffer } of [first, second])
      await expect(page.getByRole('main')).toContainText(createHash('sha256').update(buffer).digest('hex'))
  })
})
