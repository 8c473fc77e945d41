import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { EventOfDossier } from './dossier-view.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

export interface TimelineEntry {
  seq: number
  at: string
  type: string
  /** What the step, fee or outcome is called, for the sentence `timeline.<type>`. */
  params: {
    stepVi?: string
    stepEn?: string
    outcomeVi?: string
    outcomeEn?: string
    feeVi?: string
    amountVnd?: number
    dueAt?: string | null
  }
  /** While the dossier stood in a step: what the applicant reads. */
  publicVi: string | null
  publicEn: string | null
  /** Who acted; only for those who may know (the party itself, staff). */
  personVi: string | null
  reason: string | null
  documents: { form: string; url: string }[]
  /** For checking the history; staff and parties see it. */
  hash: string
}

/** What the public way of the dossier consists of; duties changing hands inside the office are the office's matter. */
const PUBLIC = new Set([
  'OPEN',
  'FEE_SETTLED',
  'ACCEPT',
  'REFUSE_INTAKE',
  'REQUEST_SUPPLEMENT',
  'SUPPLY',
  'CANCEL_SUPPLEMENT',
  'HAND_OVER',
  'COMPLETE_STEP',
  'REQUIRE_OBLIGATION',
  'OBLIGATION_SETTLED',
  'SUSPEND',
  'RESUME',
  'EXTEND',
  'RECALENDAR',
  'WITHDRAW',
  'REQUEST_WITHDRAWAL',
  'CONFIRM_WITHDRAWAL',
  'DENY_WITHDRAWAL',
  'STOP',
  'RETURN_RESULT',
  'REOPEN',
])
/** Reasons that are addressed to the applicant. */
const TOLD = new Set([
  'REFUSE_INTAKE',
  'REQUEST_SUPPLEMENT',
  'SUSPEND',
  'EXTEND',
  'STOP',
  'DENY_WITHDRAWAL',
  'WITHDRAW',
  'REQUEST_WITHDRAWAL',
])

export type Reader = 'VISITOR' | 'PARTY' | 'STAFF'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function stepOf(definition: ProcedureDefinition, payload: Record<string, unknown>) {
  const stepId = text(payload.workId)?.replace(/#.*$/, '') ?? text(payload.toStep)
  return definition.steps.find((candidate) => candidate.id === stepId)
}

/** Newest first. */
export function timeline(
  dossier: Pick<LoadedDossier, 'definition' | 'fees'>,
  events: readonly EventOfDossier[],
  names: ReadonlyMap<string, string>,
  reader: Reader,
): TimelineEntry[] {
  const { definition, fees } = dossier
  return events
    .filter((event) => reader === 'STAFF' || PUBLIC.has(event.type))
    .map((event) => {
      const step = stepOf(definition, event.payload)
      const outcome = step?.outcomes.find((candidate) => candidate.id === event.payload.outcome)
      const fee = fees.find((candidate) => candidate.feeId === event.payload.feeId)
      const next = outcome && outcome.to !== 'end' ? definition.steps.find((candidate) => candidate.id === outcome.to) : undefined
      const isStaff = reader === 'STAFF'
      const mayRead = isStaff || (reader === 'PARTY' && TOLD.has(event.type))
      const amount = event.payload.amountVnd
      return {
        seq: event.seq,
        at: event.at.toISOString(),
        type: event.type,
        params: {
          stepVi: step?.nameVi,
          stepEn: step?.nameEn,
          outcomeVi: isStaff ? outcome?.labelVi : undefined,
          outcomeEn: isStaff ? outcome?.labelEn : undefined,
          feeVi: fee?.nameVi,
          amountVnd: typeof amount === 'number' ? amount : undefined,
          dueAt: text(event.payload.newPromisedAt) ?? text(event.payload.newDueAt) ?? text(event.payload.dueAt),
        },
        publicVi: next?.publicVi ?? null,
        publicEn: next?.publicEn ?? null,
        personVi: reader === 'VISITOR' ? null : (names.get(event.actorId) ?? null),
        reason: mayRead ? text(event.sealed?.reason) : null,
        documents: event.documents.map((document) => ({ form: document.form, url: document.url })),
        hash: event.hash,
      }
    })
    .reverse()
}
