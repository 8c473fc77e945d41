import type { NotifyTemplate } from '#workflows/dossier/effects.ts'
import type { PetitionTemplate } from '../petition/petition.schema.ts'
import type { NoticeKind } from './notification.schema.ts'

/** Kinds of what is written to applicants and to people who asked something, and each in a few words for a small screen. */
interface Short {
  kind: NoticeKind
  /** No name, no subject matter, no reason: only that there is something to read. */
  shortVi: string
}

const legal = (shortVi: string): Short => ({ kind: 'LEGAL', shortVi })
const progress = (shortVi: string): Short => ({ kind: 'PROGRESS', shortVi })
const money = (shortVi: string): Short => ({ kind: 'MONEY', shortVi })
const petition = (shortVi: string): Short => ({ kind: 'PETITION', shortVi })

const OF_DOSSIERS: Record<NotifyTemplate, Short> = {
  opened: progress('đã gửi đến cơ quan'),
  accepted: legal('đã được nhận'),
  refused: legal('không được nhận'),
  supplementRequested: legal('cần bổ sung giấy tờ'),
  supplementCancelled: legal('không cần bổ sung nữa'),
  supplementExpired: legal('đã hết hạn bổ sung'),
  supplied: progress('đã nhận phần bổ sung'),
  obligationRequired: legal('cần nộp thuế, phí'),
  suspended: legal('tạm dừng giải quyết'),
  resumed: legal('được giải quyết tiếp'),
  extended: legal('đổi ngày hẹn trả'),
  dueChanged: legal('đổi giờ hẹn trả'),
  feeDue: money('cần trả phí, lệ phí'),
  feeReceived: money('đã nhận tiền'),
  feeRefundDue: money('có tiền được trả lại'),
  withdrawalAsked: progress('đã nhận yêu cầu rút'),
  withdrawalDenied: legal('chưa rút được'),
  withdrawn: legal('đã rút'),
  stopped: legal('dừng giải quyết'),
  resultReady: legal('đã có kết quả'),
  reopened: progress('được xem lại'),
  opinionAsked: progress('cần ý kiến'),
  opinionsEnded: progress('kết thúc lấy ý kiến'),
  opinionLate: progress('quá hạn cho ý kiến'),
  transferred: legal('chuyển cơ quan giải quyết'),
  subOpened: progress('có hồ sơ liên thông'),
  subClosed: progress('hồ sơ liên thông đã xong'),
  versionChanged: progress('đổi quy trình giải quyết'),
  returned: legal('đã trả kết quả'),
  applicantChanged: legal('đổi người nộp'),
  resultWayChanged: legal('đổi cách nhận kết quả'),
  intakeLate: progress('quá hạn xem hồ sơ mới'),
  stepLate: progress('quá hạn của bước'),
  legalLate: progress('quá hạn giải quyết'),
}

const OF_PETITIONS: Record<PetitionTemplate, Short> = {
  petitionSent: petition('đã gửi đến cơ quan'),
  petitionTaken: petition('đang được xem xét'),
  petitionForwarded: petition('đã chuyển cơ quan khác trả lời'),
  petitionAnswered: petition('đã có trả lời'),
  petitionReferred: petition('cần gửi theo thủ tục khác'),
  petitionWithdrawn: petition('đã rút'),
  petitionLate: petition('chưa được trả lời đúng hạn, đã báo lãnh đạo'),
  petitionArrived: petition('mới gửi đến'),
  petitionOverdue: petition('quá hạn trả lời'),
}

/** Of people to people, and of what is not handed in yet: nobody's name, no procedure. */
export const PERSONAL_TEMPLATES = ['draftEnds', 'invited', 'invitationAnswered', 'draftTaken'] as const
export type PersonalTemplate = (typeof PERSONAL_TEMPLATES)[number]
const OF_PEOPLE: Record<PersonalTemplate | 'messageWritten', Short> = {
  messageWritten: progress('có lời nhắn mới'),
  draftEnds: { kind: 'REMINDER', shortVi: 'sắp bị xóa vì quá lâu chưa nộp' },
  invited: progress('chờ ông/bà trả lời'),
  invitationAnswered: progress('đã có người trả lời'),
  draftTaken: progress('nay đứng tên ông/bà'),
}

const REMINDER: Short = { kind: 'REMINDER', shortVi: 'sắp đến hạn, cần làm tiếp' }
const OTHER: Short = { kind: 'PROGRESS', shortVi: 'có tin mới' }

export function shortOf(template: string): Short {
  const name = baseOf(template)
  if (name === 'limitNear') return REMINDER
  const known: Partial<Record<string, Short>> = { ...OF_DOSSIERS, ...OF_PETITIONS, ...OF_PEOPLE }
  return known[name] ?? OTHER
}

/** The name of a template without what makes it one of a kind. */
export const baseOf = (template: string): string => template.split('/')[0] ?? template

/** Reminders carry their limit at the end of the template: `limitNear/<timer>/<minutes>/<date>`, `draftEnds/<date>`. */
export function limitOf(template: string): Date | null {
  const at = new Date(template.slice(template.lastIndexOf('/') + 1))
  return ['limitNear', 'draftEnds'].includes(baseOf(template)) && !Number.isNaN(at.getTime()) ? at : null
}

/** The recipient of a petition's notices who has no account. */
export const PERSON = 'PERSON'
