import 'server-only'
import {
  type ConfirmOutcome,
  confirmAnswer,
  type Reading,
  readStatement,
} from '#server/adapters/payment-platform/statement.message.ts'
import { appNow } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { readLimited } from '#server/request-body.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { recordExchange } from '../exchange/record-exchange.ts'
import { findPayment } from './payment.repository.ts'
import { settlePayment } from './settle-payment.ts'

const MAX_BODY_BYTES = 32 * 1024

const STATUS: Record<ConfirmOutcome, number> = {
  taken: 200,
  unreadable: 400,
  unknown: 404,
  wrongAmount: 409,
  forged: 401,
  otherPartner: 403,
  // the platform repeats what was not answered
  later: 503,
}
const REFUSED: Record<Extract<Reading, { ok: false }>['why'], ConfirmOutcome> = {
  UNREADABLE: 'unreadable',
  FORGED: 'forged',
  OTHER_PARTNER: 'otherPartner',
}

async function outcomeOf(body: string): Promise<{ outcome: ConfirmOutcome; reference: string }> {
  const reading = readStatement(parseJson(body), 'CONFIRM', env.PAYMENT_PARTNER, env.PAYMENT_SECRET)
  if (!reading.ok) return { outcome: REFUSED[reading.why], reference: reading.reference }
  const { reference } = reading.statement
  try {
    await settlePayment(reading.statement)
    return { outcome: 'taken', reference }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'PAYMENT_UNKNOWN') return { outcome: 'unknown', reference }
    if (error instanceof DomainError && error.code === 'PAYMENT_MISMATCH') return { outcome: 'wrongAmount', reference }
    log.error({ reference, err: error }, 'a confirmed payment could not be settled now')
    return { outcome: 'later', reference }
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The platform's confirm message. The same message gets the same answer; what is not signed with our secret changes nothing. */
export async function confirmPayment(request: Request): Promise<Response> {
  const started = performance.now()
  const { outcome, reference } = await outcomeOf((await readLimited(request, MAX_BODY_BYTES)) ?? '')
  const about = outcome === 'taken' || outcome === 'wrongAmount' ? await findPayment(reference) : null
  await recordExchange(
    {
      system: 'PAYMENT',
      direction: 'IN',
      service: 'CONFIRM',
      durationMs: Math.round(performance.now() - started),
      outcome: outcome === 'taken' ? 'OK' : outcome === 'later' ? 'UNAVAILABLE' : 'REFUSED',
      errorCode: outcome === 'taken' ? null : outcome,
      message: null,
    },
    about,
  )
  const answer = confirmAnswer(
    outcome,
    /^\w{1,100}$/.test(reference) ? reference : '',
    await appNow(),
    env.PAYMENT_PARTNER,
    env.PAYMENT_SECRET,
  )
  return Response.json(answer, { status: STATUS[outcome], headers: { 'cache-control': 'no-store' } })
}
