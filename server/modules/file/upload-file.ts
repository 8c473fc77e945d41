import type { Actor } from '../account/actor.ts'
import { setting } from '../setting/settings.ts'
import { addAttachment } from './add-attachment.ts'
import { addDraftFile } from './add-draft-file.ts'
import { addSupplementFile } from './add-supplement-file.ts'
import type { FileView } from './file.schema.ts'
import { readUpload } from './read-upload.ts'

export async function uploadFile(actor: Actor, request: Request): Promise<FileView> {
  const { target, file } = await readUpload(request, await setting('upload.maxBytes'))
  if ('attachTo' in target) return addAttachment(actor, { ...target, file })
  return 'draftId' in target ? addDraftFile(actor, { ...target, file }) : addSupplementFile(actor, { ...target, file })
}
