import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { readResident } from '#server/adapters/resident-data/citizen.message.ts'
import { saveCitizen } from '#server/modules/account/account.repository.ts'
import { actorOfSession, startSession } from '#server/modules/account/session.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen } from '#tests/builders/people.ts'
import { startPartners } from './partners.ts'

const partners = await startPartners()
afterAll(() => partners.close())
afterEach(() => partners.fault('resident', { kind: 'none', count: 0, seed: 1 }))

/** Somebody whom the register knows. */
async function known() {
  const saved = await saveCitizen({
    techId: 'VN-TECH-0000000003',
    personalId: '031090000003',
    organisationId: null,
    fullName: 'Phạm Quốc Dũng',
    email: 'pham.quoc.dung@cong-dan.demo',
    phone: '0901000003',
    birthOn: '1990-07-09',
    sex: 'male',
    address: 'Số 30 đường Trần Nguyên Hãn',
  })
  if (!saved) throw new Error('no account was made')
  const actor = await actorOfSession(await startSession(saved.id, 'CITIZEN', 'test'))
  if (actor.kind !== 'CITIZEN') throw new Error('no citizen')
  return actor
}
const started = (actor: Awaited<ReturnType<typeof known>>, procedureCode = '2.001194', agencyId = 'xa-a') =>
  as(actor).draft.start({ procedureCode, agencyId, source: 'ONLINE', residentData: true })
const lookUps = async () =>
  (
    await partners.control<{ lookUps: { MaYeuCau: string; MaDVC: string; MaCanBo: string; times: number }[] }>(
      'resident/received',
    )
  ).lookUps

describe('the resident register', () => {
  it('fills in what it knows, and each answer says where it came from', async () => {
    const actor = await known()
    const { id, register } = await started(actor)
    expect(register).toBe('found')
    const { answers, prefilled } = await as(actor).draft.get({ id })
    expect(answers).toMatchObject({
      holderName: 'Phạm Quốc Dũng',
      holderEthnicity: 'Tày',
      holderReligion: 'Không',
      holderHomeTown: expect.stringContaining('Phường Lê Chân'),
      holderResidence: expect.stringContaining('Số 30 đường Trần Nguyên Hãn'),
      holderPhone: '0901000003',
    })
    expect(prefilled).toMatchObject({ holderEthnicity: { from: 'resident' }, holderPhone: { from: 'identity' } })
  })

  it('is told who asks and for which procedure; we note the purpose, and the call without its content', async () => {
    const actor = await known()
    const { id } = await started(actor)
    expect((await lookUps()).find(({ MaYeuCau }) => MaYeuCau === id)).toMatchObject({
      MaDVC: '2.001194',
      MaCanBo: actor.id,
      times: 1,
    })
    const [note] = await asOwner<{ purpose: string; details: Record<string, string> }>(
      `SELECT purpose, details FROM "AuditEntry" WHERE action = 'resident.lookUp' AND details->>'draftId' = $1`,
      [id],
    )
    expect(note).toMatchObject({
      purpose: 'fill in the form of 2.001194 for oneself',
      details: { draftId: id, procedureCode: '2.001194' },
    })
    const [call] = await asOwner<{ service: string; outcome: string; message: string | null }>(
      `SELECT service, outcome, message FROM "ExchangeLog" WHERE system = 'RESIDENT' ORDER BY at DESC, id DESC LIMIT 1`,
    )
    expect(call).toEqual({ service: 'TraCuuCongDan', outcome: 'OK', message: null })
  })

  it('is not asked unless the person said so, nor about anybody else', async () => {
    const actor = await known()
    const before = (await lookUps()).length
    const own = await as(actor).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
    const other = await as(actor).draft.start({
      procedureCode: BUSINESS,
      agencyId: 'xa-a',
      source: 'ONLINE',
      residentData: true,
      owner: { kind: 'PERSON', fullName: 'Nguyễn Thị Hoa', personalId: '031190000002', right: 'AUTHORISED' },
    })
    expect([own.register, other.register]).toEqual([null, null])
    expect(await lookUps()).toHaveLength(before)
  })

  it('that knows nobody of that name leaves everything to be written by hand', async () => {
    const { register } = await started(await citizen())
    expect(register).toBe('unknown')
  })

  it.each(['down', 'http500', 'garbage', 'truncated', 'errorBody'])('%s: the form goes on by hand', async (kind) => {
    await partners.fault('resident', { kind, count: 1, seed: 7 })
    const actor = await known()
    const { id, register } = await started(actor)
    expect(register).toBe('unavailable')
    expect((await as(actor).draft.get({ id })).answers).toMatchObject({ holderName: 'Phạm Quốc Dũng' })
    // it is back: the breaker lets the next one through
    expect((await started(actor)).register).toBe('found')
  })

  it('that hangs is given up soon, and after some failures nobody waits for it any more', async () => {
    await partners.fault('resident', { kind: 'timeoutAfterApply', count: -1, seed: 7 })
    const actor = await known()
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await started(actor)).register).toBe('unavailable')
    const before = performance.now()
    expect((await started(actor)).register).toBe('unavailable')
    expect(performance.now() - before).toBeLessThan(1_500)
  }, 30_000)
})

describe('an answer of the register', () => {
  const soap = (inside: string) =>
    `<?xml version="1.0"?><s:Envelope xmlns:s="x"><s:Body><CongdanCollection>${inside}</CongdanCollection></s:Body></s:Envelope>`
  const person =
    '<CongDan><SoDinhDanh>031090000003</SoDinhDanh><HoVaTen><Ho>Y</Ho><ChuDem/><Ten>K&amp;Đ</Ten></HoVaTen></CongDan>'

  it('keeps leading zeroes and decodes signs', () => {
    expect(readResident(soap(person))).toMatchObject({
      personalId: '031090000003',
      fullName: 'Y K&Đ',
      birthDate: null,
      permanent: null,
    })
  })

  it.each([
    ['two people', soap(person + person)],
    ['nobody', soap('')],
    ['no XML', 'không phải XML'],
    ['torn XML', soap(person).slice(0, 120)],
    ['a document type', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${soap(person)}`],
    ['a person without a number', soap('<CongDan><HoVaTen><Ho>A</Ho><Ten>B</Ten></HoVaTen></CongDan>')],
  ])('with %s is none', (_, text) => expect(readResident(text)).toBeNull())
})
