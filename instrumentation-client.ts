import { config } from 'zod/v4/core'

// zod compiles validators from strings, which the content security policy forbids; this must stand before the first schema is made.
config({ jitless: true })

/** After everything that the page itself needs: the line may be slow. Private windows refuse; the site works without. */
function startServiceWorker(): void {
  navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch((error: unknown) => console.info(error))
}
// the development server has no offline page to keep, and a worker left behind would stand in its way
if (process.env.NODE_ENV === 'production' && 'serviceWorker' in navigator) {
  if (document.readyState === 'complete') startServiceWorker()
  else window.addEventListener('load', startServiceWorker, { once: true })
}
