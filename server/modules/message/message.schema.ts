import { z } from 'zod'
import { tidyText } from '#workflows/form/text.ts'
import { codeInput, pageInput } from '../dossier/dossier.schema.ts'
import { MAX_FILES_PER_MESSAGE } from '../file/file.schema.ts'

export const MESSAGE_MAX = 2000
/** All agencies read as one side: whoever has the work answers for all. */
export const AGENCY_READER = 'AGENCY'

export const sendMessageInput = codeInput.extend({
  requestId: z.uuid(),
  text: z
    .string()
    // far beyond what is taken: tidying a book costs time
    .max(MESSAGE_MAX * 5, { error: 'message.tooLong' })
    .transform(tidyText)
    .pipe(z.string().min(2, { error: 'message.empty' }).max(MESSAGE_MAX, { error: 'message.tooLong' })),
  /** Sent before, for this very request. */
  fileIds: z.array(z.uuid()).max(MAX_FILES_PER_MESSAGE).default([]),
})
export const listMessagesInput = pageInput.extend(codeInput.shape)
export const markReadInput = codeInput.extend({ messageId: z.uuid() })

export type SendMessageInput = z.output<typeof sendMessageInput>
export type ListMessagesInput = z.output<typeof listMessagesInput>
export type MarkReadInput = z.output<typeof markReadInput>
