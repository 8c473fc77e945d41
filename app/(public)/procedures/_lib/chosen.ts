import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LEVELS, ONLINE_LEVELS } from '#server/modules/procedure/procedure.schema.ts'

/** What the address of the list asks for. */
export interface Chosen {
  q: string
  event?: string
  field?: string
  level?: (typeof LEVELS)[number]
  online?: (typeof ONLINE_LEVELS)[number]
  exact: boolean
  cursor?: string
  /** The words were longer than any question, and the rest of them was left away. */
  isCut: boolean
}

const LONGEST = 200

export function chosenOf(params: Record<string, string | string[] | undefined>): Chosen {
  const typed = oneOf(params.q)
  const level = oneOf(params.level)
  const online = oneOf(params.online)
  return {
    // whole signs only: half of a pair would be a sign that does not exist
    q:
      typed.length > LONGEST
        ? typed
            .slice(0, LONGEST)
            .replace(/[\ud800-\udbff]$/, '')
            .trim()
        : typed,
    event: oneOf(params.event).slice(0, 100) || undefined,
    field: oneOf(params.field).slice(0, 200) || undefined,
    level: LEVELS.find((value) => value === level),
    online: ONLINE_LEVELS.find((value) => value === online),
    exact: oneOf(params.exact) === '1',
    cursor: oneOf(params.cursor).slice(0, 100) || undefined,
    isCut: typed.length > LONGEST,
  }
}

/** The address of the list for these choices, from its first page unless a cursor is given. */
export const listAddress = ({ q, event, field, level, online, exact, cursor }: Partial<Chosen>): string =>
  withParams('/procedures', {
    q: q ?? '',
    event: event ?? '',
    field: field ?? '',
    level: level ?? '',
    online: online ?? '',
    exact: exact ? '1' : '',
    cursor: cursor ?? '',
  })
