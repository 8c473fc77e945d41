import { z } from 'zod'
import type { PortalDossier } from '#server/adapters/national-portal/portal-dossier.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { NationalCode } from '#workflows/dossier/national-code.ts'
import { type DossierState, stateSchema } from '#workflows/dossier/state.ts'
import { agencyById } from '../agency/agencies.ts'
import { deadlines } from '../dossier/deadlines.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarVersion } from '../setting/calendars.ts'
import { FILE_LINK_MS, fileLink } from './file-link.ts'
import type { PortalSource } from './portal-dossier.repository.ts'

const itemsSchema = z.array(z.object({ paperCode: z.string().nullable(), fieldId: z.string().nullable() })).catch([])

/** The state's clocks as they stood at an instant: what happened since must not change a report that is late. */
function asOf(state: DossierState, at: string): DossierState {
  const { legalClock } = state.context
  if (!legalClock) return state
  const pauses = legalClock.pauses
    .filter((pause) => pause.from < at)
    .map((pause) => (pause.to !== null && pause.to > at ? { ...pause, to: null } : pause))
  const { extendedAt } = state.context
  const promisedAt = extendedAt !== null && extendedAt > at ? null : state.context.promisedAt
  return {
    ...state,
    context: { ...state.context, promisedAt, intakeClock: null, legalClock: { ...legalClock, stoppedAt: null, pauses } },
  }
}

/** The promised date as it stood when the reported change happened; null while nothing was promised or the clock stood still. */
export async function promisedAsOf(
  source: { code: string; state: unknown; procedureVersionId: string; calendarVersionId: string },
  at: Date,
): Promise<Date | null> {
  const parsed = stateSchema.safeParse(source.state)
  if (!parsed.success) throw new DomainError('STATE_UNKNOWN', `the stored state of ${source.code} does not parse`)
  const { legalClock } = parsed.data.context
  if (!legalClock || legalClock.startedAt > at.toISOString()) return null
  const [definition, calendar] = await Promise.all([
    definitionOf(source.procedureVersionId),
    calendarVersion(parsed.data.context.calendarVersionId ?? source.calendarVersionId),
  ])
  const { promisedAt } = deadlines(definition, asOf(parsed.data, at.toISOString()), calendar)
  return promisedAt ? new Date(promisedAt) : null
}

export const needsResult = (status: NationalCode) => status === 9 || status === 10

/** Puts together what the portal is told, as it stood at the reported change. */
export async function portalDossierOf(source: PortalSource, status: NationalCode, at: Date): Promise<PortalDossier> {
  const [definition, agency, promisedAt] = await Promise.all([
    definitionOf(source.procedureVersionId),
    agencyById(source.competentAgencyId),
    promisedAsOf(source, at),
  ])
  const until = new Date(at.getTime() + FILE_LINK_MS)
  const owner =
    source.parties.find((party) => party.kind === 'OWNER') ?? source.parties.find((party) => party.kind === 'APPLICANT')
  if (!owner) throw new DomainError('NOT_FOUND', `dossier ${source.code} has no party`)
  const applicant = source.parties.find((party) => party.kind === 'APPLICANT') ?? owner
  const known = source.papers.filter((paper) => paper.addedAt <= at)
  const paperName = (code: string | null) => definition.papers.find((paper) => paper.code === code)?.nameVi
  const fieldName = (id: string | null) =>
    definition.form.pages.flatMap((page) => page.fields).find((field) => field.id === id)?.labelVi
  const resultName = (code: string) =>
    (
      definition.results.find((result) => result.code === code) ??
      definition.results.find(({ decision }) => decision === source.decision)
    )?.nameVi ?? definition.nameVi
  const handOver = source.deliveries.find((delivery) => delivery.at <= at)
  return {
    code: source.code,
    foreignCode: source.foreignCode,
    status,
    at,
    procedure: { code: definition.code, nameVi: definition.nameVi, fieldCode: definition.fieldCode, fieldVi: definition.fieldVi },
    owner: {
      fullName: owner.fullName,
      kind: owner.partyKind === 'BUSINESS' ? 'BUSINESS' : 'CITIZEN',
      techId: owner.techId ?? applicant.techId,
      personalId: owner.personalId,
      email: applicant.email,
      phone: applicant.phone,
    },
    source: source.source,
    agencyNameVi: agency.nameVi,
    openedAt: source.openedAt,
    receivedAt: source.receivedAt,
    promisedAt,
    finishedAt: status === 9 ? at : (source.earlier.find((report) => report.code === 9)?.at ?? null),
    returnedAt: status === 10 ? at : null,
    returnedTo: handOver?.receiverName ?? null,
    isPaidOnline: source.payments.some((payment) => payment.settledAt !== null && payment.settledAt <= at),
    papers: known.flatMap((paper) =>
      paper.fileId
        ? [
            {
              id: paper.id,
              paperCode: paper.paperCode,
              fileName: source.files.find((file) => file.id === paper.fileId)?.name ?? paper.nameVi,
              url: fileLink(paper.fileId, until),
            },
          ]
        : [],
    ),
    handedIn: known
      .map((paper) => ({ nameVi: paper.nameVi, count: paper.originals + paper.certified + paper.copies }))
      .filter(({ count }) => count > 0),
    fees: source.fees.map((fee) => ({ ...fee, kindOfMoney: fee.kindOfMoney === 'PHI' ? 'PHI' : 'LE_PHI' })),
    supplements: source.supplements
      .filter((request) => request.requestedAt <= at)
      .map((request) => ({
        id: request.id,
        askedBy: agency.nameVi,
        words: request.words ?? '',
        requestedAt: request.requestedAt,
        suppliedAt:
          request.status === 'SUPPLIED' && request.closedAt !== null && request.closedAt <= at ? request.closedAt : null,
        papers: itemsSchema.parse(request.items).map((item) => paperName(item.paperCode) ?? fieldName(item.fieldId) ?? ''),
      })),
    results: needsResult(status)
      ? source.results.map((row) => ({
          id: row.id,
          nameVi: resultName(row.resultCode),
          url: fileLink(row.fileId, until),
        }))
      : [],
  }
}
