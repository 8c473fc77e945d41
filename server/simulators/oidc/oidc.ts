import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Controlled } from '../frame/control.ts'
import { field, formFields, Refusal, type Reply, readBody } from '../frame/http.ts'
import { type Mounted, send } from '../frame/server.ts'
import { demoPassword, people, personOf } from '../people.ts'
import type { Settings } from '../settings.ts'
import { errorPage, loggedOutPage, loginPage, logoutPage } from './pages.ts'
import { type IdentityStore, identityKeys, openIdentityStore } from './store.ts'

const claimNames = [
  'TechID',
  'SoDinhDanh',
  'HoVaTen',
  'NgayThangNamSinh',
  'GioiTinh',
  'ThuDienTu',
  'SoDienThoai',
  'ThuongTru',
  'LoaiTaiKhoan',
  'MaSoThue',
  'MaSoDoanhNghiep',
  'TenDoanhNghiep',
  'DiaChi',
]
const HOUR_S = 3600

/** The national identity provider: OpenID Connect with the claims that the real one states. */
export async function openIdentityProvider(settings: Settings) {
  const store = openIdentityStore(settings.MOCUA_DATA_DIR)
  const provider = new Provider(`http://127.0.0.1:${settings.SIM_PORT}/oidc`, configuration(settings, store))
  provider.on('server_error', (_ctx, error) => console.error('oidc:', error))
  const library = provider.callback()
  const product = new URL(settings.PUBLIC_URL).origin

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    const login = /^\/oidc\/dang-nhap\/([\w-]+)$/.exec(url)
    if (login?.[1]) return logIn(login[1], request, response)
    // The library works out its own address from the difference of the two.
    Object.assign(request, { originalUrl: url, url: url.slice('/oidc'.length) || '/' })
    await library(request, response)
  }

  async function logIn(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await provider.interactionDetails(request, response)
      if (request.method !== 'POST') return send(response, loginPage(uid, product, null))
      const body = await readBody(request)
      if (body === 'too-large') throw new Refusal(413, 'Nội dung quá lớn.')
      const form = await formFields({ method: 'POST', path: '', query: new URLSearchParams(), headers: request.headers, body })
      const act = field(form, 'act')
      if (act === 'cancel') {
        store.noteLogin('', 'cancelled')
        return await provider.interactionFinished(request, response, {
          error: 'access_denied',
          error_description: 'cancelled by the person',
        })
      }
      const number = field(form, act === 'choose' ? 'person' : 'number').trim()
      const person = personOf(number)
      if (!person || (act !== 'choose' && field(form, 'password') !== demoPassword)) {
        store.noteLogin(number.slice(0, 20), 'wrong')
        return send(response, loginPage(uid, product, { text: 'Số định danh hoặc mật khẩu không đúng.', number }))
      }
      store.noteLogin(person.SoDinhDanh, 'in')
      return await provider.interactionFinished(request, response, { login: { accountId: person.TechID, remember: false } })
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return send(response, errorPage('session_not_found', '', settings.PUBLIC_URL))
      if (error instanceof Refusal) return send(response, errorPage(String(error.status), error.message, settings.PUBLIC_URL))
      throw error
    }
  }

  const mounted: Mounted = { prefix: '/oidc', system: 'oidc', handle }
  const controlled: Controlled = { system: 'oidc', received: () => ({ logins: store.logins() }), reset: store.reset }
  return { mounted, controlled, close: store.close }
}

function configuration(settings: Settings, store: IdentityStore): Configuration {
  const { cookieKey, jwk } = identityKeys(settings.MOCUA_DATA_DIR)
  const product = new URL(settings.PUBLIC_URL).origin
  // Cookies do not know ports: two houses on one machine need names of their own.
  const cookie = (name: string) => `idp${settings.SIM_PORT}_${name}`
  return {
    adapter: store.adapter,
    clients: [
      {
        client_id: settings.OIDC_CLIENT_ID,
        client_secret: settings.OIDC_CLIENT_SECRET,
        client_name: 'Một Cửa',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${settings.PUBLIC_URL}/api/auth/callback/vneid`],
        post_logout_redirect_uris: [settings.PUBLIC_URL, `${settings.PUBLIC_URL}/`],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: {
      keys: [cookieKey],
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      long: { httpOnly: true, sameSite: 'lax', path: '/oidc', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    scopes: ['openid', 'profile'],
    // The real provider states everything to who asks for `openid` alone.
    claims: { openid: ['sub', ...claimNames], profile: claimNames },
    // The relying party reads the claims from the id token, as it does with the real provider.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: 60,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      Session: 8 * HOUR_S,
      Grant: 8 * HOUR_S,
    },
    interactions: { url: (_ctx, { uid }) => `/oidc/dang-nhap/${uid}` },
    findAccount: (_ctx, id) => {
      const person = people.find(({ TechID }) => TechID === id)
      return person && { accountId: id, claims: () => ({ sub: id, ...person }) }
    },
    loadExistingGrant,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => fill(ctx, logoutPage(form, product)),
        postLogoutSuccessSource: (ctx) => fill(ctx, loggedOutPage(settings.PUBLIC_URL)),
      },
    },
    renderError: (ctx, { error, error_description }) => fill(ctx, errorPage(error, error_description ?? '', settings.PUBLIC_URL)),
  }
}

/** The client belongs to the state itself: nobody is asked to consent, the grant is made here. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc
  if (!client || !session?.accountId) return undefined
  const known = session.grantIdFor(client.clientId)
  const existing = known ? await provider.Grant.find(known) : undefined
  if (existing) return existing
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}

function fill(ctx: KoaContextWithOIDC, reply: Reply) {
  ctx.status = reply.status
  ctx.set(reply.headers)
  ctx.body = reply.body
}
