import { describe, expect, it } from 'vitest'
import type { FileRefusal } from './file.schema.ts'
import { inspectFile } from './inspect-file.ts'
import { CATALOG, heic, jpeg, packed, pdf, png } from './samples.test-support.ts'

const inspect = (bytes: Buffer, name: string, declaredType = '') => inspectFile(bytes, { name, declaredType })
const refused = (bytes: Buffer, name: string, reason: FileRefusal, declaredType = '') =>
  expect(inspect(bytes, name, declaredType)).rejects.toMatchObject({ code: 'FILE_TYPE_REFUSED', details: { reason } })

describe('an uploaded file', () => {
  it('is taken when name, declared type and content agree', async () => {
    expect(await inspect(png(), 'ảnh.png', 'image/png')).toEqual({ name: 'ảnh.png', contentType: 'image/png' })
    expect(await inspect(jpeg(), 'Ảnh.JPG', 'image/jpg')).toEqual({ name: 'Ảnh.jpg', contentType: 'image/jpeg' })
    expect(await inspect(pdf(CATALOG), 'đơn.pdf', 'application/octet-stream')).toMatchObject({ contentType: 'application/pdf' })
    expect(await inspect(pdf(CATALOG), 'đơn')).toMatchObject({ name: 'đơn.pdf' })
  })

  it('is refused when it is something else under a right name', async () => {
    await refused(Buffer.from('MZ\x90\x00 a program'), 'đơn.pdf', 'typeNotAllowed')
    await refused(Buffer.from('<html><script>alert(1)</script>'), 'ảnh.png', 'typeNotAllowed')
    await refused(png(), 'đơn.pdf', 'nameDisagrees')
    await refused(png(), 'ảnh.png', 'declaredTypeDisagrees', 'application/pdf')
    await refused(pdf(CATALOG), 'hồ sơ\u202Efdp.exe', 'nameDisagrees')
  })

  it('is refused when empty', () => expect(inspect(Buffer.alloc(0), 'đơn.pdf')).rejects.toMatchObject({ code: 'FILE_EMPTY' }))

  it('is refused as HEIC with its own reason, because the telephone can send JPEG', () => refused(heic(), 'IMG_1.heic', 'heic'))
})

describe('a picture', () => {
  it.each([
    ['PNG', png(), 'a.png'],
    ['JPEG', jpeg(), 'a.jpg'],
  ])('%s that breaks off is refused at every length', async (_, whole, name) => {
    for (let length = 24; length < whole.length; length += 1)
      await expect(inspect(whole.subarray(0, length), name), `${length} bytes`).rejects.toMatchObject({
        code: 'FILE_TYPE_REFUSED',
      })
  })

  it('is refused when a chunk is damaged', async () => {
    const broken = png()
    broken.writeUInt8(broken.readUInt8(20) ^ 1, 20)
    await refused(broken, 'a.png', 'damaged')
  })

  it('that would unpack to gigabytes is refused by its header', async () => {
    await refused(png(60_000, 60_000), 'a.png', 'tooManyPixels')
    await refused(jpeg(65_000, 65_000), 'a.jpg', 'tooManyPixels')
    await refused(png(0, 10), 'a.png', 'damaged')
  })

  it('may have something behind its end, as some telephones write', async () => {
    expect(await inspect(Buffer.concat([jpeg(), Buffer.alloc(16)]), 'a.jpg')).toMatchObject({ contentType: 'image/jpeg' })
  })
})

describe('a file that is two things at once', () => {
  const archive = Buffer.concat([
    Buffer.from('PK\x03\x04', 'latin1'),
    Buffer.alloc(40),
    Buffer.from('PK\x05\x06', 'latin1'),
    Buffer.alloc(18),
  ])
  const page = Buffer.from('\n<html><script>fetch("/api/trpc")</script></html>')
  const paper = pdf(CATALOG)
  it.each([
    ['a picture with an archive behind it', Buffer.concat([jpeg(), archive]), 'a.jpg', 'hiddenContent'],
    ['a picture with a web page behind it', Buffer.concat([png(), page]), 'a.png', 'hiddenContent'],
    ['a picture with a PDF behind it', Buffer.concat([png(), paper]), 'a.png', 'hiddenContent'],
    ['a picture with a program behind it', Buffer.concat([jpeg(), Buffer.from('MZ\x90\x00')]), 'a.jpg', 'hiddenContent'],
    [
      'a PDF that is an archive by its end',
      Buffer.concat([paper, archive, Buffer.from('startxref\n9\n%%EOF')]),
      'a.pdf',
      'hiddenContent',
    ],
    ['a web page that is a PDF further down', Buffer.concat([page, paper]), 'a.pdf', 'typeNotAllowed'],
    ['an archive that is a PDF further down', Buffer.concat([archive, paper]), 'a.pdf', 'typeNotAllowed'],
  ] as const)('%s is refused', (_, bytes, name, reason) => refused(bytes, name, reason))

  it('is no picture with a short film behind it, as telephones take them', async () => {
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(400, 0xa5)])
    expect(await inspect(Buffer.concat([jpeg(), film]), 'a.jpg')).toMatchObject({ contentType: 'image/jpeg' })
  })
})

describe('a PDF', () => {
  it.each([
    ['a script at opening', '<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'],
    ['a script under a disguised name', '<< /S /J#61vaScr#69pt /JS (x) >>'],
    ['a program to start', '<< /S /Launch /F (cmd.exe) >>'],
    ['a file inside', '<< /Type /EmbeddedFile /Length 0 >>'],
    ['an action at opening', '<< /Type /Catalog /OpenAction << /S /Launch /F (cmd.exe) >> >>'],
    ['a list of files inside', '<< /Names << /EmbeddedFiles 5 0 R >> >>'],
    ['an old form with a program', '<< /AcroForm << /XFA 7 0 R >> >>'],
  ])('with %s is refused', (_, object) => refused(pdf(CATALOG, object), 'đơn.pdf', 'activeContent'))

  it('is looked through in packed objects too', async () => {
    await refused(pdf(CATALOG, packed('5 0 << /S /JavaScript /JS (x) >>')), 'đơn.pdf', 'activeContent')
    await refused(pdf(CATALOG, packed('5 0 << /S /Launch >>', '/N 1 /First 4 /Filter /FlateDecode')), 'đơn.pdf', 'activeContent')
    expect(await inspect(pdf(CATALOG, packed('5 0 << /Type /Page >>')), 'đơn.pdf')).toMatchObject({
      contentType: 'application/pdf',
    })
  })

  it('is refused when packed objects cannot be looked through', async () => {
    await refused(
      pdf(CATALOG, packed('x', '/Type /ObjStm /N 1 /First 4 /Filter [/ASCII85Decode /FlateDecode]')),
      'đơn.pdf',
      'damaged',
    )
    const bomb = packed(' '.repeat(20_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    await refused(pdf(CATALOG, bomb), 'đơn.pdf', 'damaged')
  })

  it('is taken when the words only occur in its text', async () => {
    const text = packed('BT (JavaScript va Launch) Tj ET', '/Filter /FlateDecode')
    expect(await inspect(pdf(CATALOG, text), 'đơn.pdf')).toMatchObject({ contentType: 'application/pdf' })
  })

  it('is refused when locked or broken off', async () => {
    await refused(pdf(CATALOG, '<< /Encrypt 9 0 R >>'), 'đơn.pdf', 'encrypted')
    const whole = pdf(CATALOG)
    await refused(whole.subarray(0, whole.length - 8), 'đơn.pdf', 'truncated')
  })
})
