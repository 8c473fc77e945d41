import { z } from 'zod'

/** What people are pleased or displeased with; a level of three takes either. */
export const GOOD_REASONS = ['fast', 'clear', 'friendly', 'easyOnline'] as const
export const BAD_REASONS = ['slow', 'unclear', 'unfriendly', 'manyTrips', 'tooManyPapers', 'hardOnline', 'extraMoney'] as const
export const REASONS = [...GOOD_REASONS, ...BAD_REASONS] as const
export type Reason = (typeof REASONS)[number]

const isAmong = (list: readonly string[], reason: string) => list.includes(reason)
/** Whether a reason says something about this level. */
export const fitsLevel = (level: number, reason: Reason): boolean =>
  level >= 4 ? isAmong(GOOD_REASONS, reason) : level <= 2 ? isAmong(BAD_REASONS, reason) : true

export const rateInput = z
  .object({
    code: z.string().min(1).max(64),
    level: z
      .int({ error: 'rating.levelMissing' })
      .min(1, { error: 'rating.levelMissing' })
      .max(5, { error: 'rating.levelMissing' }),
    reasons: z.array(z.enum(REASONS)).max(REASONS.length).default([]),
    words: z.string().trim().max(1000, { error: 'rating.tooLong' }).default(''),
  })
  .refine(({ level, reasons }) => reasons.every((reason) => fitsLevel(level, reason)), {
    error: 'rating.reasonUnfit',
    path: ['reasons'],
  })
export type RateInput = z.output<typeof rateInput>

export const ratingOfInput = z.object({ code: z.string().min(1).max(64) })
export const ratingFiguresInput = z.object({ agencyId: z.string().max(64).optional() })
