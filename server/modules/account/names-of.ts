import { findNames } from './names.repository.ts'

/** Names of the people behind account ids; ids of systems, and of erased accounts, have none. */
export async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const people = [...new Set(ids)].filter((id) => !id.startsWith('system:'))
  if (people.length === 0) return new Map()
  return new Map((await findNames(people)).map(({ id, fullName }) => [id, fullName]))
}
