import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dueRootDays, purgeExpired } from '#server/jobs/chores.ts'
import { writeCompanyLetters } from '#server/jobs/company.ts'
import { claimOutbox } from '#server/jobs/outbox.repository.ts'
import { planReminders, sendReminders } from '#server/jobs/reminders.ts'
import { dueTimers } from '#server/jobs/timers.repository.ts'
import { type Actor, type CitizenActor, visitor } from '#server/modules/account/actor.ts'
import { dossiersBehind } from '#server/modules/calendar/calendar.repository.ts'
import { claimScans } from '#server/modules/file/scan.repository.ts'
import { publishChainRoot } from '#server/modules/history/chain-root.ts'
import { claimNotices } from '#server/modules/notification/notice.repository.ts'
import { measureDurations } from '#server/modules/procedure/durations.ts'
import { appRouter } from '#server/root.ts'
import { arrivedBusiness, openWorkOf, processingBusiness } from '#tests/builders/dossiers.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { EXPECTED } from '#tests/security/permission-table.ts'
import { countedOff, type Explained, endOfLog, explainEverything, explainedSince, nodesOf, thisDatabase } from './explained.ts'
import { manyDossiers } from './many-dossiers.ts'

/**
 * What PostgreSQL does for each reading endpoint, asked by each kind of person, and for each question of the worker, among many dossiers:
 * no large table is read from end to end, nothing unbounded is sorted, nothing is counted off. A new endpoint is asked as soon as the
 * permission table has its row, which it must have.
 */
const TIMES = 700
/** A table with fewer rows may be read as the planner likes. */
const LARGE = 3_000
/** What one statement may touch of a large table, or sort: a year of one place, never the whole. */
const MOST = 1_500

/** Endpoints that may touch more rows than that, and how many; each is argued in the README beside this. Everything else holds for them too. */
const TOUCHES: Readonly<Record<string, number>> = { 'desk.register': 12_000, 'procedure.home': 20_000 }
/** Tables that may be read from end to end because what is looked at is most of them here. */
const WHOLE: Readonly<Record<string, readonly string[]>> = { 'procedure.home': ['Dossier'] }

let party: CitizenActor
let large: Set<string>
const people: Actor[] = [visitor]
const target = {
  ...{ code: '', workId: '', secret: '', draftId: '', officerId: '', petitionCode: 'PA-1' },
  ...{ fileId: randomUUID(), documentId: randomUUID(), verifyId: 'V', requestId: randomUUID() },
  ...{ proposalId: randomUUID(), refusedProposalId: randomUUID(), delegationId: randomUUID(), noticeId: randomUUID() },
}

