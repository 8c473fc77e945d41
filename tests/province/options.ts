import { parseArgs } from 'node:util'
import { z } from 'zod'
import { messageOf, ToolError } from '#server/tools/console.ts'

export const MOST = 20_000_000

const USAGE = `npm run generate -- [--dossiers <1 to ${MOST}>] [--seed <whole number>] [--until <YYYY-MM-DD>]`

export interface Wanted {
  dossiers: number
  seed: number
  /** Today of the installation, unless said. */
  until: string | null
}

/** Digits only: `1e3`, `0x10` and an empty word are numbers to a computer, and slips of a person. */
const whole = (least: number, most: number, words: string) =>
  z
    .string()
    .regex(/^\d{1,16}$/, words)
    .transform(Number)
    .refine((n) => n >= least && n <= most, words)

const wantedSchema = z.object({
  dossiers: whole(1, MOST, `--dossiers takes a whole number from 1 to ${MOST}`),
  seed: whole(0, Number.MAX_SAFE_INTEGER, `--seed takes a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`),
  until: z.iso.date('--until takes a day that exists, as 2026-11-20').nullable(),
})

/** What is asked for on the command line. */
export function wantedOf(words: readonly string[]): Wanted {
  const refuse = (why: string) => new ToolError(`${why}.\nUsage: ${USAGE}`)
  let values: { dossiers: string; seed: string; until?: string }
  try {
    values = parseArgs({
      args: [...words],
      options: {
        dossiers: { type: 'string', default: '10000' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
      },
    }).values
  } catch (error) {
    // an unknown word or option: what Node says of it is clear
    throw refuse(messageOf(error).split('. ')[0] ?? '')
  }
  const wanted = wantedSchema.safeParse({ ...values, until: values.until ?? null })
  if (wanted.success) return wanted.data
  throw refuse(wanted.error.issues.map(({ message }) => message).join('; '))
}
