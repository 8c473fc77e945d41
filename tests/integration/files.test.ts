import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { CATALOG, jpeg, pdf, png } from '#server/modules/file/samples.test-support.ts'
import { arrivedBusiness, businessAnswers } from '#tests/builders/dossiers.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'
import { beginUpload, sendFile, tusRequest } from '#tests/builders/uploads.ts'

const PAPER = 'bien-ban-hop'
const paper = pdf(CATALOG)
/** A household needs the paper, a single person does not. */
const household = {
  ...businessAnswers,
  founder: 'household',
  members: [
    { memberName: 'Trần Văn Thử', memberPersonalId: '031090000009' },
    { memberName: 'Nguyễn Thị Ngọc Ánh', memberPersonalId: '031190000008' },
  ],
}

async function draftOf(person: CitizenActor): Promise<string> {
  const { id } = await as(person).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
  return id
}
const bytesOf = async (file: { read(): Promise<ReadableStream<Uint8Array>> }) =>
  Buffer.from(await new Response(await file.read()).arrayBuffer())
const auditOf = (actorId: string) =>
  asOwner(`SELECT action, details FROM "AuditEntry" WHERE "actorId" = $1 AND action LIKE 'file.%'`, [actorId])
const storedOf = (draftId: string) => asOwner(`SELECT 1 FROM "StoredFile" WHERE "draftId" = $1`, [draftId])

