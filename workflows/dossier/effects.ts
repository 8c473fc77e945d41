import type { Performer } from '../procedure/definition.ts'
import type { Limit } from '../working-time/limit.ts'
import type { TimerKind } from './events.ts'

export type FormCode = 'MAU_01' | 'MAU_02' | 'MAU_03' | 'MAU_04' | 'MAU_05' | 'MAU_06' | 'MAU_07'

/** Done inside the transaction of the change. */
export type InnerEffect =
  | { type: 'startClock' | 'pauseClock' | 'resumeClock' | 'stopClock'; clock: 'intake' | 'legal' }
  | { type: 'openWork'; workId: string; step: string; performer: Performer; limit: Limit | null }
  | { type: 'closeWork'; workId: string }
  | { type: 'startTimer'; timerId: string; kind: TimerKind; limit: Limit | null; dueAt: string | null }
  | { type: 'cancelTimer'; timerId: string }
  | { type: 'registerFee'; feeId: string }

/** Go through the outbox, at least once, in order per target. */
export type OuterEffect =
  | { type: 'syncPortal'; code: number }
  | { type: 'notify'; template: string; audience: 'applicant' | 'performer' | 'head' }
  | { type: 'issueForm'; form: FormCode }
  | { type: 'requestFee'; feeId: string }
  | { type: 'refund'; feeId: string }
  | { type: 'issueResult' }
  | { type: 'deliver'; way: string }

export type Effect = InnerEffect | OuterEffect
export type EffectType = Effect['type']
