import { randomUUIDv7 } from 'node:crypto'
import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { isSameOrigin } from '#server/request.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor, CitizenActor } from '../account/actor.ts'
import { receiveFile } from '../file/receive-file.ts'
import { setting } from '../setting/settings.ts'
import { petitionFor } from './change-petition.ts'
import { canSee } from './petition.policy.ts'
import { findPetitionById } from './petition.repository.ts'
import { MAX_PETITION_FILES, petitionCodeSchema } from './petition.schema.ts'
import { findPetitionFile, insertPetitionFile } from './referral.repository.ts'

/** A picture or paper beside what was asked, by the one who asked, while it is open. The request's body is the file itself. */
export async function attachFile(actor: CitizenActor, request: Request) {
  // a page of another site must not send files in this person's name
  if (!isSameOrigin(request.headers)) throw new DomainError('NOT_PERMITTED', 'a file from another site')
  const url = new URL(request.url)
  const code = petitionCodeSchema.safeParse(url.searchParams.get('petition'))
  const name = url.searchParams.get('name') ?? ''
  if (!code.success || !request.body || name === '') throw new DomainError('INPUT_INVALID', 'a file of no petition')
  const petition = await petitionFor(actor, code.data)
  if (petition.endedAt !== null) throw new DomainError('EVENT_NOT_ALLOWED', `petition ${petition.code} has ended`)
  const declaredType = request.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  const received = await receiveFile({ bytes: request.body, name, declaredType }, { maxBytes: await setting('upload.maxBytes') })
  const id = randomUUIDv7()
  const { sha256, size, contentType, scanState } = received
  if (
    (await insertPetitionFile(
      petition.id,
      actor.id,
      { id, sha256, size, contentType, name: received.name, scanState },
      MAX_PETITION_FILES,
    )) === 0
  )
    throw new DomainError('INPUT_INVALID', `too many files for ${petition.code}`, {
      path: 'file',
      messageKey: 'petition.tooManyFiles',
    })
  return { id, name: received.name, size }
}

/** For whoever may see the petition; an infected file for nobody, to others only what a scanner let pass. */
export async function openPetitionFile(actor: Actor, { id }: { id: string }) {
  const file = await findPetitionFile(id)
  const petition = file ? await findPetitionById(file.petitionId) : null
  if (!file || !petition || !canSee(actor, petition)) throw new DomainError('NOT_FOUND', `no petition file ${id} for ${actor.id}`)
  const isSender = file.uploadedBy === actor.id
  const isOpenable =
    file.scanState === 'CLEAN' ||
    (isSender && file.scanState !== 'INFECTED') ||
    (file.scanState === 'NOT_CONFIGURED' && (await setting('scan.rule')).openWithoutScanner)
  if (!isOpenable) throw new DomainError('FILE_NOT_READY', `file ${id} is ${file.scanState}`, { scanState: file.scanState })
  const { name, size, contentType, sha256 } = file
  return { name, size, contentType, sha256, isCopy: false, read: () => storage().get(blobKey(sha256)) }
}
