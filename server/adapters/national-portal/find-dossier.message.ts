import { z } from 'zod'

// TraCuuHoSo: what the portal holds of a dossier.

export const traCuuHoSoSchema = z.strictObject({ mahoso: z.string().min(1).max(64) })
export const toTraCuuHoSo = (code: string) => traCuuHoSoSchema.parse({ mahoso: code })

const resultSchema = z.object({
  result: z.array(z.object({ MaHoSo: z.string(), TrangThaiHoSo: z.coerce.string() })).catch([]),
})

/** The state that the portal holds, as it writes it; null when it does not know the dossier. */
export function statusIn(answer: unknown, code: string): string | null {
  const parsed = resultSchema.safeParse(answer)
  if (!parsed.success) return null
  return parsed.data.result.find((row) => row.MaHoSo === code)?.TrangThaiHoSo ?? null
}
