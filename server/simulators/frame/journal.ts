import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { z } from 'zod'

type Journal<Entry> = { append: (entry: Entry) => void; close: () => void }

/**
 * An append-only file of JSON lines, read again at start. `apply` is called for each old line and, after the line is on
 * the disk, for each new one: what a partner has answered survives a kill at any moment.
 */
export function openJournal<Entry>(path: string, schema: z.ZodType<Entry>, apply: (entry: Entry) => void): Journal<Entry> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'a+', 0o600)
  const bytes = readFileSync(path)
  // A kill may tear the last line; it was never answered, so it never happened.
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) ftruncateSync(file, whole)
  for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
    if (line !== '') apply(schema.parse(JSON.parse(line)))
  }
  return {
    append(entry) {
      writeSync(file, `${JSON.stringify(entry)}\n`)
      fsyncSync(file)
      apply(entry)
    },
    close: () => closeSync(file),
  }
}

export const simulatorPath = (dataDir: string, ...parts: string[]) => join(dataDir, 'simulators', ...parts)
