import type { Limit } from '#workflows/working-time/working-time.schema.ts'
import type { PrintedPerson } from './document.schema.ts'

/** A dossier as papers are made from it: plain values, gathered by whoever issues (the worker), at the event that calls for the paper. */
export interface DocumentSource {
  code: string
  lookupSecret: string
  /** Address of this installation, for links on paper. */
  publicUrl: string
  number: string
  /** Instant of the event: the date on the paper. */
  at: string
  agency: { nameVi: string; parentVi: string | null; addressVi: string | null; phone: string | null; placeVi: string }
  /** The public service desk of the agency. */
  deskVi: string
  procedure: { code: string; nameVi: string }
  caseVi: string | null
  source: 'ONLINE' | 'DESK' | 'PORTAL' | 'POST' | 'IMPORT'
  resultWay: 'DESK' | 'ONLINE' | 'POST'
  applicant: PrintedPerson
  owner: PrintedPerson | null
  papers: readonly { nameVi: string; originals: number; certified: number; copies: number; hasFile: boolean }[]
  /** Every file that came with them, as it was received. */
  files: readonly { name: string; size: number; sha256: string }[]
  limit: Limit
  openedAt: string
  receivedAt: string | null
  promisedDueAt: string | null
  fees: readonly { nameVi: string; kindOfMoney: 'PHI' | 'LE_PHI'; amountVnd: number; settledVnd: number }[]
  /** Who did what the paper is about; null when nobody but the system (a limit passed). */
  by: {
    fullName: string
    titleVi: string
    /** Whose office it is when a delegate acts. */
    inPlaceOf?: { mark: 'KT.' | 'TUQ.'; titleVi: string; fullName: string }
  } | null
  /** Words of the event, from its sealed body. */
  reason: string | null
  basisVi: string | null
  supplement?: { items: readonly { nameVi: string; noteVi: string }[]; dueAt: string | null }
  extension?: { oldDueAt: string; newDueAt: string }
  stop?: { by: 'APPLICANT' | 'AGENCY' | 'LIMIT' }
  result?: {
    nameVi: string
    kind: 'certificate' | 'decision' | 'copy' | 'refusal' | 'reply'
    decision: 'GRANTED' | 'REFUSED'
    lines: readonly { labelVi: string; valueVi: string }[]
    legalBasis: readonly string[]
    validityVi: string | null
  }
  /** Every time at which it went from one unit to another. */
  handOvers?: { fromVi: string; toVi: string; at: string; byVi: string | null; noteVi: string }[]
  /** The dossier's line of the register. */
  register?: {
    columns: readonly { headVi: string; groupVi?: string; percent: number }[]
    cells: readonly string[]
  }
  payment?: {
    lines: readonly { nameVi: string; kindOfMoney: 'PHI' | 'LE_PHI'; amountVnd: number }[]
    method: 'CASH' | 'ONLINE'
    transactionId: string | null
    paidAt: string
  }
  /** Of the results and receipts: from `newVerifyId()`. */
  verifyId?: string
}
