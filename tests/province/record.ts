import { setClockOffset } from '#server/clock.repository.ts'
import { issuePaper } from '#server/jobs/issue-paper.ts'
import { claimOutbox, settleOutbox } from '#server/jobs/outbox.repository.ts'
import { passDueTimers } from '#server/jobs/timers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { Driver } from '#tests/integration/catalogue-paths/drive.ts'
import { type Circumstances, waysOf } from '#tests/integration/catalogue-paths/filings.ts'
import type { Way } from '#tests/integration/catalogue-paths/plan.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { random } from '#workflows/random.ts'

// Lives that really happened: every row of a dossier after it went its way through the endpoints. A province is made of copies of them.

/** One table's rows as PostgreSQL writes them as text, column by column. */
export interface TableRows {
  table: string
  columns: string[]
  types: string[]
  rows: (string | null)[][]
}

export interface RecordedAccount {
  id: string
  /** Staff only. */
  email: string | null
  fullName: string
  personalId: string | null
  techId: string | null
  contactEmail: string | null
}

export interface Recording {
  procedureCode: string
  /** How it ended, or after how many acts it was looked at. */
  stand: string
  isEnded: boolean
  isGranted: boolean
  /** The way that most people go: the shortest to what they asked for. */
  isOrdinary: boolean
  dossierId: string
  code: string
  openedAt: string
  lastAt: string
  /** Everybody who is named in its rows. */
  accounts: RecordedAccount[]
  tables: TableRows[]
}

const HOUR = 3_600_000

/** An ordinary Monday without days off near it: 5 October 2026, half past seven in Việt Nam. */
const MONDAY = Date.parse('2026-10-05T00:30:00Z')

/** Tables whose rows belong to one dossier; found in the database, so that a new table is never forgotten. */
async function tablesOfDossiers(): Promise<{ table: string; columns: string[]; types: string[] }[]> {
  const rows = await asOwner<{ table: string; columns: string[]; types: string[] }>(
    `SELECT c.table_name AS table, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns,
       array_agg(c.udt_name::text ORDER BY c.ordinal_position) AS types
     FROM information_schema.columns c JOIN pg_class k ON k.relname = c.table_name AND k.relnamespace = 'public'::regnamespace
     WHERE c.table_schema = 'public' AND k.relkind IN ('r', 'p') AND NOT k.relispartition
     GROUP BY c.table_name HAVING array_agg(c.column_name::text) @> ARRAY['homeAgencyId', 'dossierId'] ORDER BY c.table_name`,
  )
  return rows
}

const byId = ['Dossier', 'DossierLocator']
const listed = (columns: string[]) => columns.map((name) => `"${name}"::text`).join(', ')

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

