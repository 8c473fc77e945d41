import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { findStoredDossier } from '#server/modules/dossier/dossier.repository.ts'
import { claimWork, completeStep } from '#server/modules/dossier/work-commands.ts'
import { withClient } from '#server/tools/postgres.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner, ownerUrl } from '#tests/builders/owner.ts'
import { citizen, staff } from '#tests/builders/people.ts'

// Changes of one moment share their statement and its commit; what happens to one of them is its own matter.

const revisionOf = async (code: string) => (await findStoredDossier(code, null))?.revision ?? 0
const some = async (n: number) => {
  const codes: string[] = []
  for (let k = 0; k < n; k += 1) codes.push((await processingBusiness(await citizen())).code)
  return codes
}
let officer: Awaited<ReturnType<typeof staff>>
beforeAll(async () => {
  officer = await staff('officer')
})
const claim = (code: string, requestId = randomUUID()) => claimWork(officer, { code, workId: 'check#1', requestId })

/** Which transaction wrote the dossiers as they are now. */
const writtenBy = (codes: readonly string[]) =>
  asOwner<{ xmin: string }>(`SELECT DISTINCT xmin::text FROM "Dossier" WHERE code = ANY ($1)`, [codes])

it('they commit together, and each is there with its event, its command and its answer', async () => {
  const codes = await some(6)
  const saved = await Promise.all(codes.map((code) => claim(code)))
  expect(saved.map(({ code }) => code)).toEqual(codes)
  expect((await writtenBy(codes)).length).toBeLessThan(codes.length)
  for (const { code, revision } of saved) {
    const rows = await asOwner<{ events: number; commands: number; last: number }>(
      `SELECT d."lastSeq" AS last, (SELECT count(*)::int FROM "DossierEvent" e WHERE e."dossierId" = d.id) AS events,
         (SELECT count(*)::int FROM "Command" c WHERE c."dossierId" = d.id AND (c.response ->> 'revision')::int = d.revision) AS commands
       FROM "Dossier" d WHERE d.code = $1 AND d.revision = $2`,
      [code, revision],
    )
    expect(rows).toEqual([{ last: rows[0]?.events, events: rows[0]?.events, commands: 1 }])
  }
})

it('one that the database refuses harms none of the others', async () => {
  const codes = await some(4)
  const [poisoned, ...sound] = codes
  const before = await revisionOf(poisoned ?? '')
  const refused = completeStep(officer, {
    ...{ code: poisoned ?? '', workId: 'check#1', outcome: 'proposeRefuse', data: {}, checks: [], requestId: randomUUID() },
    // endpoints refuse such a sign before it comes so far
    reason: 'Lý do có dấu \u0000 không in được',
  })
  const [first, ...others] = await Promise.allSettled([refused, ...sound.map((code) => claim(code))])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: '22P05' } })
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(await revisionOf(poisoned ?? '')).toBe(before)
})

it('two of one dossier: one wins, the other hears that somebody was faster, and the rest is written', async () => {
  const codes = await some(3)
  const [contested = ''] = codes
  const before = await revisionOf(contested)
  const results = await Promise.allSettled([claim(contested), claim(contested), ...codes.slice(1).map((code) => claim(code))])
  expect(results.slice(2).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const [won, lost] = results.slice(0, 2).toSorted((one, other) => one.status.localeCompare(other.status))
  expect(won?.status).toBe('fulfilled')
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'DOSSIER_CHANGED_MEANWHILE' } })
  expect(await revisionOf(contested)).toBe(before + 1)
})

it('the same command twice at once is done once, and both hear the same', async () => {
  const [code = '', other = ''] = await some(2)
  const requestId = randomUUID()
  const before = await revisionOf(code)
  const [one, two] = await Promise.all([claim(code, requestId), claim(code, requestId), claim(other)])
  expect(two).toEqual(one)
  expect(await revisionOf(code)).toBe(before + 1)
})

it('a dossier that somebody holds does not hold up the others', async () => {
  const codes = await some(4)
  const [held = ''] = codes
  await withClient(ownerUrl(), async (client) => {
    await client.query('BEGIN')
    await client.query('SELECT 1 FROM "Dossier" WHERE code = $1 FOR UPDATE', [held])
    let isDone = false
    const waiting = claim(held).then((saved) => {
      isDone = true
      return saved
    })
    await Promise.all(codes.slice(1).map((code) => claim(code)))
    expect(isDone).toBe(false)
    // others go on while it waits by itself, longer than the patience of those who ask together
    await wait(500)
    const [next = ''] = await some(1)
    await claim(next)
    expect(isDone).toBe(false)
    await client.query('COMMIT')
    expect((await waiting).code).toBe(held)
  })
})
