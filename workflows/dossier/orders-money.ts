import { isOwed } from './reading.ts'
import type { FeeState } from './state.ts'
import type { Turn } from './turn.ts'

type FeeWhen = FeeState['when']
const FEE_TIMES: readonly FeeWhen[] = ['beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn']

/** Takes over what the server computed: a new fee is registered, a changed one replaced; what was paid stays as it was paid. */
export function learnFees(turn: Turn): void {
  const { context } = turn
  for (const told of turn.event.facts.fees) {
    const known = context.fees.find((fee) => fee.feeId === told.feeId)
    if (!known) {
      context.fees = [...context.fees, { ...told, settledVnd: 0, settledAt: null, requestedAt: null }]
      turn.effects.push({ type: 'registerFee', feeId: told.feeId })
    } else if (known.settledAt === null && (known.amountVnd !== told.amountVnd || known.when !== told.when)) {
      context.fees = context.fees.map((fee) => (fee === known ? { ...known, ...told, requestedAt: null } : fee))
      turn.effects.push({ type: 'registerFee', feeId: told.feeId })
    }
  }
}

/** Asks for what is due by now; later fees wait for their time. */
export function requestFees(turn: Turn, { upTo }: { upTo: FeeWhen }): void {
  const due = FEE_TIMES.slice(0, FEE_TIMES.indexOf(upTo) + 1)
  const asked = turn.context.fees.filter((fee) => isOwed(fee) && fee.requestedAt === null && due.includes(fee.when))
  if (asked.length === 0) return
  turn.context.fees = turn.context.fees.map((fee) => (asked.includes(fee) ? { ...fee, requestedAt: turn.now } : fee))
  for (const fee of asked) turn.effects.push({ type: 'requestFee', feeId: fee.feeId })
  turn.effects.push({ type: 'notify', template: 'feeDue', audience: 'applicant' })
}

export function settleFee(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'FEE_SETTLED') return
  turn.context.fees = turn.context.fees.map((fee) =>
    fee.feeId === event.feeId ? { ...fee, settledVnd: event.amountVnd, settledAt: turn.now } : fee,
  )
  turn.effects.push({ type: 'notify', template: 'feeReceived', audience: 'applicant' })
}

/** Money that arrives after the end is not kept. */
export function refundFee(turn: Turn): void {
  const { event } = turn
  if (event.type !== 'FEE_SETTLED') return
  turn.context.fees = turn.context.fees.map((fee) =>
    fee.feeId === event.feeId ? { ...fee, settledVnd: event.amountVnd, settledAt: turn.now } : fee,
  )
  turn.context.refunds = [...turn.context.refunds, { feeId: event.feeId, amountVnd: event.amountVnd, at: turn.now }]
  turn.effects.push({ type: 'refund', feeId: event.feeId })
  turn.effects.push({ type: 'notify', template: 'feeRefundDue', audience: 'applicant' })
}
