import { randomUUIDv7 } from 'node:crypto'
import { fetchAttachment } from '#server/adapters/national-portal/fetch-attachment.ts'
import type { FiledPerson, Filing } from '#server/adapters/national-portal/file-dossier.message.ts'
import { appNow } from '#server/clock.repository.ts'
import { env } from '#server/env.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { systemActor } from '../account/actor.ts'
import type { Agency } from '../agency/agencies.ts'
import { type ReceivingPoint, receivingPoints } from '../agency/responsibility.ts'
import type { PaperRow, Party } from '../dossier/loaded-dossier.ts'
import { openDossier } from '../dossier/open-dossier.ts'
import { feeRow } from '../dossier/submit-draft.ts'
import { workOut } from '../draft/work-out.ts'
import { receiveFile } from '../file/receive-file.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { setting } from '../setting/settings.ts'
import { idOf } from './deterministic-id.ts'
import { findAccountOf, insertInboundFile, keepInbound, replaceInbound } from './inbound.repository.ts'
import { callContext } from './record-exchange.ts'

const SYSTEM = 'PORTAL'
const FETCH_MS = 60_000

export interface FilingAnswer {
  dossierId: string
  code: string
}

/** A dossier that was filed at the national portal: the same OPEN as everybody's, once for each of the portal's codes. */
export async function receiveFiling(filing: Filing, bodyHash: string): Promise<FilingAnswer> {
  const inbound = await keepInbound(SYSTEM, filing.foreignCode, bodyHash, randomUUIDv7())
  if (inbound.bodyHash !== bodyHash) {
    const isReplaced = inbound.dossierCode === null && (await replaceInbound(inbound.id, inbound.bodyHash, bodyHash))
    if (!isReplaced) throw new DomainError('REQUEST_ID_REUSED', `filing ${filing.foreignCode} came with another content`)
  }
  if (inbound.dossierCode) return { dossierId: inbound.id, code: inbound.dossierCode }
  return open(inbound.id, filing, bodyHash)
}

async function open(id: string, filing: Filing, bodyHash: string): Promise<FilingAnswer> {
  const { versionId, definition } = await effectiveVersion(filing.procedureCode)
  if (!definition.sources.includes('PORTAL'))
    throw new DomainError('PROCEDURE_NOT_ONLINE', `${definition.code} is not filed at the portal`)
  const { agency, competent } = pointOf(await receivingPoints(definition), filing.agencyCode)
  const now = await appNow()
  const work = await workOut({
    procedureVersionId: versionId,
    agencyId: agency.id,
    answers: filing.answers,
    source: 'PORTAL',
    now,
  })
  if (work.issues.length > 0) throw new DomainError('FORM_INVALID', `filing ${filing.foreignCode}`, { issues: work.issues })
  if (!work.chosenCase) throw new DomainError('FORM_INVALID', `filing ${filing.foreignCode} fits no case`, { issues: [] })
  if (!work.areFeesKnown) throw new DomainError('FEE_UNKNOWN', `fees of filing ${filing.foreignCode} cannot be reckoned`)

  const unknown = filing.papers.find(({ paperCode }) => !work.papers.some((paper) => paper.code === paperCode))
  if (unknown) throw new DomainError('INPUT_INVALID', `no paper ${unknown.paperCode} in ${definition.code}`, { path: 'papers' })
  const missing = work.papers.filter(
    (paper) =>
      paper.upload &&
      paper.isRequired &&
      !filing.papers.some(({ paperCode, files }) => paperCode === paper.code && files.length > 0),
  )
  if (missing.length > 0)
    throw new DomainError('PAPERS_MISSING', `papers missing: ${missing.map((paper) => paper.code).join(', ')}`, {
      papers: missing.map(({ code, nameVi }) => ({ code, nameVi })),
    })

  const papers = await takePapers(id, filing, (code) => work.papers.find((paper) => paper.code === code)?.nameVi ?? code)
  const saved = await openDossier(systemActor('portal'), {
    id,
    requestId: idOf('filing', id),
    source: 'PORTAL',
    procedureVersionId: versionId,
    receivingPointId: agency.id,
    competentAgencyId: competent[0].id,
    answers: work.answers,
    caseCode: work.chosenCase.code,
    fees: work.fees.map((fee) => feeRow(fee, 'PORTAL')),
    parties: await partiesOf(filing),
    papers,
    fileIds: papers.flatMap((paper) => (paper.fileId ? [paper.fileId] : [])),
    resultWay: 'DESK',
    foreignCode: filing.foreignCode,
    body: { foreignCode: filing.foreignCode, bodyHash },
  })
  return { dossierId: id, code: saved.code }
}

/** The portal names the agency that decides or the one that takes in; the former has a desk of its own, or its ward's centre receives. */
function pointOf(points: readonly ReceivingPoint[], code: string): ReceivingPoint {
  const isNamed = (agency: Agency) => agency.nationalCode === code || agency.code === code
  const point = points.find(({ agency }) => isNamed(agency)) ?? points.find(({ competent }) => isNamed(competent[0]))
  if (!point) throw new DomainError('NOT_FOUND', `no agency ${code} receives this procedure`, { path: 'agency' })
  return point
}

/** Each file goes through the same checks as an upload; one that fails refuses the whole filing. */
async function takePapers(inboundId: string, filing: Filing, nameOf: (code: string) => string) {
  const maxBytes = await setting('upload.maxBytes')
  const context = callContext(null, AbortSignal.timeout(FETCH_MS))
  const rows: Omit<PaperRow, 'addedAt' | 'addedById'>[] = []
  for (const { paperCode, files } of filing.papers) {
    for (const file of files) {
      const { bytes, contentType } = await fetchAttachment(file, { portalUrl: env.PORTAL_URL, maxBytes }, context)
      const received = await receiveFile({ bytes, name: file.name, declaredType: contentType }, { maxBytes })
      const fileId = idOf('inbound-file', inboundId, paperCode, file.foreignId, received.sha256)
      await insertInboundFile(fileId, received)
      rows.push({
        id: idOf('inbound-paper', inboundId, paperCode, file.foreignId),
        paperCode,
        nameVi: nameOf(paperCode),
        fileId,
        originals: 0,
        certified: 0,
        copies: 0,
        originalSeenAt: null,
        originalSeenBy: null,
        supplementId: null,
        kind: 'PAPER',
        subjectId: null,
      })
    }
  }
  return rows
}

async function partiesOf({ applicant, owner }: Filing): Promise<Party[]> {
  const account = await findAccountOf(applicant.techId, applicant.personalId)
  const isOwnMatter = owner.personalId !== null && owner.personalId === applicant.personalId
  const party = (kind: Party['kind'], person: FiledPerson, accountId: string | null): Party => {
    const { kind: partyKind, ...fields } = person
    return { kind, accountId, partyKind, ...fields }
  }
  const accountId = account?.id ?? null
  return [
    party('APPLICANT', applicant, accountId),
    party(
      'OWNER',
      isOwnMatter ? { ...owner, techId: applicant.techId, phone: applicant.phone, email: applicant.email } : owner,
      isOwnMatter ? accountId : null,
    ),
  ]
}
