import type { Retries } from '../frame/callback.ts'
import type { Clock } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import { bytes, type Call, control, json, parseJson, Refusal, type Route } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { fileRequestSchema, openFiling, resendSchema } from './filing.ts'
import { filingPage, newFilingPage, submitFiling } from './filing-pages.ts'
import { objectOf, openIntegration } from './integration.ts'
import { dossierPage, portalPage, refusalsPage } from './pages.ts'
import { openPortalStore } from './store.ts'

/** The national public service portal: dossier sync of generation 1.5, and filings by citizens at the portal. */
export function openPortal(settings: Settings, clock: Clock, retries: Retries) {
  const store = openPortalStore(settings.MOCUA_DATA_DIR)
  const integration = openIntegration(store, clock, settings)
  const desk = openFiling(store, clock, settings, retries)
  const serviceOf = (call: Call) => {
    const service = objectOf(parseJson(call.body))?.service
    return typeof service === 'string' ? service : ''
  }

  const routes: Route[] = [
    { method: 'POST', path: /^\/portal\/auth$/, handle: integration.logIn, protocol: { system: 'portal', label: () => 'auth' } },
    {
      method: 'POST',
      path: /^\/portal\/integration$/,
      handle: integration.integrate,
      protocol: { system: 'portal', label: serviceOf },
    },
    { method: 'GET', path: /^\/portal\/?$/, handle: () => portalPage(store) },
    { method: 'GET', path: /^\/portal\/refusals$/, handle: () => refusalsPage(store) },
    { method: 'GET', path: /^\/portal\/dossiers\/([^/]+)$/, handle: (_call, [code]) => dossierPage(store, code ?? '') },
    { method: 'GET', path: /^\/portal\/nop-ho-so$/, handle: (call) => newFilingPage(call.query.get('maTTHC')) },
    { method: 'POST', path: /^\/portal\/nop-ho-so$/, handle: (call) => submitFiling(call, desk) },
    { method: 'GET', path: /^\/portal\/ho-so-da-nop\/([^/]+)$/, handle: (_call, [code]) => filingPage(store, code ?? '') },
    {
      method: 'GET',
      path: /^\/portal\/files\/([0-9a-f-]{36})$/,
      handle: (_call, [id]) => {
        const file = desk.readFile(id ?? '')
        if (!file) throw new Refusal(404, 'Không có tệp này.')
        return bytes(file.content, file.stored.contentType, file.stored.name)
      },
    },
    {
      method: 'POST',
      path: /^\/_control\/portal\/file$/,
      handle: (call) => json(desk.file(control(call, fileRequestSchema)), 201),
    },
    {
      method: 'POST',
      path: /^\/_control\/portal\/resend$/,
      handle: async (call) => json({ answers: await desk.resend(control(call, resendSchema)) }),
    },
    {
      method: 'POST',
      path: /^\/_control\/portal\/expire-sessions$/,
      handle: () => {
        integration.expireSessions()
        return json({ expired: true })
      },
    },
  ]

  const controlled: Controlled = {
    system: 'portal',
    received(code) {
      if (code === null) return { dossiers: store.dossiers(), refused: store.refused(), filings: store.filings() }
      const filing = store.filing(code) ?? store.filings().find(({ MaHoSo }) => MaHoSo === code) ?? null
      const dossier = store.dossier(code) ?? (filing && store.dossierOf(filing))
      return { dossier, refused: store.refused().filter(({ MaHoSo }) => MaHoSo === code), filing }
    },
    reset: () => store.append({ kind: 'reset', at: clock.now().toISOString() }),
  }
  return { routes, controlled, resume: desk.resume, close: store.close }
}
