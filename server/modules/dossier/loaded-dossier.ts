import type { MachineEvent } from '#workflows/dossier/events.ts'
import type { DossierState, Facts } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import type { AgencyOf } from '../agency/responsibility.ts'
import type { DossierFacts } from './dossier.policy.ts'
import type { ProjectionRows } from './rows.ts'

export interface Party {
  kind: 'APPLICANT' | 'OWNER'
  accountId: string | null
  fullName: string
  personalId: string | null
  phone: string | null
  email: string | null
  address: string | null
  techId: string | null
  partyKind: 'CITIZEN' | 'BUSINESS'
}

export interface FeeRow {
  feeId: string
  code: string
  kindOfMoney: 'PHI' | 'LE_PHI'
  nameVi: string
  amountVnd: number
  calculation: unknown
  exemption: unknown
  when: string
  payOnline: boolean
  settledVnd: number
  settledAt: string | null
}

export interface PaperRow {
  id: string
  paperCode: string
  nameVi: string
  fileId: string | null
  originals: number
  certified: number
  copies: number
  originalSeenAt: string | null
  originalSeenBy: string | null
  supplementId: string | null
  /** OPINION is for staff only; NOTICE and PROOF belong to an obligation. */
  kind: 'PAPER' | 'NOTICE' | 'PROOF' | 'OPINION'
  /** The obligation, or the member's work, that it belongs to. */
  subjectId: string | null
  addedAt: string
  addedById: string
}

/** What is not read for the daily work of staff. */
type Unread = 'parties' | 'helperIds' | 'offeredTo' | 'papers'
export type WorkedOnDossier = Omit<LoadedDossier, Unread>

/** A dossier as a change finds it: the row with its revision, its version's machine, and the database's time. */
export interface LoadedDossier extends DossierFacts {
  homeAgencyId: string
  id: string
  code: string
  foreignCode: string | null
  lookupSecret: string
  openedMonth: string
  procedureVersionId: string
  procedureCode: string
  shellVersion: number
  calendarVersionId: string
  source: string
  originAgencyId: string
  /** The dossier that this one is a part of. */
  parentId: string | null
  /** Whose duty a performer's work is. */
  agencyOf: AgencyOf
  caseCode: string | null
  resultWay: string
  state: DossierState
  revision: number
  lastSeq: number
  lastHash: string
  /** The last number of each outbox line; null: nobody has counted yet. */
  lastLines: Record<string, number> | null
  parties: readonly Party[]
  fees: readonly FeeRow[]
  papers: readonly PaperRow[]
  /** Current answers of the form, and what each step wrote down, by step id. */
  answers: Record<string, unknown>
  stepData: Record<string, Record<string, unknown>>
  /** Everything that was written down, by the id of its row: opinions, notices, proofs. */
  attached: Record<string, Record<string, unknown>>
  forms: number
  definition: ProcedureDefinition
  calendar: Calendar
  now: string
  /** Of a dossier at hand: the hash of its state, and the rows that follow from it. */
  stateHash?: string
  rows?: ProjectionRows
}

/** One event that a use case decided on, with the personal words that its references name. */
export interface Decided {
  event: MachineEvent
  sealed?: Record<string, string>
  /** Fees as they follow from the data now (OPEN, ACCEPT, SUPPLY). */
  fees?: Facts['fees']
  /** Another person asked for it (through a delegate, perhaps), and the actor agreed: the act is done in that person's name. */
  inNameOf?: Facts['actor']
}

/** What a change writes beside state and history. Rows are complete; the SQL function inserts or updates them. */
export interface Extras {
  /** Answers and step data as they will be after this change; conditions of the steps read them. */
  answers?: Record<string, unknown>
  stepData?: Record<string, Record<string, unknown>>
  formData?: { id: string; version: number; json: unknown; sha256: string }[]
  parties?: Party[]
  papers?: PaperRow[]
  fees?: FeeRow[]
  fileIds?: string[]
  payments?: Record<string, unknown>[]
  receipts?: Record<string, unknown>[]
  deliveries?: Record<string, unknown>[]
  resultWay?: string
}

export interface Decision extends Extras {
  events: [Decided, ...Decided[]]
  /** What the endpoint answers, stored with the command so that a retry hears the same. Defaults to code and state. */
  response?: Record<string, unknown>
}

export interface Saved {
  code: string
  revision: number
  state: { shellState: string; nationalCode: number }
  response: Record<string, unknown>
}
