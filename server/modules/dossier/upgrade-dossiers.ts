import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, grantsOf } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { idOf } from '../exchange/deterministic-id.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { changeDossier } from './change-dossier.ts'
import { page, readCursor } from './cursor.ts'
import { decideEvents } from './decide-events.ts'
import { findStoredDossier } from './dossier.repository.ts'
import type { UpgradeInput } from './dossier.schema.ts'
import { openDossiersOfVersion, type VersionRow } from './dossier-view.repository.ts'
import { loadDossier } from './load-dossier.ts'
import type { Decision } from './loaded-dossier.ts'

const PAGE = 50

export interface UpgradeItem {
  code: string
  ok: boolean
  /** Code of the error, and everything that stands in the way. */
  problem: string | null
  faults: unknown
}

/** Told to whoever writes the map; what nobody foresaw is no item of a list. */
function itemOf(code: string, error: unknown): UpgradeItem {
  if (!(error instanceof DomainError)) throw error
  return { code, ok: false, problem: error.code, faults: error.details.faults ?? null }
}

async function upgradeOne(
  actor: Actor,
  { id, code, lastSeq }: VersionRow,
  { toVersionId, map, dryRun }: UpgradeInput,
): Promise<UpgradeItem> {
  const decision: Decision = { events: [{ event: { type: 'UPGRADE_VERSION', toVersionId, map } }] }
  // with the place in its history: moved there, back, and there again are three acts
  const requestId = idOf('upgrade', id, toVersionId, String(lastSeq))
  try {
    if (dryRun) {
      const stored = await findStoredDossier(code, null)
      if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
      await decideEvents(actor, await loadDossier(stored), decision, requestId)
    } else {
      const command = { requestId, action: 'upgradeVersion' as const, body: { toVersionId, map } }
      await changeDossier(actor, code, command, () => decision)
    }
    return { code, ok: true, problem: null, faults: null }
  } catch (error) {
    return itemOf(code, error)
  }
}

/**
 * Moves open dossiers to another version of their procedure, a page at a time; with `dryRun` it only says which could not move, and why.
 * Asked again it moves what is left: the same dossier is moved once.
 */
export async function upgradeDossiers(actor: Actor, input: UpgradeInput) {
  if (grantsOf(actor, ['admin']).length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} moves no dossiers`)
  await Promise.all([definitionOf(input.fromVersionId), definitionOf(input.toVersionId)])
  const rows = await openDossiersOfVersion(input.fromVersionId, readCursor(input.cursor), PAGE + 1)
  const found = page(
    rows,
    PAGE,
    (row) => row,
    (row) => ({ at: row.openedAt.toISOString(), id: row.id }),
  )
  const items: UpgradeItem[] = []
  for (const row of found.items) items.push(await upgradeOne(actor, row, input))
  if (!input.dryRun)
    await writeAudit({
      actorId: actor.id,
      action: 'dossier.upgrade',
      purpose: 'operation',
      details: { from: input.fromVersionId, to: input.toVersionId, moved: items.filter(({ ok }) => ok).length },
    })
  return {
    candidates: items.length,
    moved: input.dryRun ? 0 : items.filter(({ ok }) => ok).length,
    items,
    nextCursor: found.nextCursor,
  }
}
