import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { findPetitionForLetter, type PetitionForLetter } from './contact.repository.ts'
import { type Rendered, renderParts } from './letter.ts'
import { hourDayDate } from './words.ts'

type Written = (about: PetitionForLetter) => { subject: string; paragraphs: string[]; isForStaff?: boolean }

const LETTERS: Record<string, Written> = {
  petitionSent: ({ agencyNameVi, dueAt }) => ({
    subject: 'Đã gửi phản ánh, kiến nghị',
    paragraphs: [`${agencyNameVi} đã có phản ánh, kiến nghị của ông/bà.`, `Cơ quan trả lời trước ${hourDayDate(dueAt)}.`],
  }),
  petitionTaken: ({ agencyNameVi, dueAt }) => ({
    subject: 'Đang xem xét phản ánh, kiến nghị',
    paragraphs: [`${agencyNameVi} đang xem xét.`, `Cơ quan trả lời trước ${hourDayDate(dueAt)}.`],
  }),
  petitionForwarded: ({ agencyNameVi, words, dueAt }) => ({
    subject: 'Phản ánh, kiến nghị được chuyển cơ quan khác',
    paragraphs: [
      `Nội dung này do ${agencyNameVi} trả lời, nên đã được chuyển đến đó. Ông/bà không phải gửi lại.`,
      ...(words ? [`Lý do: ${words}`] : []),
      `Cơ quan trả lời trước ${hourDayDate(dueAt)}.`,
    ],
  }),
  petitionAnswered: ({ agencyNameVi, answer }) => ({
    subject: 'Đã trả lời phản ánh, kiến nghị',
    paragraphs: [`${agencyNameVi} trả lời:`, answer ?? ''],
  }),
  petitionReferred: ({ words }) => ({
    subject: 'Nội dung này cần gửi theo thủ tục khác',
    paragraphs: [
      'Nội dung ông/bà gửi là khiếu nại hoặc tố cáo, được giải quyết theo luật riêng, không trả lời tại đây.',
      ...(words ? [words] : []),
    ],
  }),
  petitionWithdrawn: () => ({
    subject: 'Đã rút phản ánh, kiến nghị',
    paragraphs: ['Ông/bà đã rút phản ánh, kiến nghị này. Cơ quan không trả lời nữa.'],
  }),
  petitionLate: ({ agencyNameVi }) => ({
    subject: 'Phản ánh, kiến nghị chưa được trả lời đúng hạn',
    paragraphs: [`${agencyNameVi} chưa trả lời đúng hạn, xin lỗi ông/bà. Lãnh đạo cơ quan đã được báo để trả lời sớm.`],
  }),
  petitionArrived: ({ dueAt }) => ({
    subject: 'Có phản ánh, kiến nghị mới',
    paragraphs: [`Trả lời trước ${hourDayDate(dueAt)}.`],
    isForStaff: true,
  }),
  petitionOverdue: ({ dueAt }) => ({
    subject: 'Phản ánh, kiến nghị quá hạn trả lời',
    paragraphs: [`Hạn trả lời là ${hourDayDate(dueAt)}. Người gửi đã được báo là cơ quan trả lời chậm.`],
    isForStaff: true,
  }),
}

/** A letter about a petition; its words are joined when it is sent. */
export async function petitionLetter(id: string, template: string, name: string): Promise<Rendered> {
  const about = await findPetitionForLetter(id)
  const write = LETTERS[template]
  if (!about || !write) throw new DomainError('NOT_FOUND', `no letter ${template} about petition ${id}`)
  const { subject, paragraphs, isForStaff = false } = write(about)
  const code = encodeURIComponent(about.code)
  const own = about.lookupSecret === null ? `my/petitions/${code}` : `track?code=${code}&secret=${about.lookupSecret}`
  return renderParts({
    subject: `${subject} – ${about.code}`,
    greeting: isForStaff ? `Gửi ${name},` : `Kính gửi ông/bà ${name},`,
    paragraphs,
    list: [],
    rows: [
      ['Mã', about.code],
      ...(about.lookupSecret !== null && !isForStaff ? [['Mã tra cứu', about.lookupSecret] as const] : []),
      ['Nội dung', about.title],
      ['Cơ quan', about.agencyNameVi],
    ],
    button: { label: 'Xem phản ánh, kiến nghị', url: `${env.PUBLIC_URL}/${isForStaff ? `petitions/${code}` : own}` },
    foot: isForStaff
      ? ['Thư này gửi tự động, không cần trả lời.']
      : [
          `Cần hỏi: ${about.agencyNameVi}, ${about.agencyAddressVi}. Điện thoại ${about.agencyPhone}. Giờ làm việc: ${about.agencyOpeningVi}.`,
          'Thư này gửi tự động, không cần trả lời.',
        ],
  })
}
