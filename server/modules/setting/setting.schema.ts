import { z } from 'zod'

/** An amount that a provincial people's council sets: unverified ones are shown as such. */
export const localAmountSchema = z.object({ amountVnd: z.int().min(0), basisVi: z.string().min(1), verified: z.boolean() })

export type LocalAmount = z.infer<typeof localAmountSchema>

/** Every setting that lies in the database, with the shape of its value. What law leaves to the place or to the office stands here. */
export const settingSchemas = {
  demo: z.boolean(),
  'fee.hoTich.late': localAmountSchema,
  'fee.hoTich.lateDeath': localAmountSchema,
  'fee.hoTich.maritalStatus': localAmountSchema,
  'fee.hoTich.parentage': localAmountSchema,
  'fee.hoTich.change': localAmountSchema,
  'upload.maxBytes': z.int().min(1).max(200_000_000),
  'draft.days': z.int().min(1).max(365),
  /** A dossier is "due soon" in its last counted minutes. */
  'due.soonMinutes': z.int().min(0),
  /** Reminders before a limit passes, in counted minutes. */
  'timer.reminders': z.array(z.int().min(1)),
  /** Where money paid online goes: the account at the State Treasury. */
  'payment.beneficiary': z.object({ account: z.string().min(1), bank: z.string().min(1), name: z.string().min(1) }),
  'extension.rule': z.object({ max: z.int().min(0), mayMoveLegalDue: z.boolean(), basisVi: z.string().min(1) }),
} as const
export type SettingKey = keyof typeof settingSchemas
export type SettingValue<Key extends SettingKey> = z.output<(typeof settingSchemas)[Key]>
