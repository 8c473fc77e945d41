import { shownStamp, shownTime } from '../frame/clock.ts'
import { facts, type Html, html, nothing, page, table } from '../frame/html.ts'
import { Refusal, type Reply } from '../frame/http.ts'
import { type Item, listOf, textOf } from './messages.ts'
import { shownStatus } from './statuses.ts'
import type { Dossier, PortalStore, Refused } from './store.ts'

const time = (iso: string) => shownTime(new Date(iso))

const refusalRows = (rows: readonly Refused[]) =>
  rows.toReversed().map((one) => [time(one.at), one.service, one.MaHoSo ?? '', one.error_code, one.message])
const refusalHeads = ['Lúc', 'Dịch vụ', 'Mã hồ sơ', 'Mã lỗi', 'Lý do']

export function portalPage(store: PortalStore): Reply {
  const dossiers = store.dossiers().toReversed()
  const refused = store.refused()
  return page(
    'Cổng Dịch vụ công quốc gia (mô phỏng)',
    html`<p>Trang này cho thấy những gì các cơ quan đã đồng bộ lên Cổng: ${dossiers.length} hồ sơ, ${refused.length} lần bị từ chối.</p>
<p><a href="/portal/nop-ho-so">Nộp hồ sơ tại Cổng</a> · <a href="/portal/refusals">Danh sách bị từ chối</a></p>
${table(
  'Hồ sơ đã nhận',
  ['Mã hồ sơ', 'Thủ tục', 'Chủ hồ sơ', 'Trạng thái', 'Quá trình', 'Lần nhận / lần áp dụng'],
  dossiers.map((one) => [
    link(one.MaHoSo),
    textOf(one.latest, 'TenTTHC'),
    textOf(one.latest, 'ChuHoSo'),
    shownStatus(one.status),
    one.history.map(({ status }) => status).join(' → '),
    `${one.deliveries} / ${one.applied}`,
  ]),
  'Chưa nhận hồ sơ nào.',
)}
${table(
  'Hồ sơ nộp tại Cổng',
  ['Mã tại Cổng', 'Nộp lúc', 'Tình trạng gửi', 'Mã tại cơ quan'],
  store
    .filings()
    .toReversed()
    .map((one) => [
      html`<a href="/portal/ho-so-da-nop/${one.code}">${one.code}</a>`,
      time(one.at),
      filingState(one.state),
      one.MaHoSo ?? '',
    ]),
  'Chưa có hồ sơ nộp tại Cổng.',
)}`,
  )
}

export const filingState = (state: string) =>
  ({ sending: 'Đang gửi', taken: 'Cơ quan đã nhận', refused: 'Cơ quan từ chối nhận' })[state] ?? state

const link = (code: string) => html`<a href="/portal/dossiers/${code}">${code}</a>`

export function refusalsPage(store: PortalStore): Reply {
  return page(
    'Danh sách bị từ chối',
    table('Các lần bị từ chối', refusalHeads, refusalRows(store.refused()), 'Chưa từ chối lần nào.'),
  )
}

export function dossierPage(store: PortalStore, code: string): Reply {
  const dossier = store.dossier(code)
  if (!dossier) throw new Refusal(404, `Cổng chưa nhận hồ sơ ${code}.`)
  const refused = store.refused().filter((one) => one.MaHoSo === code)
  return page(
    `Hồ sơ ${code}`,
    html`${dossierContent(dossier)}${table('Các lần bị từ chối', refusalHeads, refusalRows(refused), 'Không có.')}`,
  )
}

export function dossierContent(dossier: Dossier): Html {
  const { latest } = dossier
  const repeats = dossier.calls.filter((one) => one.repeat)
  return html`${facts([
    ['Thủ tục', `${textOf(latest, 'MaTTHC')} – ${textOf(latest, 'TenTTHC')}`],
    ['Chủ hồ sơ', textOf(latest, 'ChuHoSo')],
    ['Đơn vị xử lý', textOf(latest, 'DonViXuLy')],
    ['Trạng thái', shownStatus(dossier.status)],
    ['Ngày nộp', shownStamp(textOf(latest, 'NgayNopHoSo'))],
    ['Ngày tiếp nhận', shownStamp(textOf(latest, 'NgayTiepNhan')) || 'chưa có'],
    ['Ngày hẹn trả', shownStamp(textOf(latest, 'NgayHenTra')) || 'chưa có'],
    ['Ngày trả', shownStamp(textOf(latest, 'NgayTra')) || 'chưa có'],
    ['Số lần nhận', String(dossier.deliveries)],
    ['Số lần áp dụng', String(dossier.applied)],
  ])}
${table(
  'Lịch sử trạng thái',
  ['Lúc nhận', 'Trạng thái', 'Bằng bản tin'],
  dossier.history.map((one) => [time(one.at), shownStatus(one.status), one.service]),
  'Chưa có.',
)}
${table(
  'Tiến độ xử lý',
  ['Thời điểm xử lý', 'Người xử lý', 'Phòng ban', 'Nội dung', 'Trạng thái'],
  dossier.progress.map(({ content }) => [
    shownStamp(textOf(content, 'ThoiDiemXuLy')),
    textOf(content, 'NguoiXuLy'),
    textOf(content, 'PhongBanXuLy'),
    textOf(content, 'NoiDungXuLy'),
    shownStatus(textOf(content, 'TrangThai')),
  ]),
  'Chưa có tiến độ.',
)}
${fileTable('Tài liệu nộp', listOf(latest, 'TaiLieuNop'), 'TenTepDinhKem', 'DuongDanTaiTepTin')}
${fileTable('Giấy tờ kết quả', listOf(latest, 'DanhSachGiayToKetQua'), 'TenGiayTo', 'DuongDanTepTinKetQua')}
${table(
  'Bản tin gửi lặp',
  ['Lúc nhận', 'Dịch vụ', 'Trạng thái'],
  repeats.map((one) => [time(one.at), one.service, textOf(one.content, 'TrangThaiHoSo') || textOf(one.content, 'TrangThai')]),
  'Không có bản tin gửi lặp.',
)}`
}

function fileTable(caption: string, rows: Item[], name: string, address: string): Html {
  if (rows.length === 0) return nothing
  return table(
    caption,
    ['Tên', 'Tệp'],
    rows.map((row) => [
      textOf(row, name),
      textOf(row, address) ? html`<a href="${textOf(row, address)}" rel="noreferrer">Mở tệp</a>` : '',
    ]),
    '',
  )
}
