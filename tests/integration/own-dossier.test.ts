import { describe, expect, it } from 'vitest'
import { sealedHashOf } from '#server/modules/dossier/history.ts'
import { historyFileSchema } from '#server/modules/history/history-file.schema.ts'
import { arrivedBusiness, processingBusiness, throughProcessing } from '#tests/builders/dossiers.ts'
import { faultsAt, hoursLater, REASON, to } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

const wrong = (code: string) => expect.objectContaining({ message: code })
const POST = {
  way: 'POST' as const,
  receiver: 'Trần Văn Thử',
  phone: '0901 000 999',
  address: 'Số 12 đường Lạch Tray, Hải Phòng',
}

describe('messages in a dossier', () => {
  it('are read by the other side, marked until then, and name no officer to citizens', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const [desk, officer] = [await staff('desk'), await staff('officer')]
    const asked = await as(person).message.send({ ...to(code), text: 'Bao giờ thì xong?\n\n\n\nXin cảm ơn.' })
    expect(await as(officer).message.summary({ code })).toMatchObject({ unread: 1, isOpen: true })
    const seen = (await as(desk).message.list({ code })).items[0]
    expect(seen).toMatchObject({ id: asked.id, side: 'CITIZEN', text: 'Bao giờ thì xong?\n\nXin cảm ơn.', isUnread: true })
    await as(desk).message.markRead({ code, messageId: asked.id })
    expect((await as(officer).message.summary({ code })).unread).toBe(0)
    await as(officer).message.send({ ...to(code), text: 'Xong trước ngày hẹn.' })
    expect((await as(person).dossier.mine({})).items[0]).toMatchObject({ code, hasNews: true })
    const [answer] = (await as(person).message.list({ code })).items
    expect(answer).toMatchObject({ side: 'AGENCY', authorVi: null, agencyVi: expect.stringContaining('phường'), isUnread: true })
    await as(person).message.markRead({ code, messageId: answer?.id ?? '' })
    expect((await as(person).dossier.mine({})).items[0]).toMatchObject({ code, hasNews: false })
    expect(await faultsAt(code)).toEqual([])
  })

  it('come page by page, newest first, and once however often they are sent', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const command = to(code)
    const [first, again] = await Promise.all([1, 2].map(() => as(person).message.send({ ...command, text: 'Câu hỏi số 0' })))
    expect(again).toEqual(first)
    await expect(as(person).message.send({ ...command, text: 'Câu khác' })).rejects.toEqual(wrong('REQUEST_ID_REUSED'))
    const desk = await staff('desk')
    for (let n = 1; n <= 11; n++) await as(n % 2 ? person : desk).message.send({ ...to(code), text: `Câu số ${n}` })
    await asOwner(
      `INSERT INTO "DossierMessage" SELECT m."homeAgencyId", gen_random_uuid()::text, "dossierId", side, "authorId", "onBehalfOfId", "agencyId",
      body, gen_random_uuid()::text, "createdAt" - interval '1 hour', NULL FROM "DossierMessage" m JOIN "DossierLocator" l ON l.id = m."dossierId" WHERE l.code = $1`,
      [code],
    )
    const one = await as(person).message.list({ code })
    expect(one.items.slice(0, 2).map(({ text }) => text)).toEqual(['Câu số 11', 'Câu số 10'])
    const two = await as(person).message.list({ code, cursor: one.nextCursor ?? '' })
    expect([one.items.length, two.items.length, two.nextCursor]).toEqual([20, 4, null])
  })

  it.each([
    ['nothing', '   \n '],
    ['signs that show nothing', '\u200b\u200d\ufeff'],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['a book', 'a'.repeat(100_000)],
  ])('refuse %s', async (_, text) => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    await expect(as(person).message.send({ ...to(code), text })).rejects.toEqual(wrong('INPUT_INVALID'))
    expect((await as(person).message.list({ code })).items).toEqual([])
  })

  it('take accents, pictures and HTML as what they are: text', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    await as(person).message.send({ ...to(code), text: '<script>alert(1)</script> Ho\u0302\u0300 so\u031b 😀' })
    expect((await as(person).message.list({ code })).items[0]?.text).toBe('<script>alert(1)</script> Hồ sơ 😀')
  })

  it('end with the dossier, and are limited', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    for (let n = 0; n < 20; n++) await as(person).message.send({ ...to(code), text: `Câu số ${n}` })
    await expect(as(person).message.send({ ...to(code), text: 'Một câu nữa' })).rejects.toEqual(wrong('RATE_LIMITED'))
    await as(person).dossier.withdraw({ ...to(code), reason: REASON })
    await expect(as(await staff('desk')).message.send({ ...to(code), text: 'Trả lời' })).rejects.toEqual(
      wrong('EVENT_NOT_ALLOWED'),
    )
  })
})

