import { describe, expect, it } from 'vitest'
import { firstSettings } from '#prisma/data/settings.ts'
import { env } from '#server/env.ts'
import { faultsOf } from '#server/modules/history/check-history.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import { withClient } from '#server/tools/postgres.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { fillProvince } from '#tests/province/province.ts'
import { type Recording, record } from '#tests/province/record.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { cloneDatabase } from './setup/clone.ts'

const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)

const UNTIL = '2026-11-16'

/** One hash for each table of the database, over all rows and all columns whatever their order. Nothing is left out: no column is of the moment. */
const hashesOf = (url: string): Promise<Record<string, string>> =>
  withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
    )
    const hashes: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ hash: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS hash FROM "${name}" t`,
      )
      hashes[name] = rows[0]?.hash ?? ''
    }
    return hashes
  })

async function filledElsewhere(recordings: readonly Recording[], seed: number): Promise<Record<string, string>> {
  const other = await cloneDatabase()
  await fillProvince(recordings, { ownerUrl: other.DATABASE_OWNER_URL, dossiers: 300, seed, until: UNTIL })
  return hashesOf(other.DATABASE_OWNER_URL)
}

describe('a made-up province', () => {
  it('is filled with copies of recorded lives in which every rule about dossiers holds', { timeout: 240_000 }, async () => {
    const definition = catalogue.find(({ code }) => code === '1.001612')
    if (!definition) throw new Error('the procedure is gone')
    const recordings = await record(definition, { today: '2026-10-05', place: '31', localFees }, 1)
    expect(recordings.some(({ isEnded }) => isEnded)).toBe(true)
    expect(recordings.some(({ isEnded }) => !isEnded)).toBe(true)
    await asOwner('DELETE FROM "AppClock"')

    const filled = await fillProvince(recordings, {
      ownerUrl: env.DATABASE_OWNER_URL ?? '',
      dossiers: 300,
      seed: 7,
      until: UNTIL,
    })
    expect(filled.dossiers).toBe(300)
    expect(filled.open).toBe(6)
    expect(filled.staff).toBeGreaterThan(4_000)

    const once = await filledElsewhere(recordings, 7)
    expect(Object.keys(once)).toEqual(
      expect.arrayContaining(['Agency', 'DossierCodeCounter', 'EventSealed', 'RoleGrant', 'Unit']),
    )
    expect(await filledElsewhere(recordings, 7)).toEqual(once)
    expect((await filledElsewhere(recordings, 8)).DossierEvent).not.toBe(once.DossierEvent)

    // what is refused in the end leaves nothing behind
    const refused = await cloneDatabase()
    const before = await hashesOf(refused.DATABASE_OWNER_URL)
    const mayKeep = () => Promise.reject(new Error('midnight has passed'))
    const unkept = { ownerUrl: refused.DATABASE_OWNER_URL, dossiers: 20, seed: 7, until: UNTIL, mayKeep }
    await expect(fillProvince(recordings, unkept)).rejects.toThrow('midnight has passed')
    expect(await hashesOf(refused.DATABASE_OWNER_URL)).toEqual(before)

    let dossiers = 0
    for await (const history of histories()) {
      dossiers += 1
      const beside = await projectionsOf(history.homeAgencyId, history.id)
      expect(faultsOf(history)).toEqual([])
      expect(beside && (await violationsOf(history, beside))).toEqual([])
    }
    expect(dossiers).toBeGreaterThan(300)

    const [spread] = await asOwner<{ homes: number; codes: number; applicants: number }>(
      `SELECT count(DISTINCT d."homeAgencyId")::int AS homes, count(DISTINCT d.code)::int AS codes,
         count(DISTINCT p."accountId")::int AS applicants
       FROM "Dossier" d JOIN "DossierParty" p ON p."dossierId" = d.id WHERE d."homeAgencyId" LIKE 'x%' AND d."homeAgencyId" <> 'xa-a'`,
    )
    expect(spread).toMatchObject({ codes: 300 })
    expect(spread?.homes).toBeGreaterThan(90)
    expect(spread?.applicants).toBeGreaterThan(80)
    // a code is given out once: counters go on behind the copies
    const [behind] = await asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Dossier" d LEFT JOIN "DossierCodeCounter" c
         ON c."agencyId" = d."homeAgencyId" AND c.day = split_part(d.code, '-', 2)
       WHERE coalesce(c.n, 0) < split_part(d.code, '-', 3)::int`,
    )
    expect(behind?.n).toBe(0)
  })
})
