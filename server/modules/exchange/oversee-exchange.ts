import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, grantsOf } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { dossiersSetAside } from '../dossier/lift-quarantine.ts'
import { scannerView } from '../file/scanner-view.ts'
import { zaloView } from '../notification/zalo-key.ts'
import { logPage, parkedLines, recentInbound, replayLine, targetFigures } from './exchange.repository.ts'
import type { ExchangeLogInput, ReplayInput } from './exchange.schema.ts'
import { TARGETS } from './outbox-line.ts'

const PAGE = 50

/** Exchange carries the dossiers of all agencies, so those who keep the installation running see it as a whole. */
function assertMayOversee(actor: Actor): void {
  if (grantsOf(actor, ['operator', 'admin']).length === 0)
    throw new DomainError('NOT_PERMITTED', `${actor.id} does not oversee the exchange`)
}

const iso = (at: Date) => at.toISOString()

/** What waits, what stands still and why, and what came in last. */
export async function exchangeOverview(actor: Actor) {
  assertMayOversee(actor)
  const [figures, parked, inbound, setAside, scanner, zalo] = await Promise.all([
    targetFigures(),
    parkedLines(),
    recentInbound(),
    dossiersSetAside(),
    scannerView(),
    zaloView(),
  ])
  return {
    targets: TARGETS.map(
      (target) =>
        figures.find((row) => row.target === target) ?? { target, waiting: 0, parked: 0, oldestSeconds: 0, deliveredToday: 0 },
    ),
    parked: parked.map((line) => ({ ...line, since: iso(line.since) })),
    inbound: inbound.map((message) => ({ ...message, receivedAt: iso(message.receivedAt) })),
    setAside,
    scanner,
    zalo,
  }
}

export async function exchangeLog(actor: Actor, { cursor }: ExchangeLogInput) {
  assertMayOversee(actor)
  const rows = await logPage(cursor ?? null, PAGE + 1)
  const items = rows.slice(0, PAGE).map((row) => ({ ...row, at: iso(row.at) }))
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
}

/** A person sends a parked message again, after having put right what stood in its way. */
export async function replayParked(actor: Actor, { dossierCode, target, lineSeq }: ReplayInput) {
  assertMayOversee(actor)
  const replayed = await replayLine(dossierCode, target, lineSeq)
  if (!replayed) throw new DomainError('NOT_FOUND', `no dossier ${dossierCode}`)
  if (!replayed.isReplayed) throw new DomainError('EVENT_NOT_ALLOWED', `${dossierCode}/${target}/${lineSeq} is not parked`)
  await writeAudit({
    actorId: actor.id,
    action: 'exchange.replay',
    homeAgencyId: replayed.homeAgencyId,
    dossierId: replayed.id,
    purpose: 'operation',
    details: { target, lineSeq },
  })
  return { dossierCode, target, lineSeq }
}
