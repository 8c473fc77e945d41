import type { DossierEvent } from '#app/_ui/dossier-timeline.tsx'
import type { TimelineState } from '#app/_ui/timeline.tsx'
import type { FileView, ScanState } from '#server/modules/file/file.schema.ts'
import type { DayCell } from '#workflows/working-time/day-cells.ts'
import type { ExplanationLine } from '#workflows/working-time/explanation.ts'

const kinds = { u: 'used', p: 'paused', o: 'off', h: 'half', l: 'left' } as const

/** `u14`: the 14th was used. */
function cellOf(text: string): DayCell {
  const state = Object.entries(kinds).find(([letter]) => text.startsWith(letter))?.[1] ?? 'left'
  const date = `2026-12-${text.slice(1)}`
  return {
    span: state === 'off' ? 'off' : 'day',
    from: date,
    to: date,
    state,
    days: 1,
    isNow: state === 'half',
    isDue: false,
    names: [],
  }
}

const days = 'u14 u15 u16 p17 p18 o19 p21 u22 u23 u24 u25 o26 u28 h29 l30 l31'.split(' ').map(cellOf)
const lastDay: DayCell = { ...cellOf('l01'), from: '2027-01-04', to: '2027-01-04', isDue: true }
export const dayCells: DayCell[] = [
  ...days,
  { ...cellOf('o01'), from: '2027-01-01', to: '2027-01-03', days: 3, names: ['Tết Dương lịch'] },
  lastDay,
]
export const lateCells: DayCell[] = [
  ...days.slice(0, 4),
  { ...cellOf('u18'), isDue: true },
  { ...cellOf('u21'), state: 'late', isNow: true },
]

export const explanation: ExplanationLine[] = [
  { kind: 'start', at: '2026-12-11T08:20:00Z' },
  { kind: 'startShifted', from: '2026-12-11T08:20:00Z', to: '2026-12-14T00:00:00Z', reason: 'afterCutOff', cutOff: '15:00' },
  { kind: 'limit', unit: 'workingDay', amount: 12, minutes: 5760, dayMinutes: 480, end: 'arrivalTime' },
  {
    kind: 'pause',
    from: '2026-12-17T02:00:00Z',
    to: '2026-12-21T07:30:00Z',
    minutes: 1170,
    causes: [
      {
        from: '2026-12-17T02:00:00Z',
        reason: 'SUPPLEMENT',
        basis: 'Khoản 2 Điều 17 Nghị định số 118/2025/NĐ-CP',
        approver: 'Trần Thị Bình',
      },
    ],
  },
  { kind: 'dayOff', date: '2026-12-19', reason: 'weekly' },
  { kind: 'dayOff', date: '2027-01-01', reason: 'HOLIDAY', name: 'Tết Dương lịch' },
  { kind: 'result', at: '2027-01-04T03:30:00Z' },
]

const timeline: { id: string; state: TimelineState; title: string; at?: string; what?: string }[] = [
  { id: '5', state: 'next', title: 'Trả kết quả tại quầy phường Lê Thanh Nghị' },
  { id: '4', state: 'next', title: 'Lãnh đạo ký' },
  { id: '3', state: 'now', title: 'Đang thẩm định', at: '2026-12-21T07:30:00Z', what: 'Chi nhánh Văn phòng đăng ký đất đai.' },
  {
    id: '2',
    state: 'waited',
    title: 'Đã bổ sung bản vẽ',
    at: '2026-12-21T07:30:00Z',
    what: 'Bản vẽ thiếu kích thước cạnh phía bắc.',
  },
  { id: '1', state: 'done', title: 'Được tiếp nhận', at: '2026-12-11T08:20:00Z', what: 'Nộp tại quầy.' },
  { id: '0', state: 'stopped', title: 'Không được tiếp nhận', at: '2026-12-10T08:20:00Z' },
]

