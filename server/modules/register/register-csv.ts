import { REGISTER_COLUMNS, type RegisterCells } from './register-row.ts'

/** Spreadsheets take a file for UTF-8 only with this in front, and would show other letters without it. */
const BOM = '\ufeff'

/** Quoted; what a spreadsheet would run as a formula is told to be text. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
const line = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`

export async function* registerCsv(batches: AsyncIterable<readonly RegisterCells[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(BOM + line(REGISTER_COLUMNS.map(({ headVi, groupVi }) => (groupVi ? `${groupVi}: ${headVi}` : headVi))))
  for await (const batch of batches) yield encoder.encode(batch.map(line).join(''))
}
