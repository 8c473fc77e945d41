import 'server-only'
import { inBatches } from '#server/batches.ts'
import { isRefusal, isUniqueViolation, noted, prepared } from '#server/db.ts'
import { log } from '#server/log.ts'
import { DomainError } from '#workflows/domain-error.ts'

/** What one change writes: the rows of each table; a table without rows is not named. `born` or `dossiers` holds the dossier itself. */
export interface Change {
  homeAgencyId: string
  dossierId: string
  tables: Readonly<Record<string, readonly object[]>>
}

/** The rows of all by table; the dossiers in one order, so that two who change the same ones wait for each other instead of locking each other out. */
function together(changes: readonly Change[]): Record<string, object[]> {
  const all: Record<string, object[]> = {}
  const ordered = changes.toSorted(
    (one, other) => compare(one.homeAgencyId, other.homeAgencyId) || compare(one.dossierId, other.dossierId),
  )
  for (const { tables } of ordered)
    for (const [name, rows] of Object.entries(tables)) {
      const known = all[name]
      if (known) known.push(...rows)
      else all[name] = [...rows]
    }
  return all
}
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The one statement: state, history rows, projections, outbox lines and the commands' answers. The ids of those that were written. */
async function write(changes: readonly Change[], patienceMs: number): Promise<Set<string>> {
  const tables = together(changes)
  const [saved] = await prepared<{ ids: string[] }>('save-changes', 'SELECT save_changes($1::jsonb, $2) AS ids', [
    JSON.stringify(tables),
    patienceMs,
  ])
  if (tables.outbox) wakeWorker()
  return new Set(saved?.ids)
}

/** A row that is there already: somebody was faster, as when the revision has moved. */
async function isWrittenAlone(change: Change): Promise<boolean> {
  try {
    return (await write([change], 0)).has(change.dossierId)
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

// One that waits for a row would hold up the others: it gives up soon, and waits by itself outside the queue.
const PATIENCE_MS = 200
/** Longer than a commit takes on a busy disk: until then the next ones gather. */
const SLOW_MS = 10
const isWritten = inBatches<Change, boolean>(
  async (changes) => {
    try {
      const written = await write(changes, PATIENCE_MS)
      return changes.map(async ({ dossierId }) => written.has(dossierId))
    } catch (error) {
      // the database refused them all for the sake of one, and nothing is written: each by itself hears what is true of it
      if (!isRefusal(error)) throw error
      return changes.map(isWrittenAlone)
    }
  },
  { atOnce: 2, most: 16, slowMs: SLOW_MS },
)

/**
 * The one door. Guarded by the revision: nothing is written when somebody was faster (DOSSIER_CHANGED_MEANWHILE). Changes of one moment share
 * the statement and its commit; each is acknowledged after it.
 */
export async function saveChange(change: Change, where: string): Promise<void> {
  if (!(await isWritten(change))) throw new DomainError('DOSSIER_CHANGED_MEANWHILE', where)
}

/** The same for a job that changes many dossiers: the ids of those that were written. A row that is there already refuses all. */
export async function saveChanges(changes: readonly Change[]): Promise<Set<string>> {
  try {
    return changes.length > 0 ? await write(changes, 0) : new Set()
  } catch (error) {
    if (isUniqueViolation(error)) return new Set()
    throw error
  }
}

const PAUSE_MS = 25
let toldAt = 0
let isWaking = false

/** At once when it was quiet, else once for all changes of a moment, outside their transactions. A notice that is lost costs the worker's next look. */
function wakeWorker(): void {
  if (isWaking) return
  isWaking = true
  setTimeout(
    () => {
      isWaking = false
      toldAt = performance.now()
      noted('wake-worker', `SELECT pg_notify('mocua_outbox', '')`, []).catch((err: unknown) =>
        log.warn({ err }, 'the worker could not be told of new messages'),
      )
    },
    Math.max(0, toldAt + PAUSE_MS - performance.now()),
  ).unref()
}
