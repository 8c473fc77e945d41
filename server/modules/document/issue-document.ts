import { storage } from '#server/adapters/storage/storage.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { type DocumentKey, findIssued, type IssuedDocument, insertIssued } from './document.repository.ts'
import { type DocumentData, documentDataSchema } from './document.schema.ts'
import { renderDocument } from './render-document.ts'
import { newVerifyId } from './verify-id.ts'

export interface DocumentToIssue extends DocumentKey {
  data: DocumentData
  /** Account or system that had it made. */
  by: string
}

/** The paper that is on record for this event, if it was made already: ask before taking a number for a new one. */
export const findIssuedDocument = (key: DocumentKey): Promise<IssuedDocument | null> => findIssued(key)

/**
 * Makes a paper once: repeated, or done by two workers at the same time, every caller gets the one paper that is on record. Its content is
 * fixed from then on; a reprint is the same bytes.
 */
export async function issueDocument({ data, by, ...key }: DocumentToIssue): Promise<IssuedDocument> {
  const known = await findIssued(key)
  if (known) return known
  const parsed = documentDataSchema.safeParse(data)
  if (!parsed.success || parsed.data.form !== key.form)
    throw new DomainError(
      'INTERNAL',
      `data of ${key.form} for event ${key.eventSeq} of ${key.dossierId} do not fit: ${parsed.error?.message}`,
    )
  const bytes = await renderDocument(parsed.data)
  const { sha256, size } = await storage().put(bytes)
  const verifyId = 'verifyId' in parsed.data ? parsed.data.verifyId : newVerifyId()
  const what = [key.form.toLowerCase().replaceAll('_', '-'), ...(key.resultCode ? [key.resultCode] : [])].join('-')
  const fileName = `${parsed.data.code}-${what}.pdf`
  await insertIssued({ ...key, number: parsed.data.number, sha256, size, verifyId, fileName, by })
  const issued = await findIssued(key)
  if (!issued) throw new DomainError('INTERNAL', `${key.form} for event ${key.eventSeq} of ${key.dossierId} was not stored`)
  return issued
}
