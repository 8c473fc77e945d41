import { type CallContext, callJson, callPartner, noted } from '../partner-call.ts'
import { PartnerFault, withoutPersonalData } from '../partner-fault.ts'
import { type PaymentOrder, readInitAnswer, toInit } from './init.message.ts'
import { readRefusal, toQuery } from './query.message.ts'
import { readStatement, type Statement } from './statement.message.ts'

export interface PlatformSettings {
  url: string
  partner: string
  secret: string
  timeoutMs?: number
}

export interface PaymentPlatform {
  /** The page on which the order can be paid. */
  init(order: PaymentOrder, context: CallContext): Promise<string>
  /** How a payment stands; null when the platform has never heard of it. */
  query(reference: string, at: Date, context: CallContext): Promise<Statement | null>
  /** The platform's own electronic receipt, a PDF. */
  bill(reference: string, at: Date, context: CallContext): Promise<Uint8Array<ArrayBuffer>>
}

const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 256 * 1024
const MAX_BILL_BYTES = 10 * 1024 * 1024
const headers = { 'content-type': 'application/json; charset=utf-8' }

/** The national payment platform, protocol 1.0.6. */
export function createPaymentPlatform({ url, partner, secret, timeoutMs = TIMEOUT_MS }: PlatformSettings): PaymentPlatform {
  const post = (path: string, body: object, signal: AbortSignal) =>
    callJson({ url: `${url}${path}`, body: JSON.stringify(body), headers, timeoutMs, maxBytes: MAX_ANSWER_BYTES, signal })

  const init = (order: PaymentOrder, context: CallContext) =>
    noted(context, { system: 'PAYMENT', service: 'INIT' }, async () => {
      const answer = readInitAnswer(await post('/init', toInit(order, partner, secret), context.signal))
      if (!answer) throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'the answer to INIT names no page')
      if ('payUrl' in answer) return answer.payUrl
      throw new PartnerFault(
        answer.errorCode === '99' ? 'BUSY' : 'REFUSED',
        answer.errorCode,
        withoutPersonalData(answer.message),
      )
    })

  const query = (reference: string, at: Date, context: CallContext) =>
    noted(context, { system: 'PAYMENT', service: 'QUERY' }, async () => {
      const value = await post('/query', toQuery('QUERY', reference, at, partner, secret), context.signal)
      const reading = readStatement(value, 'QUERY', partner, secret)
      if (reading.ok && reading.statement.reference === reference) return reading.statement
      const refusal = readRefusal(value)
      // unsigned, so it is only believed where it moves no money
      if (refusal?.isUnknown) return null
      throw new PartnerFault(
        'BUSY',
        refusal?.errorCode ?? 'UNREADABLE',
        'the answer to QUERY is not a signed statement of this payment',
      )
    })

  const bill = (reference: string, at: Date, context: CallContext) =>
    noted(context, { system: 'PAYMENT', service: 'GET_BILL' }, async () => {
      const { bytes, contentType } = await callPartner({
        url: `${url}/get-bill`,
        body: JSON.stringify(toQuery('GET_BILL', reference, at, partner, secret)),
        headers,
        accept: 'application/pdf',
        timeoutMs,
        maxBytes: MAX_BILL_BYTES,
        signal: context.signal,
      })
      if (contentType !== 'application/pdf' || !Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('%PDF-')))
        throw new PartnerFault('BUSY', 'NO_BILL', 'the platform gave no PDF')
      return bytes
    })

  return { init, query, bill }
}
