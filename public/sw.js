// Without a network a page of our own is shown instead of the browser's. This worker keeps that page and what it is made of, and nothing
// else: no page with somebody's matters is ever stored on a telephone that others may use. Its parts have one name by their content: when one
// of them changes the name changes (a test compares), so a new worker fetches everything anew and removes what the old one kept.

const KEPT = 'offline-80f33fb3'
const PAGE = '/offline.html'
const FILES = [
  PAGE,
  '/offline.css',
  '/icons/icon-192.png',
  '/fonts/bvp-latin-400.woff2',
  '/fonts/bvp-latin-600.woff2',
  '/fonts/bvp-vietnamese-400.woff2',
  '/fonts/bvp-vietnamese-600.woff2',
]

async function keep() {
  const cache = await caches.open(KEPT)
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))
  await self.skipWaiting()
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith('offline-') && name !== KEPT) await caches.delete(name)
  // the page is asked for while the worker is still starting, so that it costs no time
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch (error) {
    const page = await caches.match(PAGE)
    if (page) return page
    throw error
  }
}

self.addEventListener('install', (event) => event.waitUntil(keep()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(open(event))
  else if (FILES.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)))
})

// Notices (RFC 8030): what came is decrypted by the browser. One tag is one notice, so a second sending replaces the first.
async function tell(event) {
  const { title, body, url, tag } = event.data?.json() ?? {}
  if (!title) return
  await self.registration.showNotification(title, { body, tag, icon: '/icons/icon-192.png', data: { url } })
}

/** Opens what the notice is about, in a page of ours that is open already if there is one. */
async function show(event) {
  event.notification.close()
  const url = new URL(event.notification.data?.url ?? '/my/notices', self.location.origin)
  if (url.origin !== self.location.origin) return
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (page) await page.navigate(url.href).then((opened) => opened?.focus())
  else await self.clients.openWindow(url.href)
}

self.addEventListener('push', (event) => event.waitUntil(tell(event)))
self.addEventListener('notificationclick', (event) => event.waitUntil(show(event)))