async function dump(code: string): Promise<Pick<Recording, 'dossierId' | 'accounts' | 'tables'>> {
  const [found] = await asOwner<{ id: string }>(`SELECT id FROM "DossierLocator" WHERE code = $1`, [code])
  if (!found) throw new Error(`no dossier ${code}`)
  const tables: TableRows[] = []
  const take = async (table: string, columns: string[], types: string[], where: string) => {
    const rows = await asOwner<{ row: (string | null)[] }>(
      `SELECT ARRAY[${listed(columns)}] AS row FROM "${table}" t WHERE ${where} ORDER BY 1`,
      [found.id],
    )
    if (rows.length > 0) tables.push({ table, columns, types, rows: rows.map(({ row }) => row) })
  }
  const columnsOf = async (table: string) =>
    asOwner<{ name: string; type: string }>(
      `SELECT column_name::text AS name, udt_name::text AS type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
      [table],
    )
  for (const table of [...byId, 'EventSealed']) {
    const columns = await columnsOf(table)
    const where = table === 'EventSealed' ? `t.key LIKE $1 || ':%'` : 't.id = $1'
    await take(
      table,
      columns.map(({ name }) => name),
      columns.map(({ type }) => type),
      where,
    )
  }
  for (const { table, columns, types } of await tablesOfDossiers()) await take(table, columns, types, 't."dossierId" = $1')
  const ids = new Set(JSON.stringify(tables).match(UUID))
  const accounts = await asOwner<RecordedAccount & Record<string, unknown>>(
    `SELECT id, email, "fullName", "personalId", "techId", "contactEmail" FROM "Account" WHERE id = ANY ($1) ORDER BY id`,
    [[...ids]],
  )
  return { dossierId: found.id, accounts, tables }
}

/** Papers are made by the worker's own function; what goes to partners counts as delivered, as it is long after. */
async function delivered(code: string): Promise<void> {
  for (const target of ['FORM', 'RESULT'] as const) {
    for (;;) {
      const lines = await claimOutbox(target, 10, 60)
      if (lines.length === 0) break
      for (const line of lines) {
        await issuePaper(line)
        await settleOutbox(target, [{ line, outcome: 'DELIVERED', retrySeconds: null, error: null }])
      }
    }
  }
  await asOwner(
    `UPDATE "OutboxMessage" SET status = 'DELIVERED', attempts = 1, "deliveredAt" = "createdAt" + interval '2 seconds'
     WHERE status <> 'DELIVERED' AND "dossierId" = (SELECT id FROM "DossierLocator" WHERE code = $1)`,
    [code],
  )
}

/** The next moment at which somebody is at work, some while after `at`. */
function laterAtWork(at: number, next: () => number): number {
  let then = at + 10 * 60_000 + next() * next() * 6 * HOUR
  for (;;) {
    const local = new Date(then + 7 * HOUR)
    const hour = local.getUTCHours() + local.getUTCMinutes() / 60
    const isDay = local.getUTCDay() >= 1 && local.getUTCDay() <= 5
    if (isDay && ((hour >= 7.6 && hour < 11.4) || (hour >= 13.6 && hour < 16.9))) return Math.floor(then / 1_000) * 1_000
    then += 20 * 60_000 + next() * 40 * 60_000
  }
}

const isGrantedAt = ({ end }: Way) => end.startsWith('returned GRANTED')

/** A few ways of a procedure: the longest that is granted, then the shortest to each of its ends. The ordinary one is the shortest that is granted. */
function chosen(ways: Way[]): { way: Way; isOrdinary: boolean; hasStands: boolean }[] {
  const here = ways.filter(({ filing }) => filing.source !== 'PORTAL')
  const first = new Map<string, Way>()
  for (const way of here) if (!first.has(way.end)) first.set(way.end, way)
  const granted = here.filter(isGrantedAt)
  const longest = granted.toSorted((a, b) => b.moves.length - a.moves.length)[0]
  const ordinary = granted[0]
  const some = [...new Set([longest, ordinary, ...first.values()])].flatMap((way) => way ?? []).slice(0, 5)
  return some.map((way) => ({ way, isOrdinary: way === ordinary, hasStands: way === longest || way === ordinary }))
}

/** Goes the ways of a procedure and keeps what is stored, of the ordinary and the longest also how it stood before each act: so open dossiers lie with everybody who has a part. */
async function goWays(definition: ProcedureDefinition, circumstances: Circumstances, seed: number): Promise<Recording[]> {
  const next = random(seed)
  const recordings: Recording[] = []
  for (const { way, isOrdinary, hasStands } of chosen(waysOf(definition, circumstances))) {
    // answers speak of the day of filing, so all begin on this one
    let at = laterAtWork(MONDAY + next() * 5 * HOUR, next)
    const tick = async () => {
      await setClockOffset(at - Date.now())
      await passDueTimers()
    }
    const openedAt = new Date(at).toISOString()
    await tick()
    const driver = new Driver(way, await citizen())
    await driver.file()
    const keep = async (stand: string) => {
      await delivered(driver.code)
      const isEnded = stand === way.end
      recordings.push({
        procedureCode: definition.code,
        stand,
        isEnded,
        isGranted: isGrantedAt(way),
        isOrdinary,
        ...(await dump(driver.code)),
        code: driver.code,
        openedAt,
        lastAt: new Date(at).toISOString(),
      })
    }
    for (const [done, move] of way.moves.entries()) {
      if (hasStands) await keep(`after ${done} acts`)
      at = laterAtWork(at, next)
      await tick()
      await driver.make(move)
    }
    await keep(way.end)
  }
  return recordings
}

const TRIES = 5

/** A machine that has much else to do may refuse a request in between; whoever went that way begins anew, with another dossier. */
export async function record(definition: ProcedureDefinition, circumstances: Circumstances, seed: number): Promise<Recording[]> {
  for (let tried = 1; ; tried += 1)
    try {
      return await goWays(definition, circumstances, seed)
    } catch (error) {
      if (tried === TRIES || !(error instanceof Error && error.message === 'OVERLOADED')) throw error
    }
}
