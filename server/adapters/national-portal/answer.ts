import { z } from 'zod'
import { PartnerFault, withoutPersonalData } from '../partner-fault.ts'

const answerSchema = z.looseObject({
  error_code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().optional(),
})
export type PortalAnswer = z.infer<typeof answerSchema>

export function readAnswer(value: unknown): PortalAnswer {
  const parsed = answerSchema.safeParse(value)
  if (!parsed.success) throw new PartnerFault('AMBIGUOUS', 'NO_ERROR_CODE', 'the answer has no error_code')
  return parsed.data
}

/** "0" and "00" both mean yes. */
const isZero = (code: string) => /^0+$/.test(code.trim())

export type Verdict = 'OK' | 'SESSION' | 'EXISTS' | 'UNKNOWN' | 'REFUSED' | 'BUSY'

/** 15 and 16: not readable as a message; 20 to 36: one of its values. The same message will be refused again. */
const PERMANENT = new Set(['15', '16', ...Array.from({ length: 17 }, (_, n) => String(20 + n))])

/** Codes "0", "3" and "-3" have all been seen with the words "đã tồn tại", so the words count. */
export function judgeAnswer({ error_code: code, message = '' }: PortalAnswer): Verdict {
  const words = message.normalize('NFC').toLocaleLowerCase('vi')
  if (code === '3' || code === '-3' || /hồ sơ .*đã tồn tại/.test(words)) return 'EXISTS'
  if (isZero(code)) return 'OK'
  if (code === '11' || code === '12') return 'SESSION'
  if (code === '4' || /^hồ sơ .*không tồn tại/.test(words)) return 'UNKNOWN'
  // wrong log-in (10), agency (13) or service (14) is our setting, and a code nobody knows may pass: neither is the message's fault
  return PERMANENT.has(code) ? 'REFUSED' : 'BUSY'
}

export const faultFrom = (answer: PortalAnswer, kind: 'REFUSED' | 'BUSY') =>
  new PartnerFault(kind, answer.error_code, withoutPersonalData(answer.message ?? 'no message'))
