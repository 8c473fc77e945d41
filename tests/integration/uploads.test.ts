import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { env } from '#server/env.ts'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { uploadFaults } from '#server/modules/file/check-uploads.ts'
import { removeLeftBehind } from '#server/modules/file/remove-left-behind.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { beginUpload, sendFile, tusRequest } from '#tests/builders/uploads.ts'

const PAPER = 'bien-ban-hop'
const partials = join(env.MOCUA_DATA_DIR, 'uploads')
let n = 0
const paper = () => pdf(CATALOG, `<< /Title (upload ${++n}) >>`)
const bytesType = { 'content-type': 'application/offset+octet-stream' }

async function place(person: CitizenActor) {
  const { id } = await as(person).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
  return { draftId: id, paperCode: PAPER }
}
const patch = (person: CitizenActor, id: string, from: number, body: BodyInit) =>
  as(person).file.transfer(tusRequest('PATCH', id, { 'upload-offset': String(from), ...bytesType }, body))
const offsetOf = async (person: CitizenActor, id: string) =>
  Number((await as(person).file.transfer(tusRequest('HEAD', id, {}))).headers.get('upload-offset'))
const filesOf = (person: CitizenActor, draftId: string) => as(person).file.scans({ draftId })
/** Sends so many bytes and then the line is cut. */
const cutAfter = (bytes: Buffer, count: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(bytes.subarray(0, count)))
    },
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      controller.error(new Error('the line was cut'))
    },
  })

