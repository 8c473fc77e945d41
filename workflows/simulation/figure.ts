/** What several runs say about one number: their mean, and where the true one lies in 95 of 100 such experiments. */
export interface Figure {
  mean: number
  /** Null: one run alone says nothing about its own error. */
  low: number | null
  high: number | null
}

/** Two-sided 95 % points of Student's t for 1 … 30 degrees of freedom (printed tables). */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101,
  2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]
const NORMAL = 1.959964

/** Beyond the table by the expansion of Cornish and Fisher, which is right to four digits there. */
export function studentT(freedom: number): number {
  const listed = STUDENT[freedom - 1]
  if (listed !== undefined) return listed
  const z = NORMAL
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
}

/** Runs in which nothing of the kind happened (NaN) do not speak. */
export function figureOf(values: readonly number[], { max = Number.POSITIVE_INFINITY }: { max?: number } = {}): Figure | null {
  const spoken = values.filter((value) => !Number.isNaN(value))
  const count = spoken.length
  if (count === 0) return null
  const mean = spoken.reduce((sum, value) => sum + value, 0) / count
  if (count === 1) return { mean, low: null, high: null }
  const variance = spoken.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  const half = studentT(count - 1) * Math.sqrt(variance / count)
  return { mean, low: Math.max(0, mean - half), high: Math.min(max, mean + half) }
}
