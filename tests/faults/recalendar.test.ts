import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { recalendarOpenDossiers } from '#server/modules/calendar/recalendar.ts'
import { withClient } from '#server/tools/postgres.ts'
import { projectRoot } from '#server/tools/project.ts'
import { copyOpenDossiers } from '#tests/builders/copies.ts'
import { arrivedBusiness, filedBusiness, processingBusiness } from '#tests/builders/dossiers.ts'
import { faultsAt } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const COPIES = 1_200

const behind = async () =>
  (
    await asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Dossier" WHERE "endedAt" IS NULL AND "calendarVersionId" <> calendar_of_agency("homeAgencyId")`,
    )
  )[0]?.n ?? 0

const isBusy = async () =>
  (
    await asOwner(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'`,
    )
  ).length > 0

/** Begins as a process of its own and is killed without warning when something, but not everything, is done; says what was left. */
async function killedOnTheWay(total: number): Promise<number> {
  const child = spawn(
    join(projectRoot, 'node_modules/.bin/node'),
    [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'tests/faults/recalendar-run.ts')],
    { cwd: projectRoot, env: { ...process.env, LOG_LEVEL: 'fatal' }, stdio: 'ignore' },
  )
  const ended = once(child, 'exit')
  for (let left = total; left === total && child.exitCode === null; left = await behind()) await wait(20)
  child.kill('SIGKILL')
  await ended
  // what the database was given before the kill it still brings to its end
  while (await isBusy()) await wait(20)
  return behind()
}

it('a calendar change that is killed on the way moves each dossier once, in its chain, and tells each applicant once', {
  timeout: 240_000,
}, async () => {
  const person = await citizen()
  const originals = [await filedBusiness(person), await arrivedBusiness(person), await processingBusiness(person)]
  await withClient(String(env.DATABASE_OWNER_URL), (client) => copyOpenDossiers(client, COPIES))
  const keeper = as(await staff('operator')).calendar
  const tomorrow = new Date(Date.parse((await keeper.overview()).today) + 86_400_000)
  // the next ordinary day: a closure on a weekend would move nothing
  while ([0, 6].includes(tomorrow.getUTCDay())) tomorrow.setTime(tomorrow.getTime() + 86_400_000)
  const date = tomorrow.toISOString().slice(0, 10)
  await keeper.saveDay({ scope: 'vn', date, kind: 'HOLIDAY', nameVi: 'Ngày thử', basis: 'Quyết định thử' })
  const { draftHash } = await keeper.preview({ scope: 'vn' })
  await keeper.publish({ scope: 'vn', draftHash, noteVi: 'Thử dừng giữa chừng' })

  const before = await asOwner<{ id: string; revision: number; lastSeq: number; lastHash: string }>(
    `SELECT id, revision, "lastSeq", "lastHash" FROM "Dossier" WHERE "endedAt" IS NULL`,
  )
  let left = await behind()
  expect(left).toBe(before.length)
  for (let kills = 0; kills < 2 && left > 0; kills += 1) left = await killedOnTheWay(left)
  expect(left).toBeLessThan(before.length)
  const results = await Promise.all([recalendarOpenDossiers(), recalendarOpenDossiers()])
  expect(results.reduce((sum, { moved }) => sum + moved, 0)).toBeGreaterThanOrEqual(left)
  expect(await behind()).toBe(0)
  expect(await recalendarOpenDossiers()).toEqual({ moved: 0, failed: 0 })

  const after = await asOwner<{
    id: string
    revision: number
    seq: number
    prevHash: string
    lastHash: string
    hash: string
    events: number
    told: number
  }>(
    `SELECT d.id, d.revision, d."lastHash", e.seq, e."prevHash", e.hash,
       (SELECT count(*)::int FROM "DossierEvent" x WHERE x."dossierId" = d.id AND x.type = 'RECALENDAR') AS events,
       (SELECT count(*)::int FROM "OutboxMessage" o WHERE o."dossierId" = d.id AND o.payload ->> 'template' = 'dueChanged')
         - (e.payload ->> 'oldDueAt' IS DISTINCT FROM e.payload ->> 'newDueAt')::int AS told
     FROM "Dossier" d JOIN "DossierEvent" e ON e."dossierId" = d.id AND e.seq = d."lastSeq" WHERE d."endedAt" IS NULL`,
  )
  const was = new Map(before.map((row) => [row.id, row]))
  expect(after.length).toBe(before.length)
  for (const { id, ...row } of after) {
    const old = was.get(id)
    expect({ id, ...row }).toMatchObject({
      revision: (old?.revision ?? 0) + 1,
      seq: (old?.lastSeq ?? 0) + 1,
      prevHash: old?.lastHash,
      lastHash: row.hash,
      events: 1,
      told: 0,
    })
  }
  for (const { code } of originals) expect(await faultsAt(code)).toEqual([])
})
