import { z } from 'zod'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { ourMailer } from '../notification/carriers.ts'
import { renderParts } from '../notification/letter.ts'
import { messageIdFrom } from '../notification/send-notification.ts'
import { hourDayDate } from '../notification/words.ts'
import { setting } from '../setting/settings.ts'
import { deleteEnded, draftsToWarn, type EndingDraft, markWarned } from './draft-end.repository.ts'

const addressSchema = z.email().max(254)

function letterOf({ id, fullName, procedureNameVi, agencyNameVi, expiresAt }: EndingDraft) {
  return renderParts({
    subject: `Bản viết dở sắp hết hạn giữ – ${procedureNameVi}`,
    greeting: `Kính gửi ông/bà ${fullName},`,
    paragraphs: [
      `Bản viết dở của thủ tục này được giữ đến ${hourDayDate(expiresAt)}, sau đó bị xóa cùng giấy tờ đã gửi. Hồ sơ chưa nộp.`,
      'Mở bản viết dở và sửa một chỗ là được giữ tiếp. Không muốn nộp nữa thì không phải làm gì.',
    ],
    list: [],
    rows: [
      ['Thủ tục', procedureNameVi],
      ['Nơi nộp', agencyNameVi],
    ],
    button: { label: 'Mở bản viết dở', url: `${env.PUBLIC_URL}/apply/draft/${id}` },
    foot: ['Thư này gửi tự động, không cần trả lời.'],
  })
}

/**
 * Tells owners of drafts that these end soon, once for each end. Killed between letter and mark, the letter goes out again under the same
 * Message-ID; who has no address sees it on the page of own dossiers.
 */
export async function warnOfEndingDrafts(signal: AbortSignal): Promise<{ told: number }> {
  let told = 0
  for (const draft of await draftsToWarn(await setting('draft.warnDays'))) {
    if (signal.aborted) break
    const to = addressSchema.safeParse(draft.email?.trim()).data
    const messageId = messageIdFrom(`draft/${draft.id}/${draft.expiresAt.toISOString()}`)
    try {
      if (to) await ourMailer().send({ messageId, to, ...letterOf(draft) }, callContext(null, signal))
    } catch (error) {
      if (!(error instanceof PartnerFault)) throw error
      // the mail server is away: the next turn begins here again; a mailbox that is not there holds up nobody else
      if (error.kind !== 'REFUSED') break
    }
    await markWarned(draft.id, draft.expiresAt)
    told += 1
  }
  return { told }
}

/** Drafts whose time has passed go, and leave a note; so many at a time. */
export const removeEndedDrafts = (): Promise<number> => deleteEnded()

const DAY_MS = 86_400_000

/** Within the days in which its owner is warned. */
export async function endsSoon({ expiresAt, now }: { expiresAt: Date; now: Date }): Promise<boolean> {
  return expiresAt.getTime() - now.getTime() <= (await setting('draft.warnDays')) * DAY_MS
}
