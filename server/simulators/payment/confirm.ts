import { z } from 'zod'
import { type Answer, postJson, type Retries } from '../frame/callback.ts'
import { type Clock, stamp } from '../frame/clock.ts'
import { Refusal } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { confirmAnswerHashed, confirmAnswerSchema, hashMatches } from './messages.ts'
import type { Platform } from './platform.ts'
import type { PaymentStore } from './store.ts'

export const paySchema = z.object({
  maThamChieu: z.string(),
  outcome: z.enum(['paid', 'cancelled', 'pending']),
  /** false: the confirm message is never sent, as when the platform loses it. */
  callback: z.boolean().default(true),
})
export const callbackSchema = z.object({
  maThamChieu: z.string(),
  forge: z.enum(['hash', 'amount', 'unknown', 'partner']).optional(),
  times: z.int().min(1).max(200).default(1),
})

/** Settling a payment, and telling the partner until it has answered. */
export function openConfirm(store: PaymentStore, platform: Platform, clock: Clock, settings: Settings, retries: Retries) {
  const url = `${settings.PUBLIC_URL}/api/payment/confirm`

  /** Resolves when the partner has answered the first message or could not be reached for it. */
  async function settle(reference: string, outcome: 'paid' | 'cancelled', callback = true): Promise<void> {
    const transaction = store.transaction(reference)
    if (!transaction) throw new Refusal(404, 'Không tìm thấy giao dịch.')
    if (transaction.state !== 'pending') throw new Refusal(409, 'Giao dịch này đã kết thúc.')
    const now = clock.now()
    const number = String(store.transactions().length).padStart(6, '0')
    store.append({
      kind: 'settled',
      at: now.toISOString(),
      reference,
      outcome,
      callback,
      MaGiaoDich: `${stamp(now)}${number}`,
      ThoiGianGD: stamp(now),
    })
    if (!callback) return
    await new Promise<void>((resolve) => tell(reference, resolve))
  }

  function tell(reference: string, tried: () => void = () => {}) {
    const pursuit = retries.start(`payment ${reference}`, async (stop) => {
      const transaction = store.transaction(reference)
      if (!transaction?.settled || transaction.told !== 'no') return true
      const answer = await postJson(url, JSON.stringify(platform.statement(transaction, 'CONFIRM')), {}, stop)
      const done = stop.aborted || note(reference, answer, false)
      tried()
      return done
    })
    pursuit.finally(tried)
  }

  function note(reference: string, answer: Answer, ordered: boolean): boolean {
    if (!store.transaction(reference)) return true
    const at = clock.now().toISOString()
    if (answer.kind === 'unanswered') {
      store.append({ kind: 'called', at, reference, ordered, outcome: 'unanswered', detail: answer.why })
      return false
    }
    const parsed = confirmAnswerSchema.safeParse(answer.body)
    const good = parsed.success && parsed.data.MaLoi === '00'
    // The partner says itself that it could not take the message now.
    const later = parsed.success && parsed.data.MaLoi === '99'
    const signed =
      parsed.success &&
      hashMatches(
        parsed.data.MaXacThuc,
        confirmAnswerHashed.map((name) => parsed.data[name]),
        settings.PAYMENT_SECRET,
      )
    const detail =
      `HTTP ${answer.status} ${JSON.stringify(answer.body)}${signed ? '' : ' (MaXacThuc of the answer does not match)'}`.slice(
        0,
        1000,
      )
    store.append({
      kind: 'called',
      at,
      reference,
      ordered,
      outcome: good ? 'acknowledged' : later ? 'unanswered' : 'refused',
      detail,
    })
    return !later
  }

  /** Confirm messages by order of a test: right ones, or forged ones. All `times` at once. */
  async function order({ maThamChieu, forge, times }: z.output<typeof callbackSchema>): Promise<Answer[]> {
    const transaction = store.transaction(maThamChieu)
    if (!transaction) throw new Refusal(404, 'Không tìm thấy giao dịch.')
    if (!forge && transaction.state === 'pending') throw new Refusal(409, 'A right callback needs a settled payment; pay first.')
    const { MaXacThuc, ...fields } = platform.statement(transaction, 'CONFIRM')
    const settledFields = transaction.settled ? fields : { ...fields, MaLoi: '00', MaGiaoDich: `${stamp(clock.now())}999999` }
    const message = {
      hash: () => ({ ...settledFields, MaXacThuc: MaXacThuc.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
      amount: () => platform.sign({ ...settledFields, SoTien: String(Number(fields.SoTien) + 1000) }),
      unknown: () => platform.sign({ ...settledFields, MaThamChieu: `${fields.MaThamChieu}x` }),
      partner: () => platform.sign({ ...settledFields, MaDoiTac: 'someone-else' }),
      none: () => ({ ...fields, MaXacThuc }),
    }[forge ?? 'none']()
    const answers = await Promise.all(
      Array.from({ length: times }, () => postJson(url, JSON.stringify(message), {}, retries.signal)),
    )
    for (const answer of answers) note(maThamChieu, answer, true)
    return answers
  }

  function resume() {
    for (const one of store.transactions()) if (one.settled?.callback && one.told === 'no') tell(one.reference)
  }

  return { settle, order, resume }
}
