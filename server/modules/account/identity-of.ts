import { DomainError } from '#workflows/domain-error.ts'
import { findIdentity } from './account.repository.ts'

/** What the identity provider stated at the last sign-in; absent members are not known. */
export async function identityOf(accountId: string) {
  const found = await findIdentity(accountId)
  if (!found) throw new DomainError('NOT_FOUND', `no account ${accountId}`)
  return {
    fullName: found.fullName,
    personalId: found.personalId ?? undefined,
    organisationId: found.organisationId ?? undefined,
    birthDate: found.birthOn?.toISOString().slice(0, 10),
    sex: found.sex ?? undefined,
    phone: found.phone ?? undefined,
    email: found.contactEmail ?? undefined,
    address: found.address ?? undefined,
  }
}
