import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { LoadedDossier } from '../dossier/loaded-dossier.ts'
import { type AttachTo, mayAttach } from '../dossier/may-attach.ts'
import { setting } from '../setting/settings.ts'
import type { AttachedKind } from './attached-files.ts'
import { findSupplementFiles, insertFile } from './file.repository.ts'
import { type FileView, MAX_FILES_PER_PAPER } from './file.schema.ts'
import { type GivenFile, receiveFile } from './receive-file.ts'

interface Asked {
  dossierCode: string
  attachTo: AttachTo
  subjectId: string
  file: GivenFile
}

const KINDS: Record<AttachTo, AttachedKind> = { notice: 'NOTICE', proof: 'PROOF', opinion: 'OPINION' }
function isWanted({ state }: LoadedDossier, { attachTo, subjectId }: Asked): boolean {
  if (attachTo === 'notice') return /^[0-9a-f-]{36}$/.test(subjectId)
  if (attachTo === 'proof')
    return state.context.obligations.some((each) => each.obligationId === subjectId && each.settledAt === null)
  return state.context.opinions.some((each) => each.status === 'OPEN' && `${each.workId}.${each.member}` === subjectId)
}

/** A file beside the papers of the form: a notice, the proof that it was paid, an opinion in writing. */
export async function addAttachment(actor: Actor, asked: Asked): Promise<FileView> {
  const dossier = await loadForReading(actor, asked.dossierCode)
  const { attachTo, subjectId, file } = asked
  if (!mayAttach(actor, dossier, attachTo, subjectId))
    throw new DomainError('NOT_PERMITTED', `${actor.id} brings no ${attachTo} to ${asked.dossierCode}`)
  if (!isWanted(dossier, asked)) throw new DomainError('EVENT_NOT_ALLOWED', `no ${attachTo} ${subjectId} is open`)
  const uploaded = await findSupplementFiles(dossier.homeAgencyId, dossier.id, subjectId)
  if (uploaded.length >= MAX_FILES_PER_PAPER)
    throw new DomainError('INPUT_INVALID', `too many files for ${subjectId}`, {
      fieldErrors: { file: ['draft.tooManyFiles'] },
    })
  const received = await receiveFile(file, { maxBytes: await setting('upload.maxBytes') })
  const place = { homeAgencyId: dossier.homeAgencyId, dossierId: dossier.id, supplementId: subjectId, paperCode: KINDS[attachTo] }
  const { id, createdAt } = await insertFile(actor.id, received, place)
  const { name, size, contentType, sha256 } = received
  return { id, paperId: id, name, size, contentType, sha256, uploadedAt: createdAt.toISOString() }
}
