import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulators, secrets, simulators } from './running.ts'

const PRODUCT = 'http://127.0.0.1:9'
const REDIRECT = `${PRODUCT}/api/auth/callback/vneid`
let running: Simulators

beforeAll(async () => {
  running = await simulators(PRODUCT)
})
afterAll(() => running.remove())

/** As much of a browser as the flow needs: cookies and redirects. */
function browser() {
  const jar = new Map<string, string>()
  async function go(url: string, init: RequestInit = {}): Promise<{ response: Response; url: string }> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) return { response, url }
    const target = new URL(location, url).href
    return target.startsWith(PRODUCT) ? { response, url: target } : go(target)
  }
  const submit = (url: string, fields: Record<string, string>) => go(url, { method: 'POST', body: new URLSearchParams(fields) })
  return { go, submit, jar }
}

const discovery = async () => (await fetch(`${running.url}/oidc/.well-known/openid-configuration`)).json()

async function authorizeUrl(changes: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const { authorization_endpoint } = await discovery()
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: secrets.OIDC_CLIENT_ID,
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  })
  return { verifier, url: `${authorization_endpoint}?${parameters}` }
}

async function tokens(code: string, verifier: string, secret = secrets.OIDC_CLIENT_SECRET) {
  const { token_endpoint } = await discovery()
  const basic = Buffer.from(`${encodeURIComponent(secrets.OIDC_CLIENT_ID)}:${encodeURIComponent(secret)}`).toString('base64')
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier })
  return fetch(token_endpoint, { method: 'POST', body, headers: { authorization: `Basic ${basic}` } })
}

async function readIdToken(token: string) {
  const [head = '', payload = '', signature = ''] = token.split('.')
  const { jwks_uri } = await discovery()
  const { keys } = await (await fetch(jwks_uri)).json()
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString())
  const key = createPublicKey({ key: keys.find((one: { kid: string }) => one.kid === kid), format: 'jwk' })
  expect(verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}

async function logIn(fields: Record<string, string>, changes: Record<string, string> = {}) {
  const one = browser()
  const { verifier, url } = await authorizeUrl(changes)
  const login = await one.go(url)
  const done = await one.submit(login.url, fields)
  return { browser: one, verifier, login, done, code: new URL(done.url).searchParams.get('code') ?? '' }
}

