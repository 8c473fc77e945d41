import { z } from 'zod'
import { fold } from '../fold.ts'

const words = z.string().trim().min(1).max(100)

/** Everyday words as they are kept in a file: what is said, what the catalogue calls it, and who says so. */
export const searchWordsFileSchema = z
  .array(
    z
      .object({
        said: words.refine((said) => fold(said) !== '', { error: 'said: no letters' }),
        kind: z.enum(['SYNONYM', 'ABBREVIATION', 'FILLER', 'PROVINCE', 'COMMUNE']),
        means: z.array(words).max(5),
        source: words,
      })
      .strict()
      .refine(({ kind, means }) => (kind === 'SYNONYM' || kind === 'ABBREVIATION') === means.length > 0, {
        error: 'means: only synonyms and abbreviations mean something else',
      }),
  )
  .max(5_000)
  .superRefine((rows, issues) => {
    const seen = new Map<string, number>()
    for (const [at, { said }] of rows.entries()) {
      const key = fold(said)
      const before = seen.get(key)
      if (before !== undefined) issues.addIssue({ code: 'custom', path: [at, 'said'], message: `as in row ${before + 1}` })
      seen.set(key, at)
    }
  })

export const searchWordRows = (rows: z.output<typeof searchWordsFileSchema>) =>
  rows.map((row) => ({ key: fold(row.said), ...row }))
