import { describe, expect, it } from 'vitest'
import { firstSettings } from '#prisma/data/settings.ts'
import { env } from '#server/env.ts'
import { faultsOf } from '#server/modules/history/check-history.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { fillProvince } from '#tests/province/province.ts'
import { record } from '#tests/province/record.ts'
import { catalogue } from '#workflows/catalogue/index.ts'

const UNTIL = '2026-11-16'
const localFees = Object.fromEntries(
  Object.entries(firstSettings).flatMap(([key, { value }]) =>
    key.startsWith('fee.') && typeof value === 'object' && 'amountVnd' in value ? [[key, Number(value.amountVnd)]] : [],
  ),
)

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
