import { randomUUIDv7 } from 'node:crypto'
import type { Readable } from 'node:stream'
import { DataStore, MemoryLocker, Server, Upload } from '@tus/server'
import { beginPartial, partialSize, removePartial, writePartial } from '#server/adapters/storage/partial-uploads.ts'
import { env } from '#server/env.ts'
import { isSameOrigin } from '#server/request.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { uploadMetadataSchema } from './file.schema.ts'
import { ownUpload } from './own-upload.ts'
import { deleteUpload, findUpload, insertUpload, touchUpload } from './upload.repository.ts'
import { placeFor, targetKey } from './upload-place.ts'

/** Where the requests of the protocol come in (tus 1.0.0: creation, creation-with-upload, termination). */
export const UPLOADS_PATH = '/api/files/uploads'

/** Of one person at the same time; the bytes also bound what an account can make this machine keep unseen. */
const MOST_UPLOADS = 40
const MOST_TIMES_LARGEST = 12

/** Of one process; over several, writing each piece at its place keeps two requests from doing harm. */
const locker = new MemoryLocker()

const invalid = (what: string, messageKey: string) =>
  new DomainError('INPUT_INVALID', what, { fieldErrors: { file: [messageKey] } })

/** The protocol's view of what lies on the disk and in the table; of one person, so that an id of somebody else is no id. */
class PartialStore extends DataStore {
  readonly #actor: Actor

  constructor(actor: Actor) {
    super()
    this.#actor = actor
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  override async create(upload: Upload): Promise<Upload> {
    const told = uploadMetadataSchema.safeParse(upload.metadata ?? {})
    if (!told.success) throw invalid(`no target: ${told.error.message}`, 'file.targetMissing')
    const { target, name, type, fingerprint } = told.data
    const size = upload.size ?? 0
    const maxBytes = await setting('upload.maxBytes')
    if (size === 0) throw new DomainError('FILE_EMPTY', 'empty file')
    if (size > maxBytes) throw new DomainError('FILE_TOO_LARGE', `more than ${maxBytes} bytes`, { maxBytes })
    await placeFor(this.#actor, target)
    const most = { uploads: MOST_UPLOADS, bytes: MOST_TIMES_LARGEST * maxBytes }
    await beginPartial(upload.id)
    const row = { id: upload.id, accountId: this.#actor.id, target, targetKey: targetKey(target) }
    const isTaken = await insertUpload({ ...row, name, declaredType: type, size, fingerprint }, most)
    if (isTaken) return upload
    await removePartial(upload.id)
    throw new DomainError('RATE_LIMITED', `${this.#actor.id} has too many uploads on the way`)
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, status } = await ownUpload(this.#actor, id)
    // whole is whole, although its bytes have moved on to the store
    const offset = status === 'RECEIVING' ? await partialSize(id) : size
    if (offset === null) throw new DomainError('NOT_FOUND', `the bytes of upload ${id} are gone`)
    return new Upload({ id, size, offset })
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    await touchUpload(id)
    return writePartial(id, offset, bytes)
  }

  override async remove(id: string): Promise<void> {
    if ((await findUpload(id))?.status === 'DONE') throw new DomainError('EVENT_NOT_ALLOWED', `upload ${id} is a file by now`)
    await deleteUpload(id)
    await removePartial(id)
  }
}

/** One request of the protocol. What goes wrong is said as everywhere else: by a DomainError. */
export async function transferUpload(actor: Actor, request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) throw new DomainError('NOT_PERMITTED', 'upload from another site')
  let fault: unknown
  const server = new Server({
    path: UPLOADS_PATH,
    relativeLocation: true,
    allowedOrigins: [env.PUBLIC_URL],
    datastore: new PartialStore(actor),
    locker,
    namingFunction: () => randomUUIDv7(),
    onIncomingRequest: async (_request, id) => {
      if (request.method !== 'POST') await ownUpload(actor, id)
    },
    onResponseError: (_request, error) => {
      fault = error
      return undefined
    },
  })
  const answer = await server.handleWeb(request)
  if (fault instanceof Error && !('status_code' in fault)) throw fault
  answer.headers.set('cache-control', 'no-store')
  answer.headers.set('x-content-type-options', 'nosniff')
  return answer
}
