import { once } from 'node:events'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Lines } from './copies.ts'

/** Writes the lines of each table by COPY, one table after the other. */
export async function copyLines(client: pg.Client, lines: Lines, columns: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const [table, rows] of lines) {
    const names = (columns.get(table) ?? []).map((name) => `"${name}"`).join(', ')
    const stream = client.query(from(`COPY "${table}" (${names}) FROM STDIN`))
    const ended = once(stream, 'finish')
    stream.end(`${rows.join('\n')}\n`)
    await ended
  }
}
