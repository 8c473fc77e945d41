import { z } from 'zod'
import type { Clock } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import { html, page, table } from '../frame/html.ts'
import { type Call, json, type Reply, type Route } from '../frame/http.ts'
import { openJournal, simulatorPath } from '../frame/journal.ts'
import type { Settings } from '../settings.ts'
import { citizenOf } from './citizens.ts'
import { soapOf } from './soap.ts'

const questionSchema = z.object({
  HoVaTen: z.string(),
  SoDinhDanh: z.string(),
  SoCMND: z.string(),
  NgayThangNam: z.string(),
  MaTichHop: z.string(),
  MaDVC: z.string(),
  MaCanBo: z.string(),
  MaYeuCau: z.string(),
})
const lookUpSchema = z.object({
  kind: z.literal('lookUp'),
  at: z.string(),
  SoDinhDanh: z.string(),
  MaDVC: z.string(),
  MaCanBo: z.string(),
  MaYeuCau: z.string(),
  error_code: z.string(),
  /** How often this very question came. */
  times: z.number(),
})
const entrySchema = z.discriminatedUnion('kind', [lookUpSchema, z.object({ kind: z.literal('reset'), at: z.string() })])
type LookUp = z.infer<typeof lookUpSchema>

/** The national resident database: answers who is asked about, and keeps who asked, for which service. */
export function openResident(settings: Settings, clock: Clock) {
  const lookUps: LookUp[] = []
  const journal = openJournal<z.infer<typeof entrySchema>>(
    simulatorPath(settings.MOCUA_DATA_DIR, 'resident.jsonl'),
    entrySchema,
    (entry) => {
      if (entry.kind === 'lookUp') lookUps.push(entry)
      else lookUps.length = 0
    },
  )

  function judge(question: z.infer<typeof questionSchema>): { error_code: string; message: string } {
    const refused = (error_code: string, message: string) => ({ error_code, message })
    if (question.MaTichHop !== settings.RESIDENT_CODE) return refused('04', 'Mã tích hợp không đúng')
    if (!/^\d{12}$/.test(question.SoDinhDanh)) return refused('03', 'Chỉ nhận số định danh 12 số')
    if ([question.MaDVC, question.MaCanBo, question.MaYeuCau].some((text) => text.trim() === ''))
      return refused('05', 'Thiếu dịch vụ, người tra cứu hoặc mã yêu cầu')
    const citizen = citizenOf(question.SoDinhDanh)
    const isBorn = question.NgayThangNam === '' || question.NgayThangNam === citizen?.NgayThangNam
    const isNamed = question.HoVaTen.normalize('NFC').toLocaleLowerCase('vi') === citizen?.HoVaTen.toLocaleLowerCase('vi')
    return citizen && isNamed && isBorn ? { error_code: '0', message: soapOf(citizen) } : refused('01', 'Không tìm thấy công dân')
  }

  function lookUp(call: Call): Reply {
    let body: unknown
    try {
      body = JSON.parse(call.body.toString('utf8'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return json({ error_code: '02', message: 'Nội dung không phải JSON' })
    }
    const question = questionSchema.safeParse(body)
    if (!question.success) return json({ error_code: '02', message: 'Thiếu trường thông tin' })
    const answer = judge(question.data)
    const { SoDinhDanh, MaDVC, MaCanBo, MaYeuCau } = question.data
    const times = lookUps.filter((one) => one.MaYeuCau === MaYeuCau && MaYeuCau !== '').length + 1
    journal.append({
      kind: 'lookUp',
      at: clock.now().toISOString(),
      SoDinhDanh,
      MaDVC,
      MaCanBo,
      MaYeuCau,
      error_code: answer.error_code,
      times,
    })
    return json(answer)
  }

  const routes: Route[] = [
    {
      method: 'POST',
      path: /^\/resident\/tra-cuu$/,
      handle: lookUp,
      protocol: { system: 'resident', label: () => 'TraCuuCongDan' },
    },
    {
      method: 'GET',
      path: /^\/resident\/?$/,
      handle: () =>
        page(
          'Cơ sở dữ liệu quốc gia về dân cư',
          html`<p>Mỗi lần tra cứu được ghi lại: ai hỏi, cho dịch vụ nào, trả lời ra sao.</p>${table(
            'Các lần tra cứu',
            ['Lúc', 'Số định danh', 'Dịch vụ', 'Người tra cứu', 'Mã yêu cầu', 'Mã trả lời'],
            lookUps
              .slice(-200)
              .reverse()
              .map((one) => [one.at, one.SoDinhDanh, one.MaDVC, one.MaCanBo, one.MaYeuCau, one.error_code]),
            'Chưa có lần tra cứu nào.',
          )}`,
        ),
    },
  ]
  const controlled: Controlled = {
    system: 'resident',
    received: () => ({ lookUps }),
    reset: () => journal.append({ kind: 'reset', at: clock.now().toISOString() }),
  }
  return { routes, controlled, close: journal.close }
}