describe('the way of the result', () => {
  it('is chosen again until it is returned, by an event, and the post has its address', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    await as(person).dossier.chooseResultWay({ ...to(code), ...POST })
    const desk = await staff('desk')
    expect(await as(desk).dossier.get({ code })).toMatchObject({
      resultWay: 'POST',
      resultAddress: { receiver: POST.receiver, phone: '0901000999', address: POST.address },
    })
    await expect(as(person).dossier.chooseResultWay({ ...to(code), ...POST })).rejects.toEqual(wrong('EVENT_NOT_ALLOWED'))
    await as(person).dossier.chooseResultWay({ ...to(code), ...POST, address: 'Số 14 đường Lạch Tray, Hải Phòng' })
    await throughProcessing(code)
    await as(desk).desk.returnResult({ ...to(code), receiverName: 'Bưu cục Ngô Quyền', originalsReturned: true })
    expect(
      await asOwner(`SELECT v.way FROM "Delivery" v JOIN "DossierLocator" l ON l.id = v."dossierId" WHERE l.code = $1`, [code]),
    ).toEqual([{ way: 'POST' }])
    await expect(as(person).dossier.chooseResultWay({ ...to(code), way: 'ONLINE' })).rejects.toEqual(wrong('EVENT_NOT_ALLOWED'))
    expect(await faultsAt(code)).toEqual([])
  })

  it.each([
    ['no address', { ...POST, address: '  ' }],
    ['an address of 10,000 letters', { ...POST, address: 'a'.repeat(10_000) }],
    ['a picture for a name', { ...POST, receiver: '😀😀' }],
    ['a telephone of letters', { ...POST, phone: 'không có' }],
    ['a way that there is none', { way: 'DRONE' }],
  ])('is refused with %s', async (_, chosen) => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    await expect(as(person).dossier.chooseResultWay({ ...to(code), ...chosen } as never)).rejects.toEqual(wrong('INPUT_INVALID'))
    expect((await as(person).dossier.get({ code })).resultWay).toBe('ONLINE')
  })
})

describe('who looked at my data', () => {
  it('tells the office, the time and why, once an hour for each person, and not those who look at their own', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const desk = await staff('desk')
    for (let n = 0; n < 3; n++) await as(desk).dossier.get({ code })
    await as(person).dossier.get({ code })
    const { items, nextCursor } = await as(person).dossier.readers({ code })
    expect(items).toMatchObject([{ action: 'dossier.view', role: 'desk', agencyVi: expect.any(String), purpose: 'handling' }])
    expect(nextCursor).toBeNull()
    expect(JSON.stringify(items)).not.toContain(desk.fullName)
    await hoursLater(2)
    await as(desk).dossier.get({ code })
    expect((await as(person).dossier.readers({ code })).items).toHaveLength(2)
    await expect(as(person).dossier.readers({ code, cursor: 'made up' })).rejects.toEqual(wrong('INPUT_INVALID'))
  })
})

