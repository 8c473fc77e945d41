import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { businessAnswers } from '#tests/builders/dossiers.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { sendFile } from '#tests/builders/uploads.ts'
import { moveClock, type RunningWorker, startPartners, until } from '#tests/contracts/adapters/partners.ts'

// The scanner finds, is away, comes back, says nonsense: what a file may be used for follows from what it said, never from its silence.

Object.assign(process.env, { CLAMD_URL: `unix:${process.env.MOCUA_DATA_DIR}/clamd.sock` })
const partners = await startPartners()
const workers: RunningWorker[] = []
const startWorker = async () => {
  const worker = await partners.startWorker()
  workers.push(worker)
  return worker
}
const fault = (plan: Record<string, unknown>) => partners.control('clamd/faults', plan)
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await partners.up()
  await fault({ kind: 'none' })
})
afterAll(() => partners.close())

/** The harmless file that every scanner knows, in two so that this file is not one. */
const EICAR = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`
const PAPER = 'bien-ban-hop'
const household = {
  ...businessAnswers,
  founder: 'household',
  members: [
    { memberName: 'Trần Văn Thử', memberPersonalId: '031090000009' },
    { memberName: 'Nguyễn Thị Ngọc Ánh', memberPersonalId: '031190000008' },
  ],
}
let n = 0
const paper = (...more: string[]) => pdf(CATALOG, `<< /Title (paper ${++n}) >>`, ...more)

/** A draft with one paper that was just sent. */
async function drafted(bytes = paper()): Promise<{ person: CitizenActor; draftId: string; id: string }> {
  const person = await citizen()
  const { id: draftId } = await as(person).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
  const { revision } = await as(person).draft.get({ id: draftId })
  await as(person).draft.save({ id: draftId, revision, answers: household })
  await sendFile(as(person), { draftId, paperCode: 'uy-quyen-chu-ho' }, paper())
  const { id, scanState } = await sendFile(as(person), { draftId, paperCode: PAPER }, bytes)
  expect(scanState).toBe('PENDING')
  return { person, draftId, id }
}
const submit = ({ person, draftId }: { person: CitizenActor; draftId: string }) =>
  as(person).dossier.submit({ draftId, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
const stateOf = async (id: string) =>
  (
    await asOwner<{ scanState: string; scanNote: string | null }>(
      `SELECT "scanState", "scanNote" FROM "StoredFile" WHERE id = $1`,
      [id],
    )
  )[0]
const becomes = (id: string, state: string) =>
  until(
    () => stateOf(id),
    (file) => file?.scanState === state,
  )
const scansOf = async ({ person, draftId }: { person: CitizenActor; draftId: string }) =>
  new Set((await as(person).file.scans({ draftId })).map(({ scanState }) => scanState))

it('a clean file waits, is scanned by the worker at once, and then goes in', async () => {
  const draft = await drafted()
  await expect(submit(draft)).rejects.toMatchObject({ message: 'FILE_NOT_READY', cause: { details: { scanState: 'PENDING' } } })
  await startWorker()
  await until(
    () => scansOf(draft),
    (states) => states.size === 1 && states.has('CLEAN'),
  )
  const { code } = await submit(draft)
  expect(await as(await staff('desk')).file.open({ id: draft.id })).toMatchObject({ contentType: 'application/pdf' })
  expect(code).toMatch(/^H24/)
})

it('a harmful file is found, opened by nobody and handed in by nobody, until it is taken away', async () => {
  await startWorker()
  const draft = await drafted(paper(EICAR))
  expect(await becomes(draft.id, 'INFECTED')).toMatchObject({ scanNote: 'Eicar-Signature' })
  await expect(submit(draft)).rejects.toMatchObject({
    message: 'FILE_NOT_READY',
    cause: { details: { scanState: 'INFECTED', names: ['giấy tờ.pdf'] } },
  })
  await expect(as(draft.person).file.open({ id: draft.id })).rejects.toMatchObject({ message: 'FILE_NOT_READY' })
})

it('a scanner that is away is a state and no pass; when it is back the scan goes on by itself', async () => {
  await partners.down()
  await startWorker()
  const draft = await drafted()
  await becomes(draft.id, 'ERROR')
  expect(await scansOf(draft)).toEqual(new Set(['ERROR']))
  await expect(submit(draft)).rejects.toMatchObject({ message: 'FILE_NOT_READY', cause: { details: { scanState: 'ERROR' } } })
  await partners.up()
  await becomes(draft.id, 'CLEAN')
  await until(
    () => scansOf(draft),
    (states) => !states.has('ERROR'),
  )
  await submit(draft)
})

it.each(['garbage', 'truncated', 'errorBody', 'down'])('an answer that is %s is no verdict', async (kind) => {
  await fault({ kind, count: -1 })
  await startWorker()
  const { id } = await drafted()
  await becomes(id, 'ERROR')
  await fault({ kind: 'none' })
  await becomes(id, 'CLEAN')
})

it('a long outage costs nobody the day of filing: the files go in closed, and open when they were scanned', async () => {
  await partners.down()
  const draft = await drafted()
  await moveClock(20 * 60_000)
  await submit(draft)
  const desk = as(await staff('desk'))
  await expect(desk.file.open({ id: draft.id })).rejects.toMatchObject({
    message: 'FILE_NOT_READY',
    cause: { details: { scanState: 'PENDING' } },
  })
  await partners.up()
  await startWorker()
  await becomes(draft.id, 'CLEAN')
  expect(await desk.file.open({ id: draft.id })).toMatchObject({ name: 'giấy tờ.pdf' })
})

it('a worker that is killed while the scanner thinks leaves the file to the next one', async () => {
  await fault({ kind: 'timeoutAfterApply', count: 2 })
  const { id } = await drafted()
  const first = await startWorker()
  await until(
    () => asOwner<{ n: number }>(`SELECT "scanAttempts" AS n FROM "StoredFile" WHERE id = $1`, [id]),
    ([file]) => (file?.n ?? 0) > 0,
  )
  await first.kill('SIGKILL')
  expect(await stateOf(id)).toMatchObject({ scanState: 'PENDING' })
  // killed between its claim and its question, it left the scanner's silence over for the next one
  await fault({ kind: 'none' })
  await moveClock(23 * 60_000)
  await startWorker()
  await becomes(id, 'CLEAN')
})
