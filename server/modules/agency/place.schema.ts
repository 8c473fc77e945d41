import { z } from 'zod'

export const communesSchema = z.object({ province: z.string().regex(/^\d{2}$/, { error: 'place.provinceUnknown' }) })
