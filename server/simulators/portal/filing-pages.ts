import { z } from 'zod'
import { shownTime } from '../frame/clock.ts'
import { facts, type Html, html, nothing, page, table } from '../frame/html.ts'
import { type Call, field, formFields, parseJson, Refusal, type Reply, seeOther } from '../frame/http.ts'
import { people, shownName } from '../people.ts'
import { type FilingDesk, fileableProcedures, sampleOf } from './filing.ts'
import { listOf, textOf } from './messages.ts'
import { dossierContent, filingState } from './pages.ts'
import type { PortalStore } from './store.ts'

const agencies = [
  { code: 'H24.12', name: 'UBND phường, xã (xa-a)' },
  { code: 'H24.13', name: 'UBND phường, xã (xa-b)' },
  { code: 'H24.05', name: 'Sở Tài chính (so-tc)' },
]

const MAX_FILE_BYTES = 10 * 1024 * 1024

type Shown = { answers?: string; problem?: string; soDinhDanh?: string; donVi?: string }

export function newFilingPage(maTTHC: string | null, shown: Shown = {}): Reply {
  const chosen = fileableProcedures.find((one) => one.MaTTHC === maTTHC) ?? fileableProcedures[0]
  if (!chosen) throw new Refusal(404, 'Cổng chưa có thủ tục nào nộp được.')
  const sample = sampleOf(chosen.MaTTHC)
  const answers = shown.answers ?? JSON.stringify(sample?.answers ?? {}, null, 2)
  const problem: Html = shown.problem ? html`<p role="alert">${shown.problem}</p>` : nothing
  return page(
    'Nộp hồ sơ tại Cổng',
    html`${problem}<nav aria-label="Chọn thủ tục">${fileableProcedures.map(
      (one) =>
        html`<a href="/portal/nop-ho-so?maTTHC=${one.MaTTHC}"${one === chosen ? html` aria-current="page"` : nothing}>${one.MaTTHC} – ${one.TenTTHC}</a>`,
    )}</nav>
<form method="post" action="/portal/nop-ho-so" enctype="multipart/form-data">
<input type="hidden" name="maTTHC" value="${chosen.MaTTHC}">
<h2>${chosen.MaTTHC} – ${chosen.TenTTHC}</h2>
<fieldset><legend>Người nộp</legend>${people.map(
      (one, index) =>
        html`<label class="choice"><input type="radio" name="soDinhDanh" value="${one.SoDinhDanh}"${checked(shown.soDinhDanh ? shown.soDinhDanh === one.SoDinhDanh : index === 0)}> ${shownName(one)} – ${one.SoDinhDanh}</label>`,
    )}</fieldset>
<label for="donVi">Cơ quan giải quyết</label>
<select id="donVi" name="donVi">${agencies.map((one) => html`<option value="${one.code}"${one.code === shown.donVi ? html` selected` : nothing}>${one.code} – ${one.name}</option>`)}</select>
<label for="answers">Nội dung tờ khai điện tử (JSON)</label>
<p class="hint" id="answers-hint">Chữ trong ngoặc nhọn như {HoVaTen} được Cổng điền theo tài khoản của người nộp, {ngay-7} là ngày cách đây 7 ngày.</p>
<textarea id="answers" name="answers" spellcheck="false" aria-describedby="answers-hint">${answers}</textarea>
<label for="paper">Tệp đính kèm: ${sample?.papers[0]?.TenThanhPhanHoSo ?? 'giấy tờ'}</label>
<p class="hint" id="paper-hint">Bỏ trống thì Cổng gửi kèm một tệp PDF mẫu.</p>
<input type="file" id="paper" name="paper" aria-describedby="paper-hint" accept="application/pdf,image/jpeg,image/png">
<button class="main" type="submit">Nộp hồ sơ</button></form>`,
    { status: shown.problem ? 400 : 200 },
  )
}

const checked = (yes: boolean) => (yes ? html` checked` : nothing)

export async function submitFiling(call: Call, desk: FilingDesk): Promise<Reply> {
  const form = await formFields(call)
  const [maTTHC, soDinhDanh, donVi, written] = ['maTTHC', 'soDinhDanh', 'donVi', 'answers'].map((name) => field(form, name))
  const again = (problem: string) => newFilingPage(maTTHC ?? null, { answers: written, soDinhDanh, donVi, problem })
  const answers = z.record(z.string(), z.unknown()).safeParse(parseJson(Buffer.from(written ?? '')))
  if (!answers.success) return again('Nội dung tờ khai phải là một đối tượng JSON. Kiểm tra dấu ngoặc và dấu phẩy rồi nộp lại.')
  const upload = form.get('paper')
  const paper = sampleOf(maTTHC ?? '')?.papers[0]
  const uploaded = upload instanceof File && upload.size > 0 ? upload : null
  if (uploaded && uploaded.size > MAX_FILE_BYTES) return again('Tệp đính kèm lớn hơn 10 MB. Chọn tệp nhỏ hơn.')
  const papers =
    uploaded && paper
      ? [
          {
            ...paper,
            TenTep: uploaded.name,
            contentType: uploaded.type,
            base64: Buffer.from(await uploaded.arrayBuffer()).toString('base64'),
          },
        ]
      : undefined
  const filing = desk.file({
    maTTHC: maTTHC ?? '',
    soDinhDanh: soDinhDanh ?? '',
    donVi: donVi ?? '',
    answers: answers.data,
    papers,
  })
  return seeOther(`/portal/ho-so-da-nop/${filing.code}`)
}

export function filingPage(store: PortalStore, code: string): Reply {
  const filing = store.filing(code)
  if (!filing) throw new Refusal(404, `Cổng không có hồ sơ ${code}.`)
  const dossier = store.dossierOf(filing)
  const results = dossier ? listOf(dossier.latest, 'DanhSachGiayToKetQua') : []
  return page(
    `Hồ sơ nộp tại Cổng ${code}`,
    html`${facts([
      ['Nộp lúc', shownTime(new Date(filing.at))],
      ['Tình trạng gửi', filingState(filing.state)],
      ['Mã hồ sơ tại cơ quan', filing.MaHoSo ?? 'chưa có'],
      [
        'Kết quả',
        results.length === 0
          ? 'chưa có'
          : results.map(
              (row) => html`<a href="${textOf(row, 'DuongDanTepTinKetQua')}" rel="noreferrer">${textOf(row, 'TenGiayTo')}</a> `,
            ),
      ],
    ])}
${dossier ? html`<h2>Cơ quan đã đồng bộ</h2>${dossierContent(dossier)}` : html`<p class="hint">Cơ quan chưa đồng bộ trạng thái của hồ sơ này. Tải lại trang để xem.</p>`}
${table(
  'Các lần gửi đến cơ quan',
  ['Lúc', 'Kết quả', 'Trả lời'],
  filing.attempts.map((one) => [
    shownTime(new Date(one.at)),
    { taken: 'đã nhận', refused: 'từ chối', unanswered: 'chưa có trả lời' }[one.outcome] ?? one.outcome,
    one.detail,
  ]),
  'Chưa gửi lần nào.',
)}
<h2>Tệp đính kèm</h2><ul>${filing.files.map((file) => html`<li><a href="/portal/files/${file.id}">${file.name}</a></li>`)}</ul>
<h2>Bản tin</h2><pre>${JSON.stringify(filing.message, null, 2)}</pre>`,
  )
}
