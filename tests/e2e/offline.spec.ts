import { expect, test } from './_support/journey.ts'
import { loi } from './_support/people.ts'
import { visit } from './_support/visit.ts'
import { say } from './_support/words.ts'

test('can be put on the home screen, says what to do without a network, and keeps nobody’s pages', async ({ people }) => {
  const page = await people.citizen(loi)
  await visit(page, '/my')

  const manifest = await page.locator('link[rel="manifest"]').getAttribute('href')
  const described: { name: string; display: string; icons: { src: string; sizes: string; purpose?: string }[] } = await (
    await page.request.get(manifest ?? '')
  ).json()
  expect(described.display).toBe('standalone')
  expect(described.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  expect(described.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  for (const { src } of described.icons) {
    const picture = await page.request.get(src)
    expect(picture.headers()['content-type'], src).toBe('image/png')
  }

  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  await visit(page, '/my')
  await visit(page, '/')

  await page.context().setOffline(true)
  await page.goto('/my')
  await expect(page.getByRole('heading', { level: 1, name: 'Chưa có mạng' })).toBeVisible()
  await expect(page.getByText(loi.name)).toHaveCount(0)
  const looks = await page.evaluate(() => ({
    accent: getComputedStyle(document.querySelector('.button') ?? document.body).backgroundColor,
    kept: [...document.fonts].filter(({ status }) => status === 'loaded').length,
    icon: document.querySelector('img')?.naturalWidth,
  }))
  expect(looks).toMatchObject({ accent: 'rgb(27, 79, 114)', icon: 192 })
  expect(looks.kept).toBeGreaterThan(0)
  const stored = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(stored.sort()).toEqual([
    '/fonts/bvp-latin-400.woff2',
    '/fonts/bvp-latin-600.woff2',
    '/fonts/bvp-vietnamese-400.woff2',
    '/fonts/bvp-vietnamese-600.woff2',
    '/icons/icon-192.png',
    '/offline.css',
    '/offline.html',
  ])

  await page.context().setOffline(false)
  await page.getByRole('link', { name: 'Thử lại' }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('my.title') })).toBeVisible()
})