const event = (seq: number, type: string, at: string, more: Partial<DossierEvent> = {}): DossierEvent => ({
  seq,
  type,
  at,
  params: {},
  personVi: null,
  reason: null,
  documents: [],
  ...more,
})
export const events: DossierEvent[] = [
  event(5, 'SUPPLY', '2026-12-21T07:30:00Z'),
  event(4, 'REQUEST_SUPPLEMENT', '2026-12-17T02:00:00Z', {
    reason: 'Bản vẽ thiếu kích thước cạnh phía bắc.',
    documents: [{ form: 'MAU_02', url: '/ui#phieu-bo-sung' }],
  }),
  event(3, 'COMPLETE_STEP', '2026-12-15T03:10:00Z', {
    params: { stepVi: 'Thẩm định hồ sơ', stepEn: 'Examination', outcomeVi: 'Đủ điều kiện', outcomeEn: 'Conditions are met' },
    personVi: 'Nguyễn Thị Hạnh',
    viaVi: 'Trần Văn Bình',
  }),
  event(2, 'ACCEPT', '2026-12-14T01:05:00Z', { params: { dueAt: '2027-01-04T03:30:00Z' } }),
  event(1, 'OPEN', '2026-12-11T08:20:00Z'),
]

export const feeLines = [
  { kind: 'tier', units: 12, unit: 'trang', amountVnd: 24_000 },
  { kind: 'cap', amountVnd: 200_000, per: 'bản' },
  { kind: 'copies', copies: 3, eachVnd: 8_000 },
  { kind: 'locality' },
  { kind: 'exemption', who: 'người cao tuổi', minusVnd: 24_000 },
]

export const fileView = (id: string, scanState: ScanState, isBlurred = false): FileView => ({
  id,
  paperId: id,
  name: `${id}.pdf`,
  size: 1_400_000,
  contentType: 'application/pdf',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  uploadedAt: '2026-12-29T02:02:00Z',
  scanState,
  isBlurred,
  by: { role: 'APPLICANT', name: 'Nguyễn Thị Nhung' },
  mayRemove: true,
})

/** Invented words to look at; what the product says stands in the messages. */
export const samples = {
  ways: { question: 'Nhận kết quả', ONLINE: 'Bản điện tử', DESK: 'Tại quầy', POST: 'Gửi bưu điện' },
  home: 'Trang đầu',
  code: 'H24.12-261211-0087',
  title: 'Các thành phần của trang',
  lead: 'Mỗi thành phần ở mọi trạng thái, để xem và để kiểm tra.',
  submit: 'Nộp hồ sơ',
  view: 'Xem hồ sơ',
  later: 'Dừng, nộp sau',
  refuse: 'Từ chối',
  dueTitle: 'Ngày hẹn',
  money: 'Tiền',
  reckoning: 'Cách tính',
  feeName: 'Giá dịch vụ tách thửa',
  feeName2: 'Lệ phí hộ tịch',
  exemption: 'đăng ký đúng hạn',
  codeTerm: 'Mã hồ sơ',
  timeline,
  rows: [
    { term: 'Họ và tên', value: 'Phạm Minh Khôi', editHref: '/ui' },
    { term: 'Mẹ', value: 'Nguyễn Thị Nhung', below: 'Lấy từ VNeID, số định danh 030 ••• ••• 417' },
    { term: 'Nơi sinh', value: 'Bệnh viện Phụ sản Hải Dương, phường Lê Thanh Nghị, thành phố Hải Phòng', editHref: '/ui' },
  ],
  tasks: {
    child: 'Về cháu bé',
    parents: 'Cha, mẹ',
    papers: 'Giấy tờ',
    submit: 'Kiểm tra và nộp',
    why: 'Làm xong ba phần trên rồi mới nộp được.',
  },
  files: {
    notice: 'Giấy chứng sinh',
    marriage: 'Giấy chứng nhận kết hôn',
    large: 'Sổ đỏ',
    reason: 'Tệp lớn hơn 20 MB. Chụp lại từng trang.',
    retry: 'Gửi lại',
  },
  note: { title: 'Nghỉ Tết Dương lịch thứ Sáu 01/01/2027.', text: 'Nộp trực tuyến vẫn được.' },
  here: 'Đang giải quyết',
  hereWhat: 'Chi nhánh Văn phòng đăng ký đất đai xem bản vẽ.',
  doorways: { plain: 'Cửa: tra cứu, ngày hẹn', lifted: 'Cửa để bắt đầu', done: 'Cửa đã qua: nộp xong' },
  notices: 'Thông báo',
  close: 'Đóng',
  law: 'Khi người đi đăng ký không phải cha, mẹ',
  saved: 'Đã lưu lúc 09:02',
  empty: { title: 'Chưa có hồ sơ nào', text: 'Hồ sơ đã nộp sẽ hiện ở đây.', action: 'Tìm thủ tục' },
}
