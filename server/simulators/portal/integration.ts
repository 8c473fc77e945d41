import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../frame/clock.ts'
import { type Call, json, MAX_BODY_BYTES, parseJson, type Reply } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { type Item, listOf, readDossier, readProgress, textOf } from './messages.ts'
import { PortalRefusal, refusals } from './refusals.ts'
import { isEnd, mayFollow } from './statuses.ts'
import type { PortalStore } from './store.ts'

const SESSION_MS = 30 * 60_000
const MAX_BATCH = 100

const sha256 = (text: string) => createHash('sha256').update(text).digest()
const same = (left: string, right: string) => timingSafeEqual(sha256(left), sha256(right))

/** Content as such: the order of the fields does not matter. */
function contentHash(item: Item): string {
  const sorted = (value: string | Item[] | Item): unknown => {
    if (typeof value === 'string') return value
    if (Array.isArray(value)) return value.map(sorted)
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [name, sorted(value[name] ?? '')]),
    )
  }
  return sha256(JSON.stringify(sorted(item))).toString('hex')
}

export function openIntegration(store: PortalStore, clock: Clock, settings: Settings) {
  // Sessions are not kept: after a restart the caller has to log in again, as with the real one.
  const sessions = new Map<string, number>()
  const ok = (message: string, more: object = {}) => json({ error_code: '0', message, ...more })

  function refuse(service: string, refusal: PortalRefusal, body: Record<string, unknown> | null): Reply {
    const { code } = refusals[refusal.kind]
    const content = body ? JSON.stringify({ ...body, session: undefined, password: undefined }).slice(0, 4000) : ''
    store.append({
      kind: 'refused',
      at: clock.now().toISOString(),
      service,
      refusal: refusal.kind,
      error_code: code,
      message: refusal.message,
      MaHoSo: codeIn(body),
      content,
    })
    return json({ error_code: code, message: refusal.message })
  }

  function answering(call: Call, service: string, act: (body: Record<string, unknown>) => Reply): Reply {
    let body: Record<string, unknown> | null = null
    try {
      if (call.body.length > MAX_BODY_BYTES) throw new PortalRefusal('tooLarge', String(MAX_BODY_BYTES))
      body = objectOf(parseJson(call.body))
      if (!body) throw new PortalRefusal('notJson')
      return act(body)
    } catch (error) {
      if (error instanceof PortalRefusal) return refuse(nameOf(body?.service) || service, error, body)
      throw error
    }
  }

  const logIn = (call: Call) =>
    answering(call, 'auth', (body) => {
      const { username, password } = body
      if (typeof username !== 'string' || typeof password !== 'string')
        throw new PortalRefusal('missingField', 'username, password')
      if (!same(username, settings.PORTAL_USERNAME) || !same(password, settings.PORTAL_PASSWORD))
        throw new PortalRefusal('badCredentials')
      const session = randomUUID()
      sessions.set(session, clock.now().getTime() + SESSION_MS)
      return json({ session, error_code: '0' })
    })

  const integrate = (call: Call) =>
    answering(call, 'integration', (body) => {
      const { session, madonvi, service } = body
      if (typeof session !== 'string' || session === '') throw new PortalRefusal('missingField', 'session')
      const until = sessions.get(session)
      if (until === undefined) throw new PortalRefusal('wrongSession')
      if (until <= clock.now().getTime()) throw new PortalRefusal('expiredSession')
      if (madonvi !== settings.PORTAL_AGENCY_CODE) throw new PortalRefusal('wrongAgency', nameOf(madonvi))
      switch (service) {
        case 'TraCuuHoSo':
          return lookUp(body)
        case 'DongBoHoSoMC':
          return takeDossiers(body)
        case 'CapNhatTienDoHoSoMC':
          return takeProgress(body)
        default:
          throw new PortalRefusal('unknownService', nameOf(service))
      }
    })

  function lookUp({ mahoso }: Record<string, unknown>): Reply {
    if (typeof mahoso !== 'string' || mahoso === '') throw new PortalRefusal('missingField', 'mahoso')
    const dossier = store.dossier(mahoso)
    if (!dossier) return ok('Không tìm thấy hồ sơ', { result: [] })
    const { latest, status } = dossier
    const found = { MaHoSo: mahoso, MaTTHC: textOf(latest, 'MaTTHC'), TenTTHC: textOf(latest, 'TenTTHC'), TrangThaiHoSo: status }
    return ok('Thành công', { result: [found] })
  }

  function takeDossiers(body: Record<string, unknown>): Reply {
    const { isUpdating } = body
    if (isUpdating !== 'True' && isUpdating !== 'False') throw new PortalRefusal('badUpdateFlag', nameOf(isUpdating))
    const seen = new Set<string>()
    const items = batch(body.data).map((value) => {
      const content = readDossier(value)
      const code = textOf(content, 'MaHoSo')
      if (seen.has(code)) throw new PortalRefusal('alreadyExists', code)
      seen.add(code)
      const hash = contentHash(content)
      const known = store.dossier(code)
      if (known?.latestHash === hash) return { hash, repeat: true, content }
      if (known && isUpdating === 'False') throw new PortalRefusal('alreadyExists', code)
      if (!known && isUpdating === 'True') throw new PortalRefusal('unknownDossier', code)
      judgeStatus(known?.status ?? '', textOf(content, 'TrangThaiHoSo'))
      for (const result of listOf(content, 'DanhSachGiayToKetQua')) {
        const owner = store.resultOwner(textOf(result, 'GiayToId'))
        if (owner !== null && owner !== code) throw new PortalRefusal('duplicateResult', textOf(result, 'GiayToId'))
      }
      return { hash, repeat: false, content }
    })
    store.append({ kind: 'call', at: clock.now().toISOString(), service: 'DongBoHoSoMC', items })
    return ok('Đồng bộ hồ sơ thành công')
  }

  function takeProgress(body: Record<string, unknown>): Reply {
    // The lines of one call build on each other, and nothing is kept when one of them is refused.
    const heads = new Map<string, { status: string; last: string; hashes: Set<string> }>()
    const items = batch(body.data).map((value) => {
      const content = readProgress(value)
      const code = textOf(content, 'MaHoSo')
      const hash = contentHash(content)
      const head = heads.get(code) ?? headOf(code)
      if (head.hashes.has(hash)) return { hash, repeat: true, content }
      const at = textOf(content, 'ThoiDiemXuLy')
      if (at < head.last) throw new PortalRefusal('olderProgress', at)
      judgeStatus(head.status, textOf(content, 'TrangThai'))
      heads.set(code, { status: textOf(content, 'TrangThai'), last: at, hashes: new Set([...head.hashes, hash]) })
      return { hash, repeat: false, content }
    })
    store.append({ kind: 'call', at: clock.now().toISOString(), service: 'CapNhatTienDoHoSoMC', items })
    return ok('Cập nhật tiến độ thành công')
  }

  function headOf(code: string) {
    const known = store.dossier(code)
    if (!known) throw new PortalRefusal('unknownDossier', code)
    const last = known.progress.at(-1)
    return {
      status: known.status,
      last: last ? textOf(last.content, 'ThoiDiemXuLy') : '',
      hashes: new Set(known.progress.map(({ hash }) => hash)),
    }
  }

  function expireSessions() {
    for (const session of sessions.keys()) sessions.set(session, 0)
  }

  return { logIn, integrate, expireSessions }
}

function judgeStatus(from: string, to: string) {
  if (mayFollow(from, to)) return
  throw new PortalRefusal(isEnd(from) ? 'endState' : 'pairNotPermitted', `${from || 'ban đầu'} → ${to}`)
}

function batch(data: unknown): unknown[] {
  if (!Array.isArray(data) || data.length === 0 || data.length > MAX_BATCH) throw new PortalRefusal('badBatch')
  return data
}

export function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

const nameOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '')

/** The dossier that a refused message spoke of, as far as it can be read. */
function codeIn(body: Record<string, unknown> | null): string | null {
  if (typeof body?.mahoso === 'string') return body.mahoso
  const first = Array.isArray(body?.data) ? objectOf(body.data[0]) : null
  return typeof first?.MaHoSo === 'string' ? first.MaHoSo : null
}
