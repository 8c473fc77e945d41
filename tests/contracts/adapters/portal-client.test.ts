import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createPortal } from '#server/adapters/national-portal/portal.ts'
import type { PortalDossier } from '#server/adapters/national-portal/portal-dossier.ts'
import type { CallContext, CallNote } from '#server/adapters/partner-call.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { freePorts } from '#server/tools/ports.ts'
import { type Held, startPartners } from './partners.ts'
import { samplePortalDossier } from './samples.ts'

const partners = await startPartners()
afterAll(() => partners.close())
beforeEach(() => partners.fault('portal', { kind: 'none' }))

const settings = () => ({
  url: env.PORTAL_URL,
  username: env.PORTAL_USERNAME,
  password: env.PORTAL_PASSWORD,
  agencyCode: env.PORTAL_AGENCY_CODE,
  timeoutMs: 600,
})
const notes: CallNote[] = []
const context = (): CallContext => ({
  signal: AbortSignal.timeout(10_000),
  note: async (note) => {
    notes.push(note)
  },
})
let n = 0
const dossier = (more: Partial<PortalDossier> = {}): PortalDossier => {
  n += 1
  return { ...samplePortalDossier, results: [], code: `H24.12-261122-${String(n).padStart(4, '0')}`, ...more }
}
const held = (code: string) => partners.control<Held>(`portal/received?dossier=${code}`)
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(() => null).catch((caught: unknown) => caught)
  if (!(error instanceof PartnerFault)) throw new Error(`no PartnerFault: ${String(error)}`)
  return error
}

describe('the portal client', () => {
  it('adds a dossier, brings it up to date, and asks for its state', async () => {
    const portal = createPortal(settings())
    const first = dossier({ status: 1 })
    expect(await portal.findStatus(first.code, context())).toBeNull()
    await portal.syncDossier(first, false, context())
    await portal.syncDossier({ ...first, status: 2 }, true, context())
    expect(await portal.findStatus(first.code, context())).toBe('2')
    await portal.syncDossier({ ...first, status: 4 }, true, context())
    await portal.sendProgress(
      [
        {
          code: first.code,
          status: 4,
          at: first.at,
          handlerName: 'Lê Thị Thụ Lý',
          handlerTitle: '',
          unitName: 'Phòng Kinh tế',
          words: 'Đang thẩm định',
          startedAt: first.at,
          dueAt: null,
        },
      ],
      context(),
    )
    const { dossier: there } = await held(first.code)
    expect(there).toMatchObject({ status: '4', applied: 4 })
    expect(there?.progress).toHaveLength(1)
  })

  it('believes the portal on whether it knows a dossier', async () => {
    const portal = createPortal(settings())
    const one = dossier({ status: 1 })
    await portal.syncDossier(one, true, context())
    await portal.syncDossier({ ...one, status: 2 }, false, context())
    expect((await held(one.code)).dossier).toMatchObject({ status: '2', applied: 2 })
  })

  it('logs in again when its session ended', async () => {
    const portal = createPortal(settings())
    const one = dossier({ status: 1 })
    await portal.syncDossier(one, false, context())
    await partners.control('portal/expire-sessions', {})
    await portal.syncDossier({ ...one, status: 2 }, true, context())
    expect((await held(one.code)).dossier).toMatchObject({ status: '2' })
  })

  it('tells what will be refused for ever from what may pass', async () => {
    const portal = createPortal(settings())
    const wrong = dossier({ status: 1, procedure: { ...samplePortalDossier.procedure, code: '9.999999' } })
    expect(await faultOf(portal.syncDossier(wrong, false, context()))).toMatchObject({ kind: 'REFUSED', code: '26' })
    const unpromised = dossier({ status: 2, promisedAt: null })
    expect(await faultOf(portal.syncDossier(unpromised, false, context()))).toMatchObject({ kind: 'REFUSED', code: '33' })
    const one = dossier({ status: 1 })
    await portal.syncDossier(one, false, context())
    expect(await faultOf(portal.syncDossier({ ...one, status: 9 }, true, context()))).toMatchObject({
      kind: 'REFUSED',
      code: '30',
    })
    const locked = createPortal({ ...settings(), password: 'something-else-entirely' })
    expect(await faultOf(locked.syncDossier(dossier(), false, context()))).toMatchObject({ kind: 'BUSY', code: '10' })
  })

  it.each([
    ['http500', 'AMBIGUOUS'],
    ['garbage', 'AMBIGUOUS'],
    ['truncated', 'AMBIGUOUS'],
    ['timeoutAfterApply', 'AMBIGUOUS'],
    ['down', 'AMBIGUOUS'],
    ['slow', 'AMBIGUOUS'],
    ['errorBody', 'BUSY'],
  ])('gives up on an answer that is %s', async (kind, expected) => {
    const portal = createPortal(settings())
    const one = dossier({ status: 1 })
    await portal.findStatus(one.code, context())
    await partners.fault('portal', { kind, count: 1, only: 'DongBoHoSoMC', delayMs: 3_000 })
    expect(await faultOf(portal.syncDossier(one, false, context()))).toMatchObject({ kind: expected })
    await portal.syncDossier(one, false, context())
    expect((await held(one.code)).dossier).toMatchObject({ status: '1', applied: 1 })
  })

  it('knows that nothing was sent when nobody listens', async () => {
    const [port] = await freePorts(1)
    const nobody = createPortal({ ...settings(), url: `http://127.0.0.1:${port}/portal` })
    expect(await faultOf(nobody.findStatus('H24.12-261122-9999', context()))).toMatchObject({ kind: 'UNREACHABLE' })
  })

  it('writes every call down without the people in it', () => {
    expect(notes.length).toBeGreaterThan(10)
    const text = JSON.stringify(notes)
    expect(text).not.toContain(samplePortalDossier.owner.fullName)
    expect(text).not.toContain(samplePortalDossier.owner.personalId)
  })
})
