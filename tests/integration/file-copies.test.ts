import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { loadForPaper, paperSource } from '#server/jobs/paper-source.ts'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { businessAnswers } from '#tests/builders/dossiers.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { sendFile } from '#tests/builders/uploads.ts'

const [MINUTES, MANDATE] = ['bien-ban-hop', 'uy-quyen-chu-ho']
const household = {
  ...businessAnswers,
  founder: 'household',
  members: [
    { memberName: 'Trần Văn Thử', memberPersonalId: '031090000009' },
    { memberName: 'Nguyễn Thị Ngọc Ánh', memberPersonalId: '031190000008' },
  ],
}

/** A page held sideways by a telephone that writes down where it stands. */
async function photograph(): Promise<Buffer> {
  const stripes = Buffer.from(Array.from({ length: 300 * 200 }, (_, at) => (Math.floor(at / 7) % 2 === 0 ? 250 : 20)))
  return sharp(stripes, { raw: { width: 300, height: 200, channels: 1 } })
    .withExif({ IFD0: { Make: 'Máy ảnh thử' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '20/1 51/1 30/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}
/** A PDF that has one real page. */
const onePage = () =>
  pdf(
    CATALOG,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
  )

async function filed(photo: Buffer, paper: Buffer) {
  const person = await citizen()
  const { id: draftId } = await as(person).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
  const { revision } = await as(person).draft.get({ id: draftId })
  await as(person).draft.save({ id: draftId, revision, answers: household })
  const image = await sendFile(as(person), { draftId, paperCode: MINUTES }, photo, { name: 'biên bản.jpg', type: 'image/jpeg' })
  const file = await sendFile(as(person), { draftId, paperCode: MANDATE }, paper)
  const { code } = await as(person).dossier.submit({ draftId, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
  return { person, code: String(code), dossierId: draftId, image, file }
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function read(actor: Parameters<typeof as>[0], id: string, thumbnail = false) {
  const opened = await as(actor).file.open({ id, thumbnail })
  return { ...opened, bytes: Buffer.from(await new Response(await opened.read()).arrayBuffer()) }
}
const rename = (fileId: string, nameVi: string) =>
  asOwner(`UPDATE "DossierPaper" SET "nameVi" = $2 WHERE "fileId" = $1`, [fileId, nameVi])

describe('what others see of a file', () => {
  it('is a picture turned upright without place and device; its sender has what was sent, and the hash stays', async () => {
    const photo = await photograph()
    const { person, image } = await filed(photo, onePage())
    expect(image).toMatchObject({ sha256: sha256(photo), isBlurred: false })
    expect((await sharp(photo).metadata()).exif).toBeInstanceOf(Buffer)

    const own = await read(person, image.id)
    expect(own).toMatchObject({ isCopy: false, sha256: sha256(photo) })
    expect(sha256(own.bytes)).toBe(sha256(photo))

    const copy = await read(await staff('desk'), image.id)
    const { width, height, exif, orientation } = await sharp(copy.bytes).metadata()
    expect(copy).toMatchObject({ isCopy: true, sha256: sha256(photo), size: copy.bytes.length })
    expect({ width, height, exif, orientation }).toEqual({ width: 200, height: 300, exif: undefined, orientation: undefined })

    const small = await read(person, image.id, true)
    expect(small.contentType).toBe('image/jpeg')
    expect((await sharp(small.bytes).metadata()).exif).toBeUndefined()
  })

  it('carries a mark with purpose, reader and time where it is an identity paper, picture and PDF', async () => {
    const photo = await photograph()
    const paper = onePage()
    const { person, image, file, code } = await filed(photo, paper)
    const desk = await staff('desk')
    const plain = await read(desk, image.id)
    expect((await read(desk, file.id)).isCopy).toBe(false)
    await rename(image.id, 'Thẻ CĂN CƯỚC của chủ hộ')
    await rename(file.id, 'Bản sao hộ chiếu')

    const marked = await read(desk, image.id)
    const reddish = async (bytes: Buffer) => {
      const { channels } = await sharp(bytes).toColourspace('srgb').stats()
      return (channels[0]?.mean ?? 0) - (channels[1]?.mean ?? 0)
    }
    expect(Math.abs(await reddish(plain.bytes))).toBeLessThan(0.1)
    expect(await reddish(marked.bytes)).toBeGreaterThan(0.5)

    const copy = await read(desk, file.id)
    expect(copy).toMatchObject({ isCopy: true, contentType: 'application/pdf', sha256: sha256(paper) })
    const { PDF } = await import('@libpdf/core')
    // slanting words are read letter by letter from the top, so they are compared as heaps of letters
    const letters = (text: string) => [...text.normalize('NFC').replace(/\s/g, '')]
    const found = letters(
      (await PDF.load(copy.bytes))
        .getPages()
        .map((page) => page.extractText().text)
        .join(' '),
    )
    const wanted = letters(`Chỉ dùng để giải quyết hồ sơ ${code} ${desk.fullName}`)
    const count = (all: string[], letter: string) => all.filter((one) => one === letter).length
    expect(wanted.filter((letter) => count(found, letter) < count(wanted, letter))).toEqual([])
    expect((await read(person, file.id)).isCopy).toBe(false)
  })

  it('is blurred where nothing can be told apart, and may be sent all the same', async () => {
    const grey = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#bbb' } })
      .jpeg()
      .toBuffer()
    const { image } = await filed(grey, onePage())
    expect(image.isBlurred).toBe(true)
  })
})

it('the lists on the confirmation and behind Mẫu 01 are exactly the files whose bytes are stored', async () => {
  const [photo, paper] = [await photograph(), onePage()]
  const { person, code, dossierId } = await filed(photo, paper)
  const sent = [
    { name: 'biên bản.jpg', size: photo.length, sha256: sha256(photo) },
    { name: 'giấy tờ.pdf', size: paper.length, sha256: sha256(paper) },
  ]
  const { papers } = await as(person).dossier.get({ code })
  expect(papers.flatMap(({ file }) => (file ? [{ name: file.name, size: file.size, sha256: file.sha256 }] : []))).toEqual(sent)
  const dossier = await loadForPaper(dossierId)
  const event = { seq: 1, type: 'ACCEPT', payload: {}, words: null, actorId: 'system:worker', conditions: {} }
  const source = await paperSource('MAU_01', dossier, [event] as never, {
    number: '1',
    at: new Date(Date.now() + 60_000),
    actorId: person.id,
  })
  expect(source.files).toEqual(sent)
  for (const { file } of papers) if (file) expect(sha256((await read(person as CitizenActor, file.id)).bytes)).toBe(file.sha256)
})