describe('one’s own history as a file', () => {
  async function taken() {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const { json, name } = await as(person).history.take({ code })
    return { person, code, json, name, file: historyFileSchema.parse(JSON.parse(json)) }
  }
  const check = (file: unknown) => nobody().history.check({ text: typeof file === 'string' ? file : JSON.stringify(file) })

  it('is genuine, and genuine for its time once more has happened', async () => {
    const { code, json, name, file, person } = await taken()
    expect(name).toBe(`${code}-lich-su.json`)
    expect(await check(json)).toMatchObject({ verdict: 'GENUINE', code, events: file.events.length, newer: 0, faults: [] })
    await as(person).dossier.chooseResultWay({ ...to(code), ...POST })
    expect(await check(json)).toMatchObject({ verdict: 'EARLIER', newer: 1 })
  })

  it('can be checked by anybody without us', async () => {
    const { file } = await taken()
    for (const { seq, salt, body } of file.words) {
      const event = file.events.find((candidate) => candidate.seq === seq)
      expect(event && 'sealedHash' in event && event.sealedHash).toBe(sealedHashOf(Buffer.from(salt, 'hex'), body))
    }
    expect(file.events.at(-1)?.hash).toBe(file.head.hash)
  })

  it.each([
    ['a word of an event', (text: string) => text.replace('"source": "ONLINE"', '"source": "DESK"'), 'EVENT'],
    ['a date', (text: string) => text.replace(/"receivedAt": "\d{4}/, '"receivedAt": "2020'), 'EVENT'],
    ['an answer', (text: string) => text.replace('Bến Bính', 'Bến Khác'), 'DATA'],
    ['the head', (text: string) => text.replace(/"head": \{\s+"seq": \d+/, '"head": {"seq": 1'), 'HEAD'],
  ])('is found out when somebody changed %s', async (_, change, what) => {
    const { json } = await taken()
    const changed = change(json)
    expect(changed).not.toBe(json)
    const { verdict, faults } = await check(changed)
    expect(verdict).toBe('CHANGED')
    expect(faults.map((fault) => fault.what)).toContain(what)
  })

  it('is found out when an event was taken out, or hashed anew', async () => {
    const { file } = await taken()
    expect(await check({ ...file, events: file.events.filter(({ seq }) => seq !== 2) })).toMatchObject({ verdict: 'CHANGED' })
    const [first, ...rest] = file.events
    if (!first || 'heldBack' in first) throw new Error('the opening is told')
    const { hash: _hash, ...covered } = { ...first, payload: { ...first.payload, source: 'DESK' } }
    const { hashOf } = await import('#server/modules/dossier/history.ts')
    const forged = { ...covered, hash: hashOf({ v: 1, ...covered }) }
    expect(await check({ ...file, events: [forged, ...rest] })).toMatchObject({ verdict: 'CHANGED' })
  })

  it('of nobody is unknown, whatever code it names; what is no such file is not read', async () => {
    const { file } = await taken()
    const strange = file.events.map((event) => ({ ...event, hash: 'a'.repeat(64) }))
    expect(await check({ ...file, events: strange })).toMatchObject({ verdict: 'UNKNOWN', code: null })
    expect(await check({ ...file, dossier: { ...file.dossier, code: 'H24.99-000000-0001' } })).toMatchObject({
      verdict: 'UNKNOWN',
    })
    for (const text of ['', '{}', 'không phải JSON', '[[[[', '{"format":"mocua-history"}', '\u0000'])
      expect(await check(text)).toMatchObject({ verdict: 'UNREADABLE' })
    await expect(check(' '.repeat(700_001))).rejects.toEqual(wrong('INPUT_INVALID'))
  })

  it('holds back what is the agency’s own until the end', async () => {
    const { file, code, person } = await taken()
    expect(file.events.some((event) => 'type' in event && event.type === 'COMPLETE_STEP')).toBe(false)
    await throughProcessing(code)
    const before = historyFileSchema.parse(JSON.parse((await as(person).history.take({ code })).json))
    expect(before.events.filter((event) => 'heldBack' in event).length).toBeGreaterThan(3)
    expect(await check(before)).toMatchObject({ verdict: 'GENUINE' })
  })
})

describe('tracking without an account', () => {
  const SECRET = '0123456789AB'
  const heard = (code: string, secret: string) =>
    nobody()
      .dossier.track({ code, secret })
      .then(
        () => 'found',
        (error: Error) => error.message,
      )

  it('says of the dossier where it is and which unit has it, and nothing of the person', async () => {
    const person = await citizen({ fullName: 'Nguyễn Tên Riêng' })
    const { code } = await processingBusiness(person)
    const { lookupSecret } = await as(person).dossier.get({ code })
    const view = await nobody().dossier.track({ code, secret: lookupSecret })
    expect(view.holder.units.length).toBeGreaterThan(0)
    expect(view.timeline.find(({ type }) => type === 'ACCEPT')?.params.unitVi).toEqual(expect.any(String))
    const officers = await asOwner<{ fullName: string }>(`SELECT "fullName" FROM "Account" WHERE kind = 'STAFF'`)
    const told = JSON.stringify(view)
    for (const { fullName } of [...officers, { fullName: 'Nguyễn Tên Riêng' }]) expect(told).not.toContain(`"${fullName}"`)
    expect(told).not.toContain(person.personalId)
  })

  it('answers alike to a code that there is none of and to a wrong secret, and shuts a code that is guessed at', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const known: string[] = []
    const unknown: string[] = []
    for (let n = 0; n < 5; n++) known.push(await heard(code, SECRET))
    expect(new Set(known)).toEqual(new Set(['NOT_FOUND']))
    const owner = await import('#server/rate-limit.ts')
    // as if from other addresses: only the code is counted on
    for (let n = 0; n < 25; n++) await owner.addPoint('track.code', code, { points: 30, seconds: 900, isShared: true })
    for (let n = 0; n < 30; n++)
      await owner.addPoint('track.code', 'H24.99-000000-0009', { points: 30, seconds: 900, isShared: true })
    known.push(await heard(code, SECRET))
    unknown.push(await heard('H24.99-000000-0009', SECRET))
    expect([known.at(-1), unknown.at(-1)]).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
  })
})
