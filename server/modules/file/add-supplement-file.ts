import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import { setting } from '../setting/settings.ts'
import { insertFile } from './file.repository.ts'
import { type FileView, MAX_FILES_PER_PAPER } from './file.schema.ts'
import { type GivenFile, receiveFile } from './receive-file.ts'
import { supplementFiles } from './supplement-files.ts'

interface Asked {
  dossierCode: string
  supplementId: string
  paperCode: string
  file: GivenFile
}

/** A paper that was asked for, from somebody whose matter it is; it becomes part of the dossier when the supplement is handed in. */
export async function addSupplementFile(actor: Actor, { dossierCode, supplementId, paperCode, file }: Asked): Promise<FileView> {
  const dossier = await loadForReading(actor, dossierCode)
  // of citizens only the parties read a dossier; staff read it, and may not answer in the applicant's place
  if (actor.kind !== 'CITIZEN') throw new DomainError('NOT_PERMITTED', `${actor.id} is no party of ${dossierCode}`)
  const request = dossier.state.context.supplements.find((candidate) => candidate.supplementId === supplementId)
  if (!request) throw new DomainError('NOT_FOUND', `no supplement request ${supplementId} of ${dossierCode}`)
  if (request.status !== 'OPEN')
    throw new DomainError('EVENT_NOT_ALLOWED', `supplement request ${supplementId} is ${request.status}`)
  if (!request.items.some((item) => item.paperCode === paperCode))
    throw new DomainError('INPUT_INVALID', `paper ${paperCode} was not asked for`, {
      fieldErrors: { paperCode: ['draft.paperUnknown'] },
    })
  const uploaded = await supplementFiles(dossier.homeAgencyId, dossier.id, supplementId)
  if (uploaded.filter((other) => other.paperCode === paperCode).length >= MAX_FILES_PER_PAPER)
    throw new DomainError('INPUT_INVALID', `too many files for ${paperCode}`, {
      fieldErrors: { paperCode: ['draft.tooManyFiles'] },
    })
  const received = await receiveFile(file, { maxBytes: await setting('upload.maxBytes') })
  const place = { homeAgencyId: dossier.homeAgencyId, dossierId: dossier.id, supplementId, paperCode }
  const { id, createdAt } = await insertFile(actor.id, received, place)
  const { name, size, contentType, sha256 } = received
  return { id, paperId: id, name, size, contentType, sha256, uploadedAt: createdAt.toISOString() }
}
