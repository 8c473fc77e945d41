import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { removeLeftBehind } from '#server/modules/file/remove-left-behind.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { faultsAt, hoursLater, to } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { sendFile } from '#tests/builders/uploads.ts'

const wrong = (code: string) => expect.objectContaining({ message: code })
let n = 0
const paper = () => pdf(CATALOG, `<< /Title (message ${++n}) >>`)
const placeOf = (dossierCode: string, subjectId: string) => ({ dossierCode, attachTo: 'message' as const, subjectId })

describe('a file that goes with a message', () => {
  it('is opened by both sides once it was sent, and by its sender alone before', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const [officer, accountant] = [await staff('officer'), await staff('accountant')]
    const requestId = randomUUID()
    const file = await sendFile(as(person), placeOf(code, requestId), paper())
    await expect(as(officer).file.open({ id: file.id })).rejects.toEqual(wrong('NOT_FOUND'))
    const command = { code, requestId, text: 'Xin gửi ảnh biển hiệu', fileIds: [file.id] }
    const sent = await as(person).message.send(command)
    expect(await as(person).message.send(command)).toEqual(sent)
    await expect(as(person).message.send({ ...command, fileIds: [] })).rejects.toEqual(wrong('REQUEST_ID_REUSED'))
    const { items } = await as(officer).message.list({ code })
    expect(items[0]?.files).toMatchObject([{ id: file.id, sha256: file.sha256, scanState: 'NOT_CONFIGURED' }])
    expect((await as(officer).file.open({ id: file.id })).name).toBe(file.name)
    // who reads no messages opens none of their files
    await expect(as(accountant).file.open({ id: file.id })).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(as(await citizen()).file.open({ id: file.id })).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(as(person).file.removeFromSupplement({ id: file.id })).rejects.toEqual(wrong('NOT_FOUND'))
    const read = await asOwner(`SELECT 1 FROM "AuditEntry" WHERE action = 'file.read' AND details ->> 'fileId' = $1`, [file.id])
    expect(read).toHaveLength(1)
    expect(await faultsAt(code)).toEqual([])
  })

  it('comes from the agency as well, and stays when what nothing names is cleared away', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const officer = await staff('officer')
    const requestId = randomUUID()
    const named = await sendFile(as(officer), placeOf(code, requestId), paper())
    const unsent = await sendFile(as(officer), placeOf(code, randomUUID()), paper())
    await as(officer).message.send({ code, requestId, text: 'Xem mẫu kèm theo', fileIds: [named.id] })
    await expect(as(person).file.open({ id: unsent.id })).rejects.toEqual(wrong('NOT_FOUND'))
    await hoursLater(24 * 200)
    await removeLeftBehind()
    expect((await as(person).file.open({ id: named.id })).sha256).toBe(named.sha256)
    const kept = await asOwner(`SELECT id FROM "StoredFile" WHERE id = ANY ($1) AND purpose = 'PAPER'`, [[named.id, unsent.id]])
    expect(kept).toEqual([{ id: named.id }])
    expect(await faultsAt(code)).toEqual([])
  })

  it.each([
    [
      'of another message',
      async (code: string, person: Awaited<ReturnType<typeof citizen>>) =>
        (await sendFile(as(person), placeOf(code, randomUUID()), paper())).id,
    ],
    ['that is none', async () => randomUUID()],
  ])('is refused when it is one %s: nothing is sent', async (_, fileOf) => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const fileIds = [await fileOf(code, person)]
    await expect(as(person).message.send({ ...to(code), text: 'Xin gửi ảnh', fileIds })).rejects.toEqual(wrong('INPUT_INVALID'))
    expect((await as(person).message.list({ code })).items).toEqual([])
  })

  it('is one of five at most, and of people who write here', async () => {
    const [person, stranger] = [await citizen(), await citizen()]
    const { code } = await processingBusiness(person)
    const place = placeOf(code, randomUUID())
    for (let each = 0; each < 5; each++) await sendFile(as(person), place, paper())
    await expect(sendFile(as(person), place, paper())).rejects.toEqual(wrong('INPUT_INVALID'))
    await expect(sendFile(as(stranger), place, paper())).rejects.toEqual(wrong('NOT_FOUND'))
    await expect(sendFile(as(await staff('accountant')), place, paper())).rejects.toThrow()
  })
})

describe('a message that nobody of the agency has read', () => {
  it('marks the work of those who read it, until one of them did', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const officer = await staff('officer')
    const isNew = async () => (await as(officer).work.list({ queue: 'unit' })).items.find((item) => item.code === code)?.hasNews
    expect(await isNew()).toBe(false)
    const { id } = await as(person).message.send({ ...to(code), text: 'Bao giờ thì xong?' })
    expect(await isNew()).toBe(true)
    await as(await staff('desk')).message.markRead({ code, messageId: id })
    expect(await isNew()).toBe(false)
  })
})