beforeAll(async () => {
  await explainEverything()
  party = await citizen()
  const officer = await staff('officer-economy')
  target.code = (await processingBusiness(party)).code
  target.workId = await openWorkOf(officer, target.code)
  target.secret = (await as(party).dossier.get({ code: target.code })).lookupSecret
  target.draftId = (await as(party).draft.start({ procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE' })).id
  target.officerId = officer.id
  for (let n = 0; n < 4; n += 1) await processingBusiness(await citizen())
  for (let n = 0; n < 5; n += 1) await arrivedBusiness(await citizen())
  await manyDossiers(thisDatabase(), TIMES)
  people.push(party, officer)
  for (const role of ['desk', 'head', 'leader', 'clerk', 'director', 'accountant', 'admin', 'operator'])
    people.push(await staff(role))
  const [leader, clerk] = [await staff('leader'), await staff('clerk')]
  const principal = { delegationId: target.delegationId, id: leader.id, fullName: leader.fullName, grants: leader.grants }
  people.push({ ...clerk, principals: [principal] })
  const { asOwner } = await import('#tests/builders/owner.ts')
  const rows = await asOwner<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= ${LARGE}`,
  )
  large = new Set(rows.map(({ name }) => name))
}, 120_000)

interface Bounds {
  most: number
  whole: readonly string[]
}
const boundsOf = (path: string): Bounds => ({ most: TOUCHES[path] ?? MOST, whole: WHOLE[path] ?? [] })

/** What is wrong with a statement, in words. */
function faultsOf({ text, parameters, plan }: Explained, { most, whole }: Bounds): string[] {
  const faults = countedOff({ text, parameters }).map((rows) => `counts off ${rows} rows`)
  let touched = 0
  for (const node of nodesOf(plan)) {
    const loops = node['Actual Loops'] ?? 0
    const relation = node['Relation Name'] ?? ''
    if (large.has(relation)) {
      if (node['Node Type'] === 'Seq Scan' && loops > 0 && !whole.includes(relation)) faults.push(`reads all of ${relation}`)
      touched +=
        loops *
        ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0))
    }
    const sorted = (node.Plans ?? []).reduce(
      (rows, child) => rows + (child['Actual Rows'] ?? 0) * (child['Actual Loops'] ?? 0),
      0,
    )
    if (/Sort/.test(node['Node Type']) && sorted > most) faults.push(`sorts ${sorted} rows`)
  }
  if (touched > most) faults.push(`touches ${Math.round(touched)} rows`)
  return faults.map((fault) => `${fault}: ${text.replace(/\s+/g, ' ').slice(0, 300)}`)
}

async function faultsDuring(
  work: () => Promise<unknown>,
  bounds = boundsOf(''),
): Promise<{ statements: number; faults: string[] }> {
  const from = endOfLog()
  await work()
  const explained = await explainedSince(from)
  return { statements: explained.length, faults: [...new Set(explained.flatMap((each) => faultsOf(each, bounds)))] }
}

type Endpoint = (input: unknown) => Promise<unknown>
const endpointOf = (actor: Actor, path: string): Endpoint => {
  const [area = '', name = ''] = path.split('.')
  const found = (as(actor) as unknown as Record<string, Record<string, Endpoint>>)[area]?.[name]
  if (!found) throw new Error(`no endpoint ${path}`)
  return found
}
/** Lists answer with the place at which the next page begins. */
const cursorSchema = z.looseObject({ nextCursor: z.string() })
/** Refused is an answer too: what was asked before it counts as well. */
const asked = async (actor: Actor, path: string, input: unknown): Promise<unknown> => {
  try {
    return await endpointOf(actor, path)(input)
  } catch {
    return null
  }
}

const reading = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  .filter(([, { _def }]) => _def.type === 'query')
  .map(([path]) => path)

describe('among many dossiers', () => {
  it('there are large tables to speak of', () => {
    for (const table of ['Dossier', 'DossierLocator', 'DossierParty', 'WorkItem']) expect([...large]).toContain(table)
  })

  it.each(reading)('%s is bounded, and so is its second page', { timeout: 30_000 }, async (path) => {
    const { faults } = await faultsDuring(async () => {
      for (const person of people) {
        const input = EXPECTED[path]?.input?.(target)
        const answer = cursorSchema.safeParse(await asked(person, path, input))
        if (answer.success) await asked(person, path, { ...(input ?? {}), cursor: answer.data.nextCursor })
      }
    }, boundsOf(path))
    expect(faults).toEqual([])
  })

  it('a list that counts rows off would be seen', async () => {
    const { db } = await import('#server/db.ts')
    const { faults } = await faultsDuring(async () => {
      await db.dossier.findMany({ take: 3, orderBy: { id: 'asc' }, where: { homeAgencyId: 'xa-a', id: { gt: '' } } })
      await db.procedure.findMany({ take: 3, skip: 7 })
      await db.$queryRaw`SELECT code FROM "Procedure" ORDER BY code LIMIT 3 OFFSET 11`
    })
    expect(faults).toEqual([expect.stringMatching(/^counts off 7 rows/), expect.stringMatching(/^counts off 11 rows/)])
  })

  it.each(['unit', 'mine', 'late', 'soon', 'paused', 'arrivals', 'results'])('the queue %s is, page by page', async (queue) => {
    let pages = 0
    const { faults, statements } = await faultsDuring(async () => {
      for (const person of people) {
        let cursor: string | undefined
        for (let page = 0; page < 3; page += 1) {
          const answer = (await asked(person, 'work.list', { queue, ...(cursor ? { cursor } : {}) })) as {
            nextCursor: string | null
          } | null
          pages += 1
          if (!answer?.nextCursor) break
          cursor = answer.nextCursor
        }
      }
    })
    expect(faults).toEqual([])
    expect(statements).toBeGreaterThan(pages / 2)
  })

  it('searching is, for a name that many bear', async () => {
    const { faults, statements } = await faultsDuring(async () => {
      for (const q of ['nguyen', 'nguyen thi', 'tran van thu'])
        for (const person of people) await asked(person, 'work.search', { q })
    })
    expect(faults).toEqual([])
    expect(statements).toBeGreaterThan(10)
  })

  it("the worker's questions are", { timeout: 60_000 }, async () => {
    const signal = AbortSignal.timeout(20_000)
    // while there is no root the first day of all is looked for (README)
    await publishChainRoot('2026-01-05')
    const questions: Record<string, () => Promise<unknown>> = {
      outbox: () => claimOutbox('PORTAL', 10, 60),
      timers: () => dueTimers(50),
      'days without a root': dueRootDays,
      'reminders to plan': planReminders,
      'reminders to send': () => sendReminders(signal),
      letters: () => writeCompanyLetters(signal),
      notices: () => claimNotices('SMS', 10, 60),
      scans: () => claimScans(10, 60),
      purge: purgeExpired,
      durations: () => measureDurations(signal),
      calendars: () => dossiersBehind({ homeAgencyId: '', id: '' }, 200),
    }
    const faults: string[] = []
    for (const [name, question] of Object.entries(questions))
      faults.push(...(await faultsDuring(question)).faults.map((fault) => `${name} ${fault}`))
    expect(faults).toEqual([])
  })
})