describe('a paper of a draft', () => {
  it('is stored, listed with the draft and read again by its owner', async () => {
    const person = await citizen()
    const draftId = await draftOf(person)
    await as(person).draft.save({ id: draftId, revision: 1, answers: household })
    const view = await sendFile(as(person), { draftId, paperCode: PAPER }, paper, { name: '../Biên bản\u202E họp.pdf' })
    expect(view).toMatchObject({ name: 'Biên bản họp.pdf', size: paper.length, contentType: 'application/pdf' })
    const draft = await as(person).draft.get({ id: draftId })
    expect(draft.papers.flatMap(({ files }) => files)).toMatchObject([
      { id: view.id, paperId: view.paperId, name: 'Biên bản họp.pdf' },
    ])
    const opened = await as(person).file.open({ id: view.id })
    expect(Buffer.compare(await bytesOf(opened), paper)).toBe(0)
    expect(await auditOf(person.id)).toEqual([])
    expect(await asOwner(`SELECT "scanState" FROM "StoredFile" WHERE id = $1`, [view.id])).toEqual([
      { scanState: 'NOT_CONFIGURED' },
    ])
  })

  it('does not exist for anybody else, and no longer for its owner once removed', async () => {
    const person = await citizen()
    const draftId = await draftOf(person)
    const { id, paperId } = await sendFile(as(person), { draftId, paperCode: PAPER }, paper)
    await expect(as(await citizen()).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await staff('desk')).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(nobody().file.open({ id })).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' })
    await as(person).draft.removeFile({ id: draftId, paperId })
    await expect(as(person).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('goes into no draft of somebody else, and under no paper that the procedure does not know', async () => {
    const person = await citizen()
    const draftId = await draftOf(person)
    await expect(sendFile(as(await citizen()), { draftId, paperCode: PAPER }, paper)).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
    await expect(sendFile(as(person), { draftId, paperCode: 'khong-co' }, paper)).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
    await expect(sendFile(nobody(), { draftId, paperCode: PAPER }, paper)).rejects.toMatchObject({
      message: 'NOT_SIGNED_IN',
    })
    expect(await storedOf(draftId)).toEqual([])
  })

  it('is not taken after the draft was submitted, or when it has expired', async () => {
    const person = await citizen()
    const { draftId } = await arrivedBusiness(person)
    await expect(sendFile(as(person), { draftId, paperCode: PAPER }, paper)).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
    const old = await draftOf(person)
    await asOwner(`UPDATE "Draft" SET "expiresAt" = now() - interval '1 day' WHERE id = $1`, [old])
    await expect(sendFile(as(person), { draftId: old, paperCode: PAPER }, paper)).rejects.toMatchObject({
      message: 'DRAFT_EXPIRED',
    })
  })
})

describe('what is refused', () => {
  it.each([
    ['a program under the name of a paper', Buffer.from('MZ this is a program'), {}, 'FILE_TYPE_REFUSED'],
    ['an empty file', Buffer.alloc(0), {}, 'FILE_EMPTY'],
    ['a paper with a script', pdf(CATALOG, '<< /S /JavaScript /JS (app.alert(1)) >>'), {}, 'FILE_TYPE_REFUSED'],
    ['half a picture', jpeg().subarray(0, 60), { name: 'a.jpg', type: 'image/jpeg' }, 'FILE_TYPE_REFUSED'],
    ['a picture that unpacks to gigabytes', png(60_000, 60_000), { name: 'a.png', type: 'image/png' }, 'FILE_TYPE_REFUSED'],
    ['a picture that calls itself a PDF', png(), {}, 'FILE_TYPE_REFUSED'],
    ['a form sent by another site', paper, { headers: { 'sec-fetch-site': 'cross-site' } }, 'NOT_PERMITTED'],
    ['a form with a foreign origin', paper, { headers: { origin: 'https://evil.example' } }, 'NOT_PERMITTED'],
  ])('%s', async (_, bytes, how, code) => {
    const person = await citizen()
    const draftId = await draftOf(person)
    await expect(sendFile(as(person), { draftId, paperCode: PAPER }, bytes, how)).rejects.toMatchObject({
      message: code,
    })
    expect(await storedOf(draftId)).toEqual([])
  })

  it('a file over the limit, before any of it is sent, and one that is longer than it said', async () => {
    const person = await citizen()
    const target = { draftId: await draftOf(person), paperCode: PAPER }
    await expect(beginUpload(as(person), target, { size: 30_000_000 })).rejects.toMatchObject({
      message: 'FILE_TOO_LARGE',
      code: 'PAYLOAD_TOO_LARGE',
    })
    const id = await beginUpload(as(person), target, { size: 10 })
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const answer = await as(person).file.transfer(tusRequest('PATCH', id, headers, Buffer.alloc(20)))
    expect(answer.status).toBe(413)
    await expect(as(person).file.finish({ id })).rejects.toMatchObject({ message: 'FILE_NOT_READY' })
  })

  it('an upload without a place, without a length, with a broken word of where it belongs', async () => {
    const person = await citizen()
    const draftId = await draftOf(person)
    await expect(sendFile(as(person), { draftId }, paper)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    const none = await as(person).file.transfer(tusRequest('POST', '', { 'upload-metadata': 'name YQ==' }))
    expect(none.status).toBe(400)
    const headers = { 'upload-length': '5', 'upload-metadata': `target ${btoa('{broken')},name YQ==,fingerprint YQ==` }
    await expect(as(person).file.transfer(tusRequest('POST', '', headers))).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect(await storedOf(draftId)).toEqual([])
  })
})

describe('a paper of a dossier', () => {
  it('is read by those who may see the dossier, and each read by staff is noted', async () => {
    const person = await citizen()
    const draftId = await draftOf(person)
    const { id } = await sendFile(as(person), { draftId, paperCode: PAPER }, paper)
    await sendFile(as(person), { draftId, paperCode: 'uy-quyen-chu-ho' }, paper)
    const { revision } = await as(person).draft.get({ id: draftId })
    await as(person).draft.save({ id: draftId, revision, answers: household })
    await as(person).dossier.submit({ draftId, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
    expect(await as(person).file.open({ id })).toMatchObject({ name: 'giấy tờ.pdf' })
    const desk = await staff('desk')
    expect(await as(desk).file.open({ id })).toMatchObject({ contentType: 'application/pdf' })
    expect(await auditOf(desk.id)).toEqual([{ action: 'file.read', details: { fileId: id } }])
    expect(await auditOf(person.id)).toEqual([])
    await expect(as(await staff('desk', 'xa-b')).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(as(await citizen()).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })
})

describe('a paper for a supplement request', () => {
  async function asked() {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const items = [{ paperCode: PAPER, fieldId: null, note: 'Biên bản chưa có chữ ký của các thành viên' }]
    await as(await staff('desk')).work.requestSupplement({
      code,
      requestId: randomUUID(),
      items,
      reason: 'Biên bản họp chưa đủ chữ ký',
    })
    const { supplements } = await as(person).dossier.get({ code })
    return { person, code, supplementId: supplements[0]?.id ?? '' }
  }

  it('waits with its owner until it is handed in, then belongs to the dossier', async () => {
    const { person, code, supplementId } = await asked()
    const { id } = await sendFile(as(person), { dossierCode: code, supplementId, paperCode: PAPER }, paper)
    const desk = await staff('desk')
    expect(await as(person).file.open({ id })).toMatchObject({ size: paper.length })
    await expect(as(desk).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await as(person).dossier.supply({ code, requestId: randomUUID(), supplementId, answers: {}, note: '' })
    expect(await as(desk).file.open({ id })).toMatchObject({ size: paper.length })
    await expect(as(person).file.removeFromSupplement({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(sendFile(as(person), { dossierCode: code, supplementId, paperCode: PAPER }, paper)).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
    })
  })

  it('can be taken back before, and then does not count', async () => {
    const { person, code, supplementId } = await asked()
    const { id } = await sendFile(as(person), { dossierCode: code, supplementId, paperCode: PAPER }, paper)
    await expect(as(await citizen()).file.removeFromSupplement({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await as(person).file.removeFromSupplement({ id })
    await expect(as(person).file.open({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(
      as(person).dossier.supply({ code, requestId: randomUUID(), supplementId, answers: {}, note: '' }),
    ).rejects.toMatchObject({ message: 'PAPERS_MISSING' })
  })

  it('comes from nobody but the applicant, and only for what was asked', async () => {
    const { person, code, supplementId } = await asked()
    const target = { dossierCode: code, supplementId, paperCode: PAPER }
    await expect(sendFile(as(await citizen()), target, paper)).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(sendFile(as(await staff('desk')), target, paper)).rejects.toMatchObject({ message: 'NOT_PERMITTED' })
    await expect(sendFile(as(person), { ...target, supplementId: 'x' }, paper)).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
    await expect(sendFile(as(person), { ...target, paperCode: 'khac' }, paper)).rejects.toMatchObject({
      message: 'INPUT_INVALID',
    })
  })
})