describe('the identity provider', () => {
  it('logs a person in by the code flow with PKCE and states who it is', async () => {
    const { login, done, verifier, code } = await logIn({ act: 'choose', person: '031190000002' })
    const page = await login.response.text()
    expect(login.response.status).toBe(200)
    expect(login.response.headers.get('content-security-policy')).toContain(`form-action 'self' ${PRODUCT}`)
    expect(page).toContain('<html lang="vi">')
    expect(page).not.toContain('<script')
    for (const number of ['031090000001', '031190000002', '031090000003', '0200000001']) expect(page).toContain(number)
    expect(new URL(done.url).searchParams.get('state')).toBe('the-state')
    const answer = await tokens(code, verifier)
    expect(answer.status).toBe(200)
    const { id_token, access_token } = await answer.json()
    const claims = await readIdToken(id_token)
    const stated = {
      sub: 'VN-TECH-0000000002',
      TechID: 'VN-TECH-0000000002',
      SoDinhDanh: '031190000002',
      HoVaTen: 'Nguyễn Thị Hoa',
      NgayThangNamSinh: '19901020',
      GioiTinh: 2,
      SoDienThoai: '0901000002',
      LoaiTaiKhoan: '1',
    }
    expect(claims).toMatchObject({ ...stated, nonce: 'the-nonce', aud: secrets.OIDC_CLIENT_ID, iss: `${running.url}/oidc` })
    const { userinfo_endpoint } = await discovery()
    const userinfo = await fetch(userinfo_endpoint, { headers: { authorization: `Bearer ${access_token}` } })
    expect(await userinfo.json()).toMatchObject(stated)
  })

  it('logs an organisation in by number and password, and tells a wrong password', async () => {
    const { done, verifier, code } = await logIn({ act: 'password', number: '0200000001', password: 'Demo@2026' })
    expect(done.url.startsWith(REDIRECT)).toBe(true)
    const claims = await readIdToken((await (await tokens(code, verifier)).json()).id_token)
    expect(claims).toMatchObject({ LoaiTaiKhoan: '2', MaSoDoanhNghiep: '0200000001', TenDoanhNghiep: 'Công ty TNHH Hải Đăng' })
    const wrong = await logIn({ act: 'password', number: '031090000001', password: 'x' })
    expect(wrong.done.response.status).toBe(401)
    expect(await wrong.done.response.text()).toContain('Số định danh hoặc mật khẩu không đúng.')
  })

  it('states the same to a client that asks for openid alone', async () => {
    const { verifier, code } = await logIn({ act: 'choose', person: '031090000003' }, { scope: 'openid' })
    const { id_token, access_token } = await (await tokens(code, verifier)).json()
    expect(await readIdToken(id_token)).toMatchObject({ SoDinhDanh: '031090000003', HoVaTen: 'Phạm Quốc Dũng' })
    const { userinfo_endpoint } = await discovery()
    const userinfo = await fetch(userinfo_endpoint, { headers: { authorization: `Bearer ${access_token}` } })
    expect(await userinfo.json()).toMatchObject({ sub: 'VN-TECH-0000000003', SoDinhDanh: '031090000003' })
  })

  it('asks nobody for consent, keeps the session over a kill, and logs out', async () => {
    const { browser: one } = await logIn({ act: 'choose', person: '031090000001' })
    await running.kill()
    await running.start()
    const again = await one.go((await authorizeUrl()).url)
    expect(new URL(again.url).searchParams.get('code')).toBeTruthy()
    const { end_session_endpoint } = await discovery()
    const leaving = await one.go(
      `${end_session_endpoint}?client_id=${secrets.OIDC_CLIENT_ID}&post_logout_redirect_uri=${encodeURIComponent(PRODUCT)}`,
    )
    const page = await leaving.response.text()
    expect(page).toContain('Bạn có muốn đăng xuất')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const left = await one.submit(action, { xsrf, logout: 'yes' })
    expect(left.url.startsWith(PRODUCT)).toBe(true)
    const after = await one.go((await authorizeUrl()).url)
    expect(await after.response.text()).toContain('Chọn một người dùng thử')
  })

  it('sends a person who cancels back with an error', async () => {
    const { done } = await logIn({ act: 'cancel' })
    expect(new URL(done.url).searchParams.get('error')).toBe('access_denied')
  })

  it('refuses a code used twice, a wrong verifier, a wrong secret', async () => {
    const first = await logIn({ act: 'choose', person: '031090000001' })
    expect((await tokens(first.code, first.verifier)).status).toBe(200)
    expect((await tokens(first.code, first.verifier)).status).toBe(400)
    const second = await logIn({ act: 'choose', person: '031090000001' })
    expect((await tokens(second.code, randomBytes(32).toString('base64url'))).status).toBe(400)
    expect((await tokens(second.code, second.verifier, 'wrong')).status).toBe(401)
  })

  it('refuses another redirect address, a flow without PKCE and a stale log-in page, in Vietnamese', async () => {
    const elsewhere = await browser().go((await authorizeUrl({ redirect_uri: 'http://evil.example/' })).url)
    expect(elsewhere.response.status).toBe(400)
    expect(await elsewhere.response.text()).toContain('Yêu cầu đăng nhập không hợp lệ')
    const { url } = await authorizeUrl()
    const plain = new URL(url)
    plain.searchParams.delete('code_challenge')
    plain.searchParams.delete('code_challenge_method')
    expect(new URL((await browser().go(plain.href)).url).searchParams.get('error')).toBe('invalid_request')
    const stale = await browser().go(`${running.url}/oidc/dang-nhap/nothing`)
    expect(stale.response.status).toBe(400)
    expect(await stale.response.text()).toContain('đã hết hạn')
  })

  it('names its cookies after its port, for the path of its own only', async () => {
    const { response } = await browserOnce()
    for (const line of response.headers.getSetCookie().filter((one) => one.includes('session')))
      expect(line).toContain('path=/oidc')
    for (const line of response.headers.getSetCookie()) expect(line.startsWith(`idp${running.port}_`)).toBe(true)
  })
})

async function browserOnce() {
  return { response: await fetch((await authorizeUrl()).url, { redirect: 'manual' }) }
}
