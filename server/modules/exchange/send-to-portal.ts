import { z } from 'zod'
import { createPortal, isPortalStatus, type Portal } from '#server/adapters/national-portal/portal.ts'
import type { PortalDossier, PortalProgress } from '#server/adapters/national-portal/portal-dossier.ts'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { agencyById } from '../agency/agencies.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { type Attempted, type Delivery, delivered, type OutboxLine } from './outbox-line.ts'
import { findForPortal, type PortalSource } from './portal-dossier.repository.ts'
import { needsResult, portalDossierOf, promisedAsOf } from './portal-dossier.ts'
import { callContext } from './record-exchange.ts'

const nationalCodeSchema = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
const payloadSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('syncPortal'), code: nationalCodeSchema, actorId: z.string() }),
  z.object({ type: z.literal('progressPortal'), step: z.string(), actorId: z.string() }),
])
type Payload = z.infer<typeof payloadSchema>

let portal: Portal | null = null
function ourPortal(): Portal {
  portal ??= createPortal({
    url: env.PORTAL_URL,
    username: env.PORTAL_USERNAME,
    password: env.PORTAL_PASSWORD,
    agencyCode: env.PORTAL_AGENCY_CODE,
  })
  return portal
}

const RESULT_WAIT_SECONDS = 2
/** One of a list may be what the portal will not take, and nobody says what became of the others. */
const apart = (reason: string): Delivery => ({ outcome: 'RETRY', reason: `SENT_APART: ${reason}`, afterSeconds: 0 })

const payloadOf = (line: OutboxLine): Payload =>
  payloadSchema.parse({ ...z.record(z.string(), z.unknown()).parse(line.payload), type: line.type })

type Report =
  | { service: 'DOSSIER'; line: OutboxLine; dossier: PortalDossier; isKnown: boolean }
  | { service: 'PROGRESS'; line: OutboxLine; progress: PortalProgress }

/** A change of state, or a line of progress, as the national portal hears it; or why it cannot be told now. */
async function reportOf(line: OutboxLine, payload: Payload, source: PortalSource | undefined): Promise<Report | Delivery> {
  if (!source) throw new DomainError('NOT_FOUND', `no dossier ${line.dossierId}`)
  if (payload.type === 'progressPortal')
    return { service: 'PROGRESS', line, progress: await progressOf(line, payload.step, source) }
  if (needsResult(payload.code) && source.results.length === 0)
    return { outcome: 'RETRY', reason: 'RESULT_NOT_READY: the result is not issued yet', afterSeconds: RESULT_WAIT_SECONDS }
  const dossier = await portalDossierOf(source, payload.code, line.createdAt)
  return { service: 'DOSSIER', line, dossier, isKnown: source.earlier.length > 0 }
}

/** The portal knows a line of progress again by its content, which is the same at every attempt. */
async function progressOf(line: OutboxLine, stepId: string, source: PortalSource): Promise<PortalProgress> {
  const [definition, agency, dueAt] = await Promise.all([
    definitionOf(source.procedureVersionId),
    agencyById(source.competentAgencyId),
    promisedAsOf(source, line.createdAt),
  ])
  const step = definition.steps.find((candidate) => candidate.id === stepId)
  return {
    code: source.code,
    status: 4,
    at: line.createdAt,
    handlerName: source.official ?? agency.nameVi,
    handlerTitle: '',
    unitName: agency.units.find((unit) => unit.kind === step?.performer.unitKind)?.nameVi ?? agency.nameVi,
    words: step?.publicVi ?? definition.nameVi,
    startedAt: line.createdAt,
    dueAt,
  }
}

/** One message by itself. */
export async function sendToPortal(line: OutboxLine, signal: AbortSignal): Promise<Delivery> {
  const payload = payloadOf(line)
  const source = (await findForPortal([{ ...line, actorId: payload.actorId }])).get(line.dossierId)
  const report = await reportOf(line, payload, source)
  if ('outcome' in report) return report
  const context = callContext(line, signal)
  if (report.service === 'PROGRESS') {
    await ourPortal().sendProgress([report.progress], context)
    return delivered
  }
  const { dossier } = report
  let { isKnown } = report
  // An attempt before this one may have been applied without our hearing of it: ask first.
  if (line.attempts > 1) {
    const held = await ourPortal().findStatus(dossier.code, context)
    // the portal can hold this state only from this very message when the report before it was another one
    if (isPortalStatus(held, dossier.status) && source?.earlier[0]?.code !== dossier.status) return delivered
    isKnown = held !== null
  }
  await ourPortal().syncDossier(dossier, isKnown, context)
  return delivered
}

const keyOfList = (report: Report) => (report.service === 'PROGRESS' ? report.service : `${report.service} ${report.isKnown}`)

/**
 * First attempts at messages about different dossiers: what they tell is read in one question, and each service of the portal takes a list.
 * A list that is not taken as a whole goes message by message at the next attempt, each asked about first.
 */
export async function sendListsToPortal(lines: readonly OutboxLine[], signal: AbortSignal): Promise<Attempted[]> {
  const came = new Map<OutboxLine, Attempted>()
  const asked = lines.flatMap((line) => {
    try {
      return [{ line, payload: payloadOf(line) }]
    } catch (fault) {
      came.set(line, { outcome: 'FAILED', fault })
      return []
    }
  })
  const sources = await findForPortal(asked.map(({ line, payload }) => ({ ...line, actorId: payload.actorId })))
  const reports: Report[] = []
  for (const { line, payload } of asked) {
    try {
      const report = await reportOf(line, payload, sources.get(line.dossierId))
      if ('outcome' in report) came.set(line, report)
      else reports.push(report)
    } catch (fault) {
      came.set(line, { outcome: 'FAILED', fault })
    }
  }
  await Promise.all(
    [...Map.groupBy(reports, keyOfList).values()].map(async (list) => {
      const result = await sendList(list, signal).catch((fault: unknown) => ({ outcome: 'FAILED' as const, fault }))
      for (const { line } of list) came.set(line, result)
    }),
  )
  return lines.map((line) => came.get(line) ?? { outcome: 'FAILED', fault: new Error('a message was left out') })
}

async function sendList(list: readonly Report[], signal: AbortSignal): Promise<Delivery> {
  const context = callContext(
    list.map(({ line }) => line),
    signal,
  )
  const dossiers = list.flatMap((report) => (report.service === 'DOSSIER' ? [report.dossier] : []))
  const progress = list.flatMap((report) => (report.service === 'PROGRESS' ? [report.progress] : []))
  const isKnown = list.some((report) => report.service === 'DOSSIER' && report.isKnown)
  try {
    if (progress.length > 0) await ourPortal().sendProgress(progress, context)
    else if (dossiers.length === 1 && dossiers[0]) await ourPortal().syncDossier(dossiers[0], isKnown, context)
    else if (!(await ourPortal().syncDossiers(dossiers, isKnown, context)))
      return apart(isKnown ? 'the portal does not know all of them' : 'the portal knows some of them')
    return delivered
  } catch (error) {
    if (list.length > 1 && error instanceof PartnerFault && error.kind === 'REFUSED') return apart(error.message)
    throw error
  }
}
