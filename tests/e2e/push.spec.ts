import { z } from 'zod'
import { expect, test } from './_support/journey.ts'
import { loi } from './_support/people.ts'
import { awake, visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

const browserSchema = z.object({ endpoint: z.url(), p256dh: z.string(), auth: z.string() })
const heldSchema = z.object({ messages: z.array(z.object({ body: z.string() })) })

// No push service of a browser's maker can be reached here. So the page's own PushManager hands out a subscription of the simulated service,
// which decrypts as a browser would (RFC 8291); what it read is handed to the real service worker by the browser itself.
test('notices on this device: switched on, sent, decrypted, shown, and opened by a touch', async ({
  people,
  partners,
  request,
}) => {
  await partners.toMondayMorning()
  const page = await people.citizen(loi)
  await page.context().grantPermissions(['notifications'])
  const made = browserSchema.parse(await (await request.post(`${partners.address}/_control/push/subscribe`, { data: {} })).json())
  await page.addInitScript(({ endpoint, p256dh, auth }) => {
    const KEY = 'stub.push'
    const subscription = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => {
        sessionStorage.removeItem(KEY)
        return true
      },
    }
    Object.assign(PushManager.prototype, {
      getSubscription: async () => (sessionStorage.getItem(KEY) ? subscription : null),
      subscribe: async (options: PushSubscriptionOptionsInit) => {
        const { applicationServerKey: key } = options
        if (!options.userVisibleOnly || !(key instanceof Uint8Array) || key.length !== 65)
          throw new Error('not as browsers take it')
        sessionStorage.setItem(KEY, '1')
        return subscription
      },
    })
    Notification.requestPermission = async () => 'granted'
  }, made)

  await visit(page, '/my/notices/settings')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.getByRole('button', { name: say('notices.push.on') }).click()
  await expect(page.getByText(say('notices.push.isOn'))).toBeVisible()

  const code = await test.step('something to be told of', async () => {
    await visit(page, '/my/petitions/new')
    await page.getByRole('radio', { name: say('voice.kind.REPORT') }).check()
    await page.getByRole('radio', { name: say('voice.category.service') }).check()
    await page.getByLabel(say('voice.form.agency')).selectOption({ index: 1 })
    await page.getByLabel(say('voice.form.subject')).fill('Máy lấy số ở quầy hay hỏng')
    await page
      .getByLabel(asLabel(say('voice.form.words')))
      .fill('Máy lấy số hỏng ba ngày nay, người già đứng chờ không biết đến lượt ai.')
    await page.getByRole('button', { name: say('voice.form.send'), exact: true }).click()
    await page.waitForURL(/\/my\/petitions\/PA/)
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  })

  const held = async () =>
    heldSchema.parse(
      await (await request.get(`${partners.address}/_control/push/received?dossier=${encodeURIComponent(code)}`)).json(),
    ).messages
  await expect.poll(async () => (await held()).length, { timeout: 40_000 }).toBeGreaterThan(0)
  const [{ body } = { body: '' }] = await held()
  const words = `Phản ánh, kiến nghị ${code}: đã gửi đến cơ quan.`
  expect(JSON.parse(body)).toMatchObject({ title: code, body: words })

  await test.step('the service worker shows it', async () => {
    await visit(page, '/my')
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    const cdp = await page.context().newCDPSession(page)
    const origin = `${new URL(page.url()).origin}/`
    const registered = new Promise<string>((resolve) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === origin && !isDeleted)
        if (own) resolve(own.registrationId)
      })
    })
    await cdp.send('ServiceWorker.enable')
    const registrationId = await registered
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        return (await registration.getNotifications()).map(({ title, body: text }) => ({ title, text }))
      })
    // delivered while the worker starts it is lost, as on a telephone that is just switched on; the push service sends again, and one tag is one notice
    await expect(async () => {
      await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: body })
      await expect.poll(shown, { timeout: 3_000 }).toEqual([{ title: code, text: words }])
    }).toPass({ timeout: 20_000 })
  })

  await test.step('a touch opens what it is about', async () => {
    const [worker] = page.context().serviceWorkers()
    await worker?.evaluate(async () => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration
        dispatchEvent: (event: Event) => boolean
        NotificationEvent: new (type: string, init: { notification: Notification }) => Event
      }
      const [notification] = await scope.registration.getNotifications()
      if (notification) scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
    })
    await page.waitForURL(new RegExp(`/my/petitions/${code.replaceAll('.', String.raw`\.`)}$`))
    await awake(page)
  })

  await test.step('and is switched off again', async () => {
    await visit(page, '/my/notices/settings')
    await page.getByRole('button', { name: say('notices.push.off') }).click()
    await expect(page.getByRole('button', { name: say('notices.push.on') })).toBeVisible()
  })
})
