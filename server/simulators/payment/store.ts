import { z } from 'zod'
import { openJournal, simulatorPath } from '../frame/journal.ts'
import { initSchema } from './messages.ts'

const initiatedSchema = z.object({ kind: z.literal('initiated'), at: z.string(), token: z.string(), init: initSchema })
const settledSchema = z.object({
  kind: z.literal('settled'),
  at: z.string(),
  reference: z.string(),
  outcome: z.enum(['paid', 'cancelled']),
  /** false: this platform never tells; the partner has to ask. */
  callback: z.boolean(),
  MaGiaoDich: z.string(),
  ThoiGianGD: z.string(),
})
const calledSchema = z.object({
  kind: z.literal('called'),
  at: z.string(),
  reference: z.string(),
  /** Ordered by a test: does not settle whether the partner knows. */
  ordered: z.boolean(),
  outcome: z.enum(['acknowledged', 'refused', 'unanswered']),
  detail: z.string(),
})
const refusedSchema = z.object({
  kind: z.literal('refused'),
  at: z.string(),
  message: z.string(),
  code: z.string(),
  why: z.string(),
  reference: z.string().nullable(),
  MaHoSo: z.string().nullable(),
})
const resetSchema = z.object({ kind: z.literal('reset'), at: z.string() })
const entrySchema = z.discriminatedUnion('kind', [initiatedSchema, settledSchema, calledSchema, refusedSchema, resetSchema])
type Entry = z.infer<typeof entrySchema>

export type Transaction = {
  reference: string
  token: string
  at: string
  init: z.infer<typeof initSchema>
  state: 'pending' | 'paid' | 'cancelled'
  settled: z.infer<typeof settledSchema> | null
  /** Whether the partner has given its word on the confirm message. */
  told: 'no' | 'acknowledged' | 'refused'
  calls: z.infer<typeof calledSchema>[]
}

export function openPaymentStore(dataDir: string) {
  const transactions = new Map<string, Transaction>()
  const refused: z.infer<typeof refusedSchema>[] = []
  const journal = openJournal<Entry>(simulatorPath(dataDir, 'payment.jsonl'), entrySchema, (entry) => {
    switch (entry.kind) {
      case 'initiated': {
        const { at, token, init } = entry
        transactions.set(init.MaThamChieu, {
          reference: init.MaThamChieu,
          token,
          at,
          init,
          state: 'pending',
          settled: null,
          told: 'no',
          calls: [],
        })
        return
      }
      case 'settled': {
        const transaction = transactions.get(entry.reference)
        if (transaction) Object.assign(transaction, { state: entry.outcome, settled: entry })
        return
      }
      case 'called': {
        const transaction = transactions.get(entry.reference)
        transaction?.calls.push(entry)
        if (transaction && !entry.ordered && entry.outcome !== 'unanswered') transaction.told = entry.outcome
        return
      }
      case 'refused':
        refused.push(entry)
        return
      case 'reset':
        transactions.clear()
        refused.length = 0
    }
  })
  return {
    append: journal.append,
    close: journal.close,
    transaction: (reference: string) => transactions.get(reference) ?? null,
    byToken: (token: string) => [...transactions.values()].find((one) => one.token === token) ?? null,
    transactions: () => [...transactions.values()],
    refused: () => refused,
  }
}
export type PaymentStore = ReturnType<typeof openPaymentStore>
