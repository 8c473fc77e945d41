import { z } from 'zod'
import { createPortal, isPortalStatus, type Portal } from '#server/adapters/national-portal/portal.ts'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { NationalCode } from '#workflows/dossier/national-code.ts'
import { agencyById } from '../agency/agencies.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { type Delivery, delivered, type OutboxLine } from './outbox-line.ts'
import { findEarlierReports, findForPortal, findOfficial } from './portal-dossier.repository.ts'
import { needsResult, portalDossierOf, promisedAsOf } from './portal-dossier.ts'
import { callContext } from './record-exchange.ts'

const nationalCodeSchema = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
const payloadSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('syncPortal'), code: nationalCodeSchema, actorId: z.string() }),
  z.object({ type: z.literal('progressPortal'), step: z.string(), actorId: z.string() }),
])

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

/** Reports a change of state, or a line of progress, to the national portal. */
export async function sendToPortal(line: OutboxLine, signal: AbortSignal): Promise<Delivery> {
  const payload = payloadSchema.parse({ ...z.record(z.string(), z.unknown()).parse(line.payload), type: line.type })
  return payload.type === 'syncPortal'
    ? reportState(line, payload.code, signal)
    : reportProgress(line, payload.step, payload.actorId, signal)
}

async function sourceOf(line: OutboxLine) {
  const source = await findForPortal(line.homeAgencyId, line.dossierId)
  if (!source) throw new DomainError('NOT_FOUND', `no dossier ${line.dossierId}`)
  return source
}

async function reportState(line: OutboxLine, status: NationalCode, signal: AbortSignal): Promise<Delivery> {
  const [source, earlier] = await Promise.all([
    sourceOf(line),
    findEarlierReports(line.homeAgencyId, line.dossierId, line.lineSeq),
  ])
  if (needsResult(status) && source.results.length === 0)
    return { outcome: 'RETRY', reason: 'RESULT_NOT_READY: the result is not issued yet', afterSeconds: RESULT_WAIT_SECONDS }
  const context = callContext(line, signal)
  let isKnown = earlier.length > 0
  // An attempt before this one may have been applied without our hearing of it: ask first.
  if (line.attempts > 1) {
    const held = await ourPortal().findStatus(source.code, context)
    // the portal can hold this state only from this very message when the report before it was another one
    if (isPortalStatus(held, status) && earlier[0]?.code !== status) return delivered
    isKnown = held !== null
  }
  const dossier = await portalDossierOf(line, source, status, line.createdAt, earlier)
  await ourPortal().syncDossier(dossier, isKnown, context)
  return delivered
}

/** The portal knows a line of progress again by its content, which is the same at every attempt. */
async function reportProgress(line: OutboxLine, stepId: string, actorId: string, signal: AbortSignal): Promise<Delivery> {
  const source = await sourceOf(line)
  const [definition, agency, official, dueAt] = await Promise.all([
    definitionOf(source.procedureVersionId),
    agencyById(source.competentAgencyId),
    findOfficial(actorId),
    promisedAsOf(source, line.createdAt),
  ])
  const step = definition.steps.find((candidate) => candidate.id === stepId)
  await ourPortal().sendProgress(
    {
      code: source.code,
      status: 4,
      at: line.createdAt,
      handlerName: official?.fullName ?? agency.nameVi,
      handlerTitle: '',
      unitName: agency.units.find((unit) => unit.kind === step?.performer.unitKind)?.nameVi ?? agency.nameVi,
      words: step?.publicVi ?? definition.nameVi,
      startedAt: line.createdAt,
      dueAt,
    },
    callContext(line, signal),
  )
  return delivered
}
