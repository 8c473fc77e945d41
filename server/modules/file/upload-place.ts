import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { LoadedDossier } from '../dossier/loaded-dossier.ts'
import { type AttachTo, mayAttach } from '../dossier/may-attach.ts'
import { assertMayAttach } from '../draft/papers-of-draft.ts'
import { type AttachedKind, MESSAGE_FILE } from './attached-files.ts'
import { type FilePlace, findSupplementFiles } from './file.repository.ts'
import { MAX_FILES_PER_MESSAGE, MAX_FILES_PER_PAPER, type UploadTarget } from './file.schema.ts'

type SupplementTarget = Extract<UploadTarget, { supplementId: string }>
type AttachmentTarget = Extract<UploadTarget, { attachTo: AttachTo }>

/** The same target always gives the same text: by it an upload that stopped is found again. */
export function targetKey(target: UploadTarget): string {
  if ('draftId' in target) return `draft/${target.draftId}/${target.paperCode}`
  if ('attachTo' in target) return `${target.attachTo}/${target.dossierCode}/${target.subjectId}`
  return `supplement/${target.dossierCode}/${target.supplementId}/${target.paperCode}`
}

/** Whether this person may bring a file there now; asked before the first byte and again after the last. */
export async function placeFor(actor: Actor, target: UploadTarget): Promise<FilePlace> {
  if ('draftId' in target) {
    await assertMayAttach(actor, target.draftId, target.paperCode)
    return { draftId: target.draftId, paperCode: target.paperCode }
  }
  const dossier = await loadForReading(actor, target.dossierCode)
  return 'attachTo' in target ? besideForm(actor, dossier, target) : ofSupplement(actor, dossier, target)
}

const tooMany = (what: string) =>
  new DomainError('INPUT_INVALID', `too many files for ${what}`, { fieldErrors: { file: ['draft.tooManyFiles'] } })

/** A paper that was asked for, from somebody whose matter it is; it becomes part of the dossier when the supplement is handed in. */
async function ofSupplement(
  actor: Actor,
  dossier: LoadedDossier,
  { dossierCode, supplementId, paperCode }: SupplementTarget,
): Promise<FilePlace> {
  // of citizens the parties read a dossier, and whom they let help; staff read it, and may not answer in the applicant's place
  if (actor.kind !== 'CITIZEN') throw new DomainError('NOT_PERMITTED', `${actor.id} is no party of ${dossierCode}`)
  const request = dossier.state.context.supplements.find((candidate) => candidate.supplementId === supplementId)
  if (!request) throw new DomainError('NOT_FOUND', `no supplement request ${supplementId} of ${dossierCode}`)
  if (request.status !== 'OPEN')
    throw new DomainError('EVENT_NOT_ALLOWED', `supplement request ${supplementId} is ${request.status}`)
  if (!request.items.some((item) => item.paperCode === paperCode))
    throw new DomainError('INPUT_INVALID', `paper ${paperCode} was not asked for`, {
      fieldErrors: { paperCode: ['draft.paperUnknown'] },
    })
  const { homeAgencyId, id: dossierId } = dossier
  const uploaded = await findSupplementFiles(homeAgencyId, dossierId, supplementId)
  if (uploaded.filter((other) => other.paperCode === paperCode).length >= MAX_FILES_PER_PAPER) throw tooMany(paperCode)
  return { homeAgencyId, dossierId, supplementId, paperCode }
}

const KINDS: Record<AttachTo, AttachedKind | typeof MESSAGE_FILE> = {
  notice: 'NOTICE',
  proof: 'PROOF',
  opinion: 'OPINION',
  message: MESSAGE_FILE,
}

function isWanted({ state, isEnded }: LoadedDossier, { attachTo, subjectId }: AttachmentTarget): boolean {
  const isUuid = /^[0-9a-f-]{36}$/.test(subjectId)
  if (attachTo === 'notice') return isUuid
  if (attachTo === 'message') return isUuid && !isEnded
  if (attachTo === 'proof')
    return state.context.obligations.some((each) => each.obligationId === subjectId && each.settledAt === null)
  return state.context.opinions.some((each) => each.status === 'OPEN' && `${each.workId}.${each.member}` === subjectId)
}

/** A file beside the papers of the form: a notice, the proof that it was paid, an opinion in writing, something for a message. */
async function besideForm(actor: Actor, dossier: LoadedDossier, target: AttachmentTarget): Promise<FilePlace> {
  const { attachTo, subjectId, dossierCode } = target
  if (!mayAttach(actor, dossier, attachTo, subjectId))
    throw new DomainError('NOT_PERMITTED', `${actor.id} brings no ${attachTo} to ${dossierCode}`)
  if (!isWanted(dossier, target)) throw new DomainError('EVENT_NOT_ALLOWED', `no ${attachTo} ${subjectId} is open`)
  const { homeAgencyId, id: dossierId } = dossier
  const uploaded = await findSupplementFiles(homeAgencyId, dossierId, subjectId)
  if (uploaded.length >= (attachTo === 'message' ? MAX_FILES_PER_MESSAGE : MAX_FILES_PER_PAPER)) throw tooMany(subjectId)
  return { homeAgencyId, dossierId, supplementId: subjectId, paperCode: KINDS[attachTo] }
}
