import { findAccountOfOrganisation } from './account.repository.ts'

/** The account in which an organisation signs in; null while it has none. */
export const accountOfOrganisation = async (organisationId: string): Promise<string | null> =>
  (await findAccountOfOrganisation(organisationId))?.id ?? null
