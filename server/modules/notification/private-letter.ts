import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import {
  type DraftForLetter,
  findDraftForLetter,
  findInvitationForLetter,
  type InvitationForLetter,
} from './contact.repository.ts'
import { type LetterParts, type Rendered, renderParts } from './letter.ts'
import type { AboutKind } from './notice.repository.ts'
import { baseOf } from './notice-kinds.ts'
import { hourDayDate } from './words.ts'

// Letters about drafts and invitations, which no desk has to do with; their words are joined when they are sent.

type Words = Omit<LetterParts, 'greeting' | 'list' | 'foot'>

function draftEnds(id: string, { procedureNameVi, agencyNameVi, expiresAt }: DraftForLetter): Words {
  return {
    subject: `Bản viết dở sắp bị xóa – ${procedureNameVi}`,
    paragraphs: [
      `Hồ sơ này ông/bà viết chưa xong và chưa nộp. Bản viết dở được giữ đến ${hourDayDate(expiresAt)}, sau đó bị xóa cùng các giấy tờ đã gửi kèm.`,
      'Muốn giữ lại thì mở ra và sửa một chỗ. Không muốn nộp nữa thì không phải làm gì.',
    ],
    rows: [
      ['Thủ tục', procedureNameVi],
      ['Nơi nộp', agencyNameVi],
    ],
    button: { label: 'Mở bản viết dở', url: `${env.PUBLIC_URL}/apply/draft/${id}` },
  }
}

/** Before the answer nothing of the filing is told: who asks, for which procedure, and until when. */
function invited({ kind, fromName, expiresAt, procedureNameVi }: InvitationForLetter): Words {
  const isHelp = kind === 'HELP'
  return {
    subject: isHelp ? `${fromName} nhờ ông/bà giúp làm hồ sơ` : `${fromName} muốn chuyển hồ sơ cho ông/bà`,
    paragraphs: [
      isHelp
        ? `${fromName} nhờ ông/bà giúp xem và chuẩn bị hồ sơ. Ông/bà không đứng tên và không phải nộp tiền.`
        : `${fromName} muốn ông/bà đứng tên người nộp hồ sơ thay. Nhận lời thì ông/bà nhận tin, bổ sung giấy tờ, trả phí và nhận kết quả.`,
      `Trả lời trước ${hourDayDate(expiresAt)}. Không quen người này thì từ chối.`,
    ],
    rows: [['Thủ tục', procedureNameVi]],
    button: { label: 'Xem và trả lời', url: `${env.PUBLIC_URL}/my` },
  }
}

/** To whoever asked. */
function answered({ kind, status, toName, subjectId, code, procedureNameVi }: InvitationForLetter): Words {
  const answer = status === 'DECLINED' ? 'không nhận lời' : 'đã nhận lời'
  const who = toName ?? 'Người được mời'
  const isGiven = kind === 'HAND_OVER' && status === 'ACCEPTED'
  return {
    subject: `${who} ${answer} – ${code === null ? procedureNameVi : `hồ sơ ${code}`}`,
    paragraphs: [
      kind === 'HELP'
        ? `${who} ${answer} giúp hồ sơ của ông/bà. Ông/bà dừng việc giúp này lúc nào cũng được trong trang hồ sơ.`
        : `${who} ${answer} đứng tên hồ sơ.${isGiven ? ' Từ nay người đó viết tiếp và nộp; ông/bà không mở được nữa.' : ' Hồ sơ vẫn đứng tên ông/bà.'}`,
    ],
    rows: code === null ? [['Thủ tục', procedureNameVi]] : [['Mã hồ sơ', code]],
    button: {
      label: isGiven ? 'Xem hồ sơ của tôi' : 'Mở hồ sơ',
      url: `${env.PUBLIC_URL}${isGiven ? '/my' : code === null ? `/my/drafts/${subjectId}/people` : `/my/${encodeURIComponent(code)}`}`,
    },
  }
}

/** To whoever goes on with a draft of somebody else. */
const taken = ({ fromName, subjectId, procedureNameVi }: InvitationForLetter): Words => ({
  subject: `Hồ sơ viết dở nay đứng tên ông/bà – ${procedureNameVi}`,
  paragraphs: [
    `Ông/bà đã nhận hồ sơ viết dở của ${fromName}. Từ nay ông/bà viết tiếp và nộp với tên của mình; ${fromName} không mở được nữa.`,
    'Trước khi nộp, đọc lại từng câu trả lời và giấy tờ đã gửi. Không muốn nộp thì bỏ bản viết dở này.',
  ],
  rows: [['Thủ tục', procedureNameVi]],
  button: { label: 'Mở bản viết dở', url: `${env.PUBLIC_URL}/apply/draft/${subjectId}` },
})

async function wordsOf(kind: AboutKind, id: string, template: string): Promise<Words> {
  if (kind === 'DRAFT') {
    const draft = await findDraftForLetter(id)
    if (draft) return draftEnds(id, draft)
  } else {
    const invitation = await findInvitationForLetter(id)
    const name = baseOf(template)
    if (invitation)
      return name === 'invited' ? invited(invitation) : name === 'draftTaken' ? taken(invitation) : answered(invitation)
  }
  throw new DomainError('NOT_FOUND', `no letter ${template} about ${kind} ${id}`)
}

export async function privateLetter(about: { kind: AboutKind; id: string }, template: string, name: string): Promise<Rendered> {
  return renderParts({
    ...(await wordsOf(about.kind, about.id, template)),
    greeting: `Kính gửi ông/bà ${name},`,
    list: [],
    foot: ['Thư này gửi tự động, không cần trả lời.'],
  })
}
