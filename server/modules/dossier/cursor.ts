import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'

/** Where a page of a list ended: the sort key and id of its last row, opaque to the client. */
const keySchema = z.object({ at: z.union([z.iso.datetime(), z.literal('infinity')]), id: z.string().min(1).max(200) })
export type Key = z.output<typeof keySchema>

export const writeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url')

export function readCursor(cursor: string | undefined): Key | null {
  if (cursor === undefined) return null
  try {
    return keySchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch (error) {
    throw new DomainError('INPUT_INVALID', `a cursor that we did not write: ${error instanceof Error ? error.message : ''}`, {
      path: 'cursor',
    })
  }
}

/** One row more than the page is asked for: if it comes, there is a next page. */
export function page<Row, Item>(rows: readonly Row[], size: number, item: (row: Row) => Item, keyOf: (row: Row) => Key) {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > size && last ? writeCursor(keyOf(last)) : null }
}