it('an upload goes on from the byte where the line was cut, and is a paper only when it is whole', async () => {
  const person = await citizen()
  const target = await place(person)
  const bytes = paper()
  const id = await beginUpload(as(person), target, { size: bytes.length })
  await patch(person, id, 0, cutAfter(bytes, 40)).catch(() => undefined)
  expect(await offsetOf(person, id)).toBe(40)
  await expect(as(person).file.finish({ id })).rejects.toMatchObject({
    message: 'FILE_NOT_READY',
    cause: { details: { arrived: 40, size: bytes.length } },
  })
  expect(await filesOf(person, target.draftId)).toEqual([])
  const { uploads } = await as(person).file.unfinished(target)
  expect(uploads).toMatchObject([{ id, arrived: 40, size: bytes.length, name: 'giấy tờ.pdf' }])

  expect((await patch(person, id, 0, Buffer.from(bytes))).status).toBe(409)
  expect((await patch(person, id, 40, Buffer.from(bytes.subarray(40)))).status).toBe(204)
  const file = await as(person).file.finish({ id })
  expect(file).toMatchObject({ id, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect(await filesOf(person, target.draftId)).toEqual([{ id, scanState: 'NOT_CONFIGURED' }])
  expect((await as(person).file.unfinished(target)).uploads).toEqual([])
  expect(existsSync(join(partials, id))).toBe(false)
  expect(await offsetOf(person, id)).toBe(bytes.length)
})

it('finishing twice, or after being killed in between, makes one file', async () => {
  const person = await citizen()
  const target = await place(person)
  const bytes = paper()
  const id = await beginUpload(as(person), target, { size: bytes.length }, bytes)
  const answers = await Promise.all(
    [as(person).file.finish({ id }), as(person).file.finish({ id })].map((one) => one.catch(() => null)),
  )
  expect(answers.some((answer) => answer?.id === id)).toBe(true)
  expect(await as(person).file.finish({ id })).toMatchObject({ id })
  expect(await filesOf(person, target.draftId)).toHaveLength(1)
})

it('what was refused is refused again in the same words, and nothing of it is kept', async () => {
  const person = await citizen()
  const target = await place(person)
  const bytes = pdf(CATALOG, '<< /S /JavaScript /JS (app.alert(1)) >>')
  const id = await beginUpload(as(person), target, { size: bytes.length }, bytes)
  for (let time = 0; time < 2; time += 1)
    await expect(as(person).file.finish({ id })).rejects.toMatchObject({
      message: 'FILE_TYPE_REFUSED',
      cause: { details: { reason: 'activeContent' } },
    })
  expect(existsSync(join(partials, id))).toBe(false)
})

it('an upload of somebody else does not exist: neither its length, nor writing, nor ending, nor taking it back', async () => {
  const person = await citizen()
  const target = await place(person)
  const id = await beginUpload(as(person), target, { size: 100 })
  for (const stranger of [await citizen(), await staff('desk'), await staff('admin')]) {
    const ask = (method: string, headers = {}, body?: BodyInit) =>
      as(stranger).file.transfer(tusRequest(method, id, headers, body))
    await expect(ask('HEAD')).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(ask('PATCH', { 'upload-offset': '0', ...bytesType }, 'x')).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(ask('DELETE')).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(stranger).file.finish({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    expect((await as(stranger).file.unfinished(target)).uploads).toEqual([])
    await expect(as(stranger).file.scans({ draftId: target.draftId })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  }
  expect(await offsetOf(person, id)).toBe(0)
  expect((await as(person).file.transfer(tusRequest('DELETE', id, {}))).status).toBe(204)
  await expect(as(person).file.transfer(tusRequest('HEAD', id, {}))).rejects.toMatchObject({ message: 'NOT_FOUND' })
})

it('one person has a bounded number on the way', async () => {
  const person = await citizen()
  const target = await place(person)
  for (let count = 0; count < 12; count += 1) await beginUpload(as(person), target, { size: 20_000_000 })
  await expect(beginUpload(as(person), target, { size: 10 })).rejects.toMatchObject({ message: 'RATE_LIMITED' })
})

it('a full store is said as such, keeps what had arrived, and goes on when there is room', async () => {
  const person = await citizen()
  const target = await place(person)
  const bytes = paper()
  const id = await beginUpload(as(person), target, { size: bytes.length })
  rmSync(join(partials, id))
  symlinkSync('/dev/full', join(partials, id))
  await expect(patch(person, id, 0, Buffer.from(bytes))).rejects.toMatchObject({
    message: 'PARTNER_UNAVAILABLE',
    cause: { details: { partner: 'storage', reason: 'full' } },
  })
  rmSync(join(partials, id))
  writeFileSync(join(partials, id), '')
  await patch(person, id, 0, Buffer.from(bytes))
  expect(await as(person).file.finish({ id })).toMatchObject({ size: bytes.length })
})

it('what nobody goes on with is removed, what nothing names goes with its bytes, and what others share stays', async () => {
  const person = await citizen()
  const target = await place(person)
  const shared = paper()
  const lone = paper()
  const begun = await beginUpload(as(person), target, { size: 500 })
  const kept = await sendFile(as(person), target, shared)
  const twin = await sendFile(as(person), target, shared)
  const gone = await sendFile(as(person), target, lone)
  for (const { paperId } of [twin, gone]) await as(person).draft.removeFile({ id: target.draftId, paperId })
  expect(await removeLeftBehind()).toEqual({ uploads: 0, orphans: 0 })

  const before = `app_now() - interval '3 days'`
  await asOwner(`UPDATE "Upload" SET "touchedAt" = ${before} WHERE id = $1`, [begun])
  await asOwner(`UPDATE "StoredFile" SET "createdAt" = ${before} WHERE id = ANY ($1)`, [[kept.id, twin.id, gone.id]])
  const blob = join(env.MOCUA_DATA_DIR, 'files/sha256', gone.sha256.slice(0, 2), gone.sha256.slice(2, 4), gone.sha256)
  // bytes that were stored a moment ago are left for the next time
  expect(await removeLeftBehind()).toEqual({ uploads: 1, orphans: 1 })
  expect(existsSync(blob)).toBe(true)
  utimesSync(blob, new Date(0), new Date(0))
  expect(await removeLeftBehind()).toEqual({ uploads: 0, orphans: 1 })
  expect(existsSync(blob)).toBe(false)
  expect(readdirSync(partials)).not.toContain(begun)
  expect(await as(person).file.open({ id: kept.id })).toMatchObject({ size: shared.length })
})

it('the check finds uploads whose bytes are gone', async () => {
  const person = await citizen()
  const id = await beginUpload(as(person), await place(person), { size: 10 })
  const mine = async () => (await uploadFaults()).filter((fault) => fault.includes(id))
  expect(await mine()).toEqual([])
  rmSync(join(partials, id))
  expect(await mine()).toEqual([`upload ${id}: its bytes are gone`])
})
