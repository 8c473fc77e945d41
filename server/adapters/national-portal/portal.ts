import { type CallContext, callJson, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'
import { faultFrom, judgeAnswer, type PortalAnswer, readAnswer, type Verdict } from './answer.ts'
import { statusIn, toTraCuuHoSo } from './find-dossier.message.ts'
import type { PortalDossier, PortalProgress } from './portal-dossier.ts'
import { toCapNhatTienDoHoSoMC } from './progress.message.ts'
import { PORTAL_STATUS } from './status.ts'
import { type DongBoHoSoMC, toDongBoHoSoMC } from './sync-dossier.message.ts'

export interface PortalSettings {
  url: string
  username: string
  password: string
  agencyCode: string
  timeoutMs?: number
}

export interface Portal {
  /** The state that the portal holds of a dossier; null when it does not know it. */
  findStatus(code: string, context: CallContext): Promise<string | null>
  /** Adds the dossier or brings it up to date, whichever the portal turns out to need. */
  syncDossier(dossier: PortalDossier, isKnown: boolean, context: CallContext): Promise<void>
  /** The same for several in one call, all of which it knows or all of which it does not; false when that turns out to be wrong for one of them. */
  syncDossiers(dossiers: readonly PortalDossier[], isKnown: boolean, context: CallContext): Promise<boolean>
  sendProgress(progress: readonly PortalProgress[], context: CallContext): Promise<void>
}

const MAX_ANSWER_BYTES = 1024 * 1024
const TIMEOUT_MS = 12_000

/** The national portal's integration endpoint, generation 1.5. One session serves all calls until the portal says that it ended. */
export function createPortal(settings: PortalSettings): Portal {
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS
  const headers = { 'content-type': 'application/json; charset=utf-8', charset: 'utf-8', dstcode: settings.agencyCode }
  let session: Promise<string> | null = null

  const post = (path: string, body: object, signal: AbortSignal) =>
    callJson({
      url: `${settings.url}${path}`,
      body: JSON.stringify(body),
      headers,
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    })

  async function logIn(): Promise<string> {
    // not the first caller's signal: others wait for the same log-in
    const answer = readAnswer(
      await post('/auth', { username: settings.username, password: settings.password }, AbortSignal.timeout(timeoutMs)),
    )
    const verdict = judgeAnswer(answer)
    if (verdict === 'OK' && typeof answer.session === 'string' && answer.session !== '') return answer.session
    throw faultFrom(answer, 'BUSY')
  }

  async function openSession(): Promise<string> {
    if (session) return session
    const opening = logIn()
    session = opening
    try {
      return await opening
    } catch (error) {
      if (session === opening) session = null
      // nothing of the message itself was sent yet
      if (error instanceof PartnerFault && error.kind === 'AMBIGUOUS')
        throw new PartnerFault('BUSY', error.code, `log-in: ${error.message}`)
      throw error
    }
  }

  /** One service call; a session that ended is renewed once. */
  async function call(service: string, body: object, context: CallContext): Promise<{ answer: PortalAnswer; verdict: Verdict }> {
    return noted(context, { system: 'PORTAL', service }, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const used = await openSession()
        const answer = readAnswer(
          await post('/integration', { session: used, madonvi: settings.agencyCode, service, ...body }, context.signal),
        )
        const verdict = judgeAnswer(answer)
        if (verdict === 'REFUSED') throw faultFrom(answer, 'REFUSED')
        if (verdict === 'BUSY' || (verdict === 'SESSION' && attempt > 1)) throw faultFrom(answer, 'BUSY')
        if (verdict !== 'SESSION') return { answer, verdict }
        session = null
      }
    })
  }

  async function findStatus(code: string, context: CallContext): Promise<string | null> {
    const { answer, verdict } = await call('TraCuuHoSo', toTraCuuHoSo(code), context)
    return verdict === 'UNKNOWN' ? null : statusIn(answer, code)
  }

  const sendDossiers = (data: readonly DongBoHoSoMC[], isUpdating: boolean, context: CallContext) =>
    call('DongBoHoSoMC', { isUpdating: isUpdating ? 'True' : 'False', data }, context)

  async function syncDossier(dossier: PortalDossier, isKnown: boolean, context: CallContext): Promise<void> {
    const data = [toDongBoHoSoMC(dossier)]
    let isUpdating = isKnown
    // twice: our word on whether the portal knows the dossier may be wrong, the portal's word on it is right
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { verdict } = await sendDossiers(data, isUpdating, context)
      if (verdict === 'OK') return
      isUpdating = verdict === 'EXISTS'
    }
    throw new PartnerFault('BUSY', 'KNOWN_AND_UNKNOWN', 'the portal says that it knows the dossier, and that it does not')
  }

  async function syncDossiers(dossiers: readonly PortalDossier[], isKnown: boolean, context: CallContext): Promise<boolean> {
    return (await sendDossiers(dossiers.map(toDongBoHoSoMC), isKnown, context)).verdict === 'OK'
  }

  async function sendProgress(progress: readonly PortalProgress[], context: CallContext): Promise<void> {
    const { answer, verdict } = await call('CapNhatTienDoHoSoMC', { data: progress.map(toCapNhatTienDoHoSoMC) }, context)
    if (verdict !== 'OK') throw faultFrom(answer, 'REFUSED')
  }

  return { findStatus, syncDossier, syncDossiers, sendProgress }
}

export const isPortalStatus = (held: string | null, wanted: keyof typeof PORTAL_STATUS) => held === PORTAL_STATUS[wanted]
