import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { findWorkedOnDossier } from '#server/modules/dossier/dossier.repository.ts'
import { keepKnown, recallKnown } from '#server/modules/dossier/known-dossiers.ts'
import { loadDossier } from '#server/modules/dossier/load-dossier.ts'
import type { LoadedDossier } from '#server/modules/dossier/loaded-dossier.ts'
import { projectionRows } from '#server/modules/dossier/rows.ts'
import { claimWork, openWork, releaseWork } from '#server/modules/dossier/work-commands.ts'
import { staffLives } from '#tests/bench/staff-lives.ts'
import { resetClock, setClock } from '#tests/builders/clock.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen, staff } from '#tests/builders/people.ts'

// A process decides on what it wrote itself, as long as the database says that it is still so: never on anything else than it would have read.

afterEach(resetClock)

const ofOne = async () => (await processingBusiness(await citizen())).code
const work = (code: string) => ({ code, workId: 'check#1', requestId: randomUUID() })

/** What work is decided on. Functions and the moment of reading are of the reader; people and papers are not read for work. */
const decidedOn = ({
  agencyOf: _of,
  now: _now,
  rows: _rows,
  stateHash: _hash,
  parties: _p,
  helperIds: _h,
  offeredTo: _o,
  papers: _x,
  ...rest
}: LoadedDossier) => rest
async function read(code: string): Promise<LoadedDossier> {
  const stored = await findWorkedOnDossier({ code, requestId: randomUUID() })
  if (!stored) throw new Error(`no dossier ${code}`)
  return loadDossier(stored)
}

it.each(['plain', 'sentBack'] as const)(
  'what is at hand after each change of a life (%s) is what a reader finds',
  async (life) => {
    const [officer, leader, clerk, desk] = [
      await staff('officer'),
      await staff('leader'),
      await staff('clerk'),
      await staff('desk'),
    ]
    const code = await ofOne()
    let met = 0
    for (const change of staffLives({ officer, leader, clerk, desk })[life]) {
      await change(code)
      const known = await recallKnown(code, randomUUID())
      if (!known) continue
      met += 1
      const fresh = await read(code)
      expect(decidedOn(known.dossier)).toEqual(decidedOn(fresh))
      expect(known.dossier.rows).toEqual(projectionRows(fresh, fresh.definition, fresh.state, fresh.calendar))
      expect(known.answered).toBeNull()
    }
    // all but what was written down in a form, and what the desk hands out
    expect(met).toBeGreaterThanOrEqual(life === 'plain' ? 8 : 11)
  },
)

it('what somebody else changed meanwhile is read, and the next change is made on that', async () => {
  const officer = await staff('officer')
  const code = await ofOne()
  await claimWork(officer, work(code))
  expect(await recallKnown(code, randomUUID())).not.toBeNull()
  // as another process would leave it: a newer revision, and another answer in the form
  await asOwner(`UPDATE "Dossier" SET revision = revision + 1 WHERE code = $1`, [code])
  await asOwner(
    `UPDATE "FormData" f SET json = jsonb_set(f.json, '{answers,tradeName}', '"Tên khác"') FROM "Dossier" d WHERE d.id = f."dossierId" AND d.code = $1`,
    [code],
  )
  expect(await recallKnown(code, randomUUID())).toBeNull()
  const { revision } = await releaseWork(officer, work(code))
  expect((await recallKnown(code, randomUUID()))?.dossier).toMatchObject({ revision, answers: { tradeName: 'Tên khác' } })
})

it('a dossier that was set aside is not worked on, at hand or not', async () => {
  const officer = await staff('officer')
  const code = await ofOne()
  await claimWork(officer, work(code))
  await asOwner(
    `INSERT INTO "Quarantine" ("homeAgencyId", "dossierId", code, reason, since) SELECT "homeAgencyId", id, code, 'tried', now() FROM "Dossier" WHERE code = $1`,
    [code],
  )
  await expect(openWork(officer, work(code))).rejects.toMatchObject({ code: 'DOSSIER_SET_ASIDE' })
})

it('the same command again hears the same answer, another body under its number is refused, and a stranger learns nothing', async () => {
  const officer = await staff('officer')
  const code = await ofOne()
  const first = work(code)
  const heard = await claimWork(officer, first)
  expect(await claimWork(officer, first)).toEqual(heard)
  await expect(openWork(officer, first)).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' })
  await expect(claimWork(await staff('officer', 'xa-b'), work(code))).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('time is the database clock of each change', async () => {
  const officer = await staff('officer')
  const code = await ofOne()
  await setClock('2026-12-07T09:00')
  await claimWork(officer, work(code))
  await setClock('2026-12-08T10:00')
  await releaseWork(officer, work(code))
  const rows = await asOwner<{ day: string }>(
    `SELECT to_char(e.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD HH24:MI') AS day FROM "DossierEvent" e JOIN "Dossier" d ON d.id = e."dossierId"
     WHERE d.code = $1 ORDER BY e.seq DESC LIMIT 2`,
    [code],
  )
  expect(rows.map(({ day }) => day)).toEqual(['08 10:00', '07 09:00'])
})

it('no more than two hundred are kept, and an acknowledgement that comes late does not replace what is newer', async () => {
  const code = await ofOne()
  const officer = await staff('officer')
  await claimWork(officer, work(code))
  const kept = (await recallKnown(code, randomUUID()))?.dossier
  if (!kept) throw new Error('nothing is kept')
  keepKnown({ ...kept, revision: kept.revision - 1 })
  expect((await recallKnown(code, randomUUID()))?.dossier.revision).toBe(kept.revision)
  for (let n = 0; n < 200; n += 1) keepKnown({ ...kept, code: `other-${n}` })
  expect(await recallKnown(code, randomUUID())).toBeNull()
})
