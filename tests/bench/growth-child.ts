import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { db } from '#server/db.ts'
import { env } from '#server/env.ts'
import type { CitizenActor, StaffActor } from '#server/modules/account/actor.ts'
import { actorOfSession, startSession } from '#server/modules/account/session.ts'
import { countMyWork, listMyDossiers, listMyWork } from '#server/modules/dossier/list-dossiers.ts'
import { searchDossiers } from '#server/modules/dossier/search-dossiers.ts'
import { trackDossier } from '#server/modules/dossier/track-dossier.ts'
import { claimWork, releaseWork } from '#server/modules/dossier/work-commands.ts'
import { getRegister } from '#server/modules/register/get-register.ts'
import { cpuMs } from '#server/tools/measure.ts'
import { asOwner } from '#tests/builders/owner.ts'
import type { Answered } from './answered.ts'
import { databaseCpuMs } from './cpu.ts'

// One of two processes that ask the same questions, one of the small database and one of the large: the functions behind the endpoints, with
// the same people and the same dossiers, which are in both. Asked by the parent for a while at a time, in turn.

const askedSchema = z.object({ question: z.string(), ms: z.number() })

async function staffOf(role: string, agencyId: string, unitKind: string): Promise<StaffActor> {
  const [account] = await asOwner<{ id: string }>(
    `SELECT g."accountId" AS id FROM "RoleGrant" g JOIN "Unit" u ON u.id = g."unitId"
     WHERE g."agencyId" = $1 AND g."roleId" = $2 AND u.kind = $3 ORDER BY g."accountId" LIMIT 1`,
    [agencyId, role, unitKind],
  )
  return staffActor(account?.id ?? '')
}

async function staffActor(id: string): Promise<StaffActor> {
  const actor = await actorOfSession(await startSession(id, 'STAFF', 'bench'))
  if (actor.kind !== 'STAFF') throw new Error(`${id} is no staff`)
  return actor
}

/** Dossiers of the small database are in both; a part of them is asked for in turn. */
async function things() {
  const [busiest] = await asOwner<{ agencyId: string; unitKind: string; role: string; assigneeId: string | null }>(
    `SELECT w."agencyId", w."unitKind", w.role, min(w."assigneeId") AS "assigneeId" FROM "WorkItem" w WHERE w."closedAt" IS NULL AND w."agencyId" ~ '^x[0-9a]' AND w.member IS NULL
     GROUP BY 1, 2, 3 ORDER BY w.role = 'officer' DESC, count(*) DESC, 1, 2 LIMIT 1`,
  )
  if (!busiest) throw new Error('nobody has work')
  const { agencyId, unitKind, role, assigneeId } = busiest
  const dossiers = await asOwner<{ code: string; secret: string }>(
    `SELECT code, "lookupSecret" AS secret FROM "Dossier" WHERE code ~ '^H24[.]2[0-9][0-9]-[0-9]{6}-[0-9]{4}$' ORDER BY md5(id) LIMIT 400`,
  )
  const names = await asOwner<{ name: string }>(
    `SELECT p."fullName" AS name FROM "DossierParty" p JOIN "Dossier" d ON d."homeAgencyId" = p."homeAgencyId" AND d.id = p."dossierId"
     WHERE p."homeAgencyId" = $1 AND p.kind = 'OWNER' AND d.code ~ '-[0-9]{4}$' ORDER BY md5(p."dossierId") LIMIT 100`,
    [agencyId],
  )
  const citizens = await asOwner<{ id: string }>(
    `SELECT p."accountId" AS id FROM "DossierParty" p JOIN "Account" a ON a.id = p."accountId" AND a.kind = 'CITIZEN'
     GROUP BY 1 ORDER BY md5(p."accountId") LIMIT 50`,
  )
  return { agencyId, unitKind, role, assigneeId, dossiers, names: names.map(({ name }) => name), citizens }
}

const bare = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

function inTurn<Item>(items: readonly Item[]): () => Item {
  let at = 0
  return () => {
    const item = items[at % items.length]
    at += 1
    if (item === undefined) throw new Error('nothing to ask for')
    return item
  }
}

/** The last page that is still full, a few pages down. */
async function deepCursor(officer: StaffActor): Promise<string | undefined> {
  let cursor: string | undefined
  for (let page = 0; page < 5; page += 1) {
    const { nextCursor } = await listMyWork(officer, { queue: 'unit', ...(cursor ? { cursor } : {}) })
    if (!nextCursor) break
    cursor = nextCursor
  }
  return cursor
}

async function questions(): Promise<Record<string, () => Promise<unknown>>> {
  const { agencyId, unitKind, role, assigneeId, dossiers, names, citizens } = await things()
  const officer = assigneeId ? await staffActor(assigneeId) : await staffOf(role, agencyId, unitKind)
  const desk = await staffOf('desk', agencyId, 'oneStopDesk')
  const people: CitizenActor[] = []
  for (const { id } of citizens) {
    const actor = await actorOfSession(await startSession(id, 'CITIZEN', 'bench'))
    if (actor.kind === 'CITIZEN') people.push(actor)
  }
  const { items } = await listMyWork(officer, { queue: 'unit' })
  const own = items.filter(({ member }) => member === null).slice(0, 5)
  const [dossier, name, person, work] = [inTurn(dossiers), inTurn(names), inTurn(people), inTurn(own)]
  const cursor = await deepCursor(officer)
  const month = { from: '2025-03-01', to: '2025-03-31' }
  const { nextCursor } = await getRegister(desk, month)
  return {
    inbox: () => listMyWork(officer, { queue: 'unit' }),
    deep: () => listMyWork(officer, { queue: 'unit', ...(cursor ? { cursor } : {}) }),
    track: () => trackDossier(dossier()),
    search: () => searchDossiers(desk, { q: bare(name()) }),
    counters: () => countMyWork(officer),
    register: () => getRegister(desk, { ...month, ...(nextCursor ? { cursor: nextCursor } : {}) }),
    mine: () => listMyDossiers(person(), {}),
    change: async () => {
      const { code, workId, isMine } = work()
      const acts = isMine ? [releaseWork, claimWork] : [claimWork, releaseWork]
      for (const act of acts) await act(officer, { code, workId, requestId: randomUUID() })
    },
  }
}

const all = await questions()

process.on('message', async (message) => {
  const { question, ms } = askedSchema.parse(message)
  const ask = all[question]
  if (!ask) throw new Error(`no question ${question}`)
  const wallMs: number[] = []
  const [begin, node, postgres] = [performance.now(), cpuMs(), databaseCpuMs(env.MOCUA_DATA_DIR)]
  while (performance.now() - begin < ms) {
    const before = performance.now()
    await ask()
    wallMs.push(performance.now() - before)
  }
  const answered: Answered = {
    count: wallMs.length,
    nodeMs: cpuMs() - node,
    postgresMs: databaseCpuMs(env.MOCUA_DATA_DIR) - postgres,
    wallMs,
  }
  process.send?.(answered)
})
process.on('disconnect', () => {
  db.$disconnect().finally(() => process.exit(0))
})
process.send?.({ ready: Object.keys(all) })
