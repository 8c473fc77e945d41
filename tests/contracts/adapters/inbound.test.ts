import { afterAll, describe, expect, it } from 'vitest'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { moveClock, startPartners, until } from './partners.ts'

const partners = await startPartners()
afterAll(() => partners.close())

interface Filing {
  code: string
  state: 'sending' | 'taken' | 'refused'
  MaHoSo: string | null
  attempts: { outcome: string; detail: string }[]
}
interface Answers {
  answers: { kind: string; status: number; body: { error_code: string; message: string; maHoSo?: string } }[]
}

const fileAtPortal = (more: Record<string, unknown> = {}) =>
  partners.control<Filing>('portal/file', { maTTHC: '1.001612', soDinhDanh: '031090000001', donVi: 'H24.12', ...more })
const answered = (code: string) =>
  until(
    async () => (await partners.control<{ filing: Filing }>(`portal/received?dossier=${code}`)).filing,
    (filing) => filing.state !== 'sending',
  )
const resend = (maHoSo: string, mode: string, times = 1) => partners.control<Answers>('portal/resend', { maHoSo, mode, times })
const dossiersOf = async (foreignCode: string) =>
  asOwner<{ code: string }>(`SELECT code FROM "DossierLocator" WHERE "foreignCode" = $1`, [foreignCode])
const message = ({ attempts }: Filing) => attempts.at(-1)?.detail ?? ''

const taken = async (more: Record<string, unknown> = {}) => {
  const filing = await answered((await fileAtPortal(more)).code)
  if (filing.state !== 'taken' || !filing.MaHoSo) throw new Error(`refused: ${message(filing)}`)
  return { foreignCode: filing.code, code: filing.MaHoSo }
}

describe('a filing at the national portal', () => {
  it('opens the same dossier as everywhere, with its papers, at the desk that it names', async () => {
    const { code, foreignCode } = await taken()
    const dossier = await as(await staff('desk')).dossier.get({ code })
    expect(dossier).toMatchObject({
      code,
      foreignCode,
      source: 'PORTAL',
      shellState: 'arrived',
      applicant: { fullName: 'Trần Văn Lợi' },
    })
    expect(dossier.papers.every(({ file }) => file !== null)).toBe(true)
    await expect(as(await staff('desk', 'xa-b')).dossier.get({ code })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('opens one dossier however often it is sent, and answers the same', async () => {
    const { code, foreignCode } = await taken()
    const { answers } = await resend(foreignCode, 'again', 12)
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.maHoSo}`))).toEqual(new Set([`200 ${code}`]))
    expect(await dossiersOf(foreignCode)).toEqual([{ code }])
  })

  it.each([
    ['badSignature', 401, 'SIGNATURE_INVALID'],
    ['oldTimestamp', 401, 'LINK_EXPIRED'],
    ['otherBody', 409, 'REQUEST_ID_REUSED'],
  ])('is refused with %s', async (mode, status, errorCode) => {
    const { code, foreignCode } = await taken()
    const { answers } = await resend(foreignCode, mode)
    expect(answers).toMatchObject([{ status, body: { error_code: errorCode } }])
    expect(await dossiersOf(foreignCode)).toEqual([{ code }])
  })

  it('takes a nonce once', async () => {
    const { foreignCode } = await taken()
    const { answers } = await resend(foreignCode, 'sameNonce', 3)
    expect(answers.map(({ body }) => body.error_code).sort()).toEqual(['0', 'LINK_REPLAYED', 'LINK_REPLAYED'])
  })

  it('is refused whole, and says why, when answers, papers, procedure or agency are wrong', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ answers: {} }, 'FORM_INVALID'],
      [{ papers: [{ MaThanhPhanHoSo: 'giay-la', TenThanhPhanHoSo: 'Giấy lạ', TenTep: 'a.pdf' }] }, 'INPUT_INVALID'],
      [{ maTTHC: '2.000815', answers: {}, papers: [] }, 'PROCEDURE_NOT_ONLINE'],
      [{ donVi: 'H24.99' }, 'NOT_FOUND'],
      [
        {
          maTTHC: '1.001193',
          papers: [
            {
              MaThanhPhanHoSo: 'giay-chung-sinh',
              TenThanhPhanHoSo: 'Giấy chứng sinh',
              TenTep: 'a.pdf',
              base64: Buffer.from('MZ not a pdf').toString('base64'),
            },
          ],
        },
        'FILE_TYPE_REFUSED',
      ],
    ]
    for (const [more, errorCode] of cases) {
      const filing = await answered((await fileAtPortal(more)).code)
      expect(filing.state).toBe('refused')
      expect(message(filing)).toContain(`"error_code":"${errorCode}"`)
      expect(await dossiersOf(filing.code)).toEqual([])
    }
  })

  it('is judged by the clock of the application', async () => {
    const { foreignCode } = await taken()
    await moveClock(10 * 60_000)
    const { answers } = await resend(foreignCode, 'again')
    await moveClock(0)
    expect(answers).toMatchObject([{ status: 401, body: { error_code: 'LINK_EXPIRED' } }])
  })
})
