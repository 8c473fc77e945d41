import { DomainError } from '#workflows/domain-error.ts'
import { findByVerifyId } from './document.repository.ts'

/** What anybody may know who holds the paper: that it is ours, which one, and the hash to compare a file with. No names. */
export async function verifyDocument({ verifyId }: { verifyId: string }) {
  const found = await findByVerifyId(verifyId)
  if (!found) throw new DomainError('NOT_FOUND', 'no paper with this verification code')
  const { issuedAt, revokedAt, ...facts } = found
  return { ...facts, issuedAt: issuedAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null, verifyId }
}
