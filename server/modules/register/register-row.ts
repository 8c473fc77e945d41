import { civilDate } from '../document/vietnamese.ts'

/** What the register says of one dossier, as the database has it. */
export interface RegisterFacts {
  code: string
  procedureVi: string
  ownerName: string
  ownerAddress: string | null
  ownerPhone: string | null
  agencyVi: string
  receivedAt: string | null
  promisedAt: string | null
  handedOverAt: string | null
  resultAt: string | null
  returnedAt: string | null
  returnedWay: string | null
  receiverName: string | null
  resultWay: string
  shellState: string
  decision: string | null
  /** Promised later than the law says. */
  isExtended: boolean
}

/** What stands above the register. */
export interface RegisterHead {
  agencyVi: string
  unitVi: string
  placeVi: string
  madeAt: string
  periodVi: string
  procedureVi: string | null
}

interface Column {
  headVi: string
  /** Stands above several columns. */
  groupVi?: string
  percent: number
  align?: 'left' | 'center'
}

const DATES = 'Ngày, tháng, năm'
const RETURN = 'Trả kết quả'

/** Mẫu «Sổ theo dõi hồ sơ» of TT 01/2018/TT-VPCP, column by column; the percentages are of the width inside the margins. */
export const REGISTER_COLUMNS: readonly Column[] = [
  { headVi: 'STT', percent: 3, align: 'center' },
  { headVi: 'Mã hồ sơ', percent: 9.7 },
  { headVi: 'Tên thủ tục hành chính', percent: 9.8 },
  { headVi: 'Số lượng hồ sơ (bộ)', percent: 4, align: 'center' },
  { headVi: 'Tên cá nhân, tổ chức', percent: 8.5 },
  { headVi: 'Địa chỉ, số điện thoại', percent: 11 },
  { headVi: 'Cơ quan chủ trì giải quyết', percent: 8 },
  { headVi: 'Nhận hồ sơ', groupVi: DATES, percent: 5.8, align: 'center' },
  { headVi: 'Hẹn trả kết quả', groupVi: DATES, percent: 5.8, align: 'center' },
  { headVi: 'Chuyển hồ sơ đến cơ quan giải quyết', groupVi: DATES, percent: 5.8, align: 'center' },
  { headVi: 'Nhận kết quả từ cơ quan giải quyết', groupVi: DATES, percent: 5.8, align: 'center' },
  { headVi: 'Ngày, tháng, năm', groupVi: RETURN, percent: 5.8, align: 'center' },
  { headVi: 'Phương thức nhận kết quả', groupVi: RETURN, percent: 5.5 },
  { headVi: 'Ký nhận', groupVi: RETURN, percent: 5.5 },
  { headVi: 'Ghi chú', percent: 6 },
]
export type RegisterCells = readonly string[]

const WAYS: Record<string, string> = { DESK: 'Tại quầy', ONLINE: 'Bản điện tử', POST: 'Bưu chính' }

const ENDS: Record<string, string> = {
  withdrawn: 'Người nộp rút hồ sơ',
  stopped: 'Dừng giải quyết',
  awaitingSupplement: 'Chờ bổ sung',
  awaitingObligation: 'Chờ nghĩa vụ tài chính',
  suspended: 'Tạm dừng',
}

function noteOf({ shellState, decision, isExtended, promisedAt, resultAt }: RegisterFacts): string {
  const isLate = promisedAt !== null && resultAt !== null && resultAt > promisedAt
  return [
    ENDS[shellState],
    decision === 'REFUSED' ? 'Từ chối giải quyết' : undefined,
    isExtended ? 'Đã hẹn lại' : undefined,
    isLate ? 'Có kết quả quá hạn' : undefined,
  ]
    .filter((words) => words !== undefined)
    .join('; ')
}

const day = (at: string | null): string => (at === null ? '' : civilDate(at))

/** One line: the same on the screen, on paper, in the table file and on the form of a single dossier. */
export const registerCells = (n: number, facts: RegisterFacts): RegisterCells => [
  String(n),
  facts.code,
  facts.procedureVi,
  '01',
  facts.ownerName,
  [facts.ownerAddress, facts.ownerPhone].filter((text) => text).join(', '),
  facts.agencyVi,
  day(facts.receivedAt),
  day(facts.promisedAt),
  day(facts.handedOverAt),
  day(facts.resultAt),
  day(facts.returnedAt),
  WAYS[facts.returnedWay ?? facts.resultWay] ?? '',
  facts.receiverName ?? '',
  noteOf(facts),
]
