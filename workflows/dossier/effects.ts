import type { FormCode, Performer } from '../procedure/definition.ts'
import type { Limit } from '../working-time/working-time.schema.ts'
import type { TimerKind } from './events.ts'
import type { NationalCode } from './national-code.ts'

/** Every message has its words in the server's documents; a new one is named here first. */
export const NOTIFY_TEMPLATES = [
  'opened',
  'accepted',
  'refused',
  'supplementRequested',
  'supplementCancelled',
  'supplementExpired',
  'supplied',
  'obligationRequired',
  'suspended',
  'resumed',
  'extended',
  'dueChanged',
  'feeDue',
  'feeReceived',
  'feeRefundDue',
  'withdrawalAsked',
  'withdrawalDenied',
  'withdrawn',
  'stopped',
  'resultReady',
  'reopened',
  'opinionAsked',
  'opinionsEnded',
  'opinionLate',
  'transferred',
  'subOpened',
  'subClosed',
  'versionChanged',
  'returned',
  'applicantChanged',
  'resultWayChanged',
  'intakeLate',
  'stepLate',
  'legalLate',
] as const
export type NotifyTemplate = (typeof NOTIFY_TEMPLATES)[number]

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
  | { type: 'syncPortal'; code: NationalCode }
  /** A line of progress under an unchanged national code 4: the dossier moved from step to step. */
  | { type: 'progressPortal'; step: string }
  | { type: 'notify'; template: NotifyTemplate; audience: 'applicant' | 'performer' | 'head' }
  | { type: 'issueForm'; form: FormCode }
  /** A member's opinion is wanted: its agency is told. */
  | { type: 'askAgency'; workId: string; member: string }
  /** The server opens the dossier of its own that the event named. */
  | { type: 'openSub'; subDossierId: string }
  | { type: 'requestFee'; feeId: string }
  | { type: 'refund'; feeId: string }
  | { type: 'issueResult' }
  | { type: 'deliver'; way: string }

export type Effect = InnerEffect | OuterEffect
