import type { NationalCode } from '#workflows/dossier/national-code.ts'

/** What the portal is told of a dossier, in our words; the mapping files put it into theirs. */
export interface PortalDossier {
  code: string
  /** The portal's own code of a dossier that was filed there. */
  foreignCode: string | null
  status: NationalCode
  /** When the reported change happened. */
  at: Date
  procedure: { code: string; nameVi: string; fieldCode: string; fieldVi: string }
  owner: {
    fullName: string
    kind: 'CITIZEN' | 'BUSINESS'
    techId: string | null
    personalId: string | null
    email: string | null
    phone: string | null
  }
  source: string
  agencyNameVi: string
  openedAt: Date
  receivedAt: Date | null
  promisedAt: Date | null
  finishedAt: Date | null
  returnedAt: Date | null
  returnedTo: string | null
  isPaidOnline: boolean
  papers: { id: string; paperCode: string; fileName: string; url: string }[]
  handedIn: { nameVi: string; count: number }[]
  fees: { code: string; nameVi: string; amountVnd: number; kindOfMoney: 'PHI' | 'LE_PHI'; when: string }[]
  supplements: {
    id: string
    /** Who asked: the unit, not the person. */
    askedBy: string
    words: string
    requestedAt: Date
    suppliedAt: Date | null
    papers: string[]
  }[]
  results: { id: string; nameVi: string; url: string }[]
}

export interface PortalProgress {
  code: string
  status: NationalCode
  at: Date
  /** The official who acted, or the agency where nobody did; never the applicant. */
  handlerName: string
  handlerTitle: string
  unitName: string
  words: string
  startedAt: Date | null
  dueAt: Date | null
}
