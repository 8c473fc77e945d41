import { z } from 'zod'

export const exchangeLogInput = z.object({ cursor: z.string().max(60).optional() })
export type ExchangeLogInput = z.infer<typeof exchangeLogInput>

export const replayInput = z.object({
  dossierCode: z.string().min(1).max(64),
  target: z.enum(['PORTAL', 'MAIL', 'FORM', 'RESULT', 'PAYMENT', 'SUB']),
  lineSeq: z.int().min(1),
})
export const liftInput = z.object({ dossierCode: z.string().min(1).max(64) })
export type ReplayInput = z.infer<typeof replayInput>
