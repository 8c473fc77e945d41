import { z } from 'zod'

const about = {
  /** Absent: the receiving point where the person works. */
  agencyId: z.string().min(1).max(64).optional(),
  /** Civil days, both included; absent: this month. */
  from: z.iso.date({ error: 'register.dayWrong' }).optional(),
  to: z.iso.date({ error: 'register.dayWrong' }).optional(),
  procedureCode: z.string().min(1).max(40).optional(),
}
export const registerInput = z.object({ ...about, cursor: z.string().max(400).optional() })
export type RegisterInput = z.output<typeof registerInput>

export const registerFileInput = z.object({ ...about, format: z.enum(['pdf', 'csv']) })
export type RegisterFileInput = z.output<typeof registerFileInput>

/** A year's register, and a number of rows that one file still carries. */
export const LONGEST_DAYS = 366
export const MOST_ROWS = 5_000
