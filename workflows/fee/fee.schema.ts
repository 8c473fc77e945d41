import { z } from 'zod'
import { feelSchema } from '../form/condition.ts'
import { text } from '../text.ts'

/** Whole đồng; a fee above a hundred billion is a typing error. */
export const amountSchema = z.int().min(0).max(100_000_000_000)

export const feeTierSchema = z.object({
  from: z.int().min(1),
  /** Null: and every further unit. */
  to: z.int().min(1).nullable(),
  amountVnd: amountSchema,
})

const fixedSchema = z.object({ type: z.literal('fixed'), amountVnd: amountSchema })
const perUnitSchema = z.object({
  type: z.literal('perUnit'),
  /** The word for one unit, as the law says it: trang, bản, m². */
  unit: text().min(1),
  quantity: feelSchema,
  /** The tiers and the cap hold for one copy; absent means one. */
  copies: feelSchema.optional(),
  tiers: z
    .array(feeTierSchema)
    .min(1)
    .superRefine((tiers, issues) => {
      for (const [index, { from, to }] of tiers.entries()) {
        const previous = tiers[index - 1]
        const expected = previous === undefined ? 1 : previous.to === null ? null : previous.to + 1
        if (from !== expected) issues.addIssue({ code: 'custom', path: [index, 'from'], message: 'fee.tiersHaveGap' })
        if (to !== null && to < from) issues.addIssue({ code: 'custom', path: [index, 'to'], message: 'fee.tierEmpty' })
      }
    }),
  cap: z.object({ amountVnd: amountSchema, per: text().min(1) }).optional(),
})
/** Set by a provincial people's council: the amount lies in the settings of the place. */
const localitySchema = z.object({ type: z.literal('locality'), setting: text().min(1) })

export const feeRuleSchema = z.discriminatedUnion('type', [fixedSchema, perUnitSchema, localitySchema])

export const feeExemptionSchema = z.object({
  id: text().min(1),
  when: feelSchema,
  who: text().min(1),
  basis: text().min(1),
  /** Percent of the amount that need not be paid. */
  share: z.number().min(0).max(100),
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  verified: z.boolean(),
})

export const FEE_TIMES = ['beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn'] as const

export const feeItemSchema = z.object({
  code: text().min(1),
  kindOfMoney: z.enum(['PHI', 'LE_PHI']),
  nameVi: text().min(1),
  nameEn: text().optional(),
  basis: text().min(1),
  rule: feeRuleSchema,
  when: z.enum(FEE_TIMES),
  payOnline: z.boolean(),
  appliesIf: feelSchema.optional(),
  exemptions: z.array(feeExemptionSchema),
  verified: z.boolean(),
})

export type FeeItem = z.infer<typeof feeItemSchema>
export type FeeRule = z.infer<typeof feeRuleSchema>
export type FeeExemption = z.infer<typeof feeExemptionSchema>
export type FeeTime = (typeof FEE_TIMES)[number]
