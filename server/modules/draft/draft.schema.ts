import { z } from 'zod'
import { readPersonalNumber } from '#workflows/form/personal-number.ts'
import { OF_ORGANISATIONS, RIGHTS } from '#workflows/form/representation.ts'
import { isPersonName, isPrintable, tidyLine } from '#workflows/form/text.ts'
import { answersOf } from '../../bounded.schema.ts'
import { resultWaySchema } from '../dossier/dossier.schema.ts'
import { procedureCodeSchema } from '../procedure/procedure.schema.ts'

const optionalText = (max: number) =>
  z
    .string()
    .max(max, { error: 'form.tooLong' })
    .transform(tidyLine)
    .transform((text) => (text === '' ? undefined : text))
    .optional()

const answersSchema = answersOf(z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: 'draft.fieldShape' }))

/** The person at the counter, as the desk writes him down from his papers. */
export const deskApplicantSchema = z.object({
  fullName: z
    .string()
    .max(120, { error: 'form.tooLong' })
    .transform(tidyLine)
    .refine((name) => name.length >= 2, { error: 'form.required', abort: true })
    .refine(isPersonName, { error: 'form.nameSigns' }),
  personalId: z
    .string()
    .max(40, { error: 'form.personalNumberDigits' })
    .transform((text) => text.replace(/[ .-]/g, ''))
    .refine((digits) => /^\d{12}$/.test(digits), { error: 'form.personalNumberDigits', abort: true })
    .refine((digits) => readPersonalNumber(digits) !== null, { error: 'form.personalNumberPlace' }),
  phone: optionalText(20).refine((phone) => phone === undefined || /^0[1-9]\d{8,9}$/.test(phone.replace(/[ .]/g, '')), {
    error: 'form.phoneFormat',
  }),
  email: optionalText(254).refine((email) => email === undefined || z.email().safeParse(email).success, {
    error: 'form.emailFormat',
  }),
  address: optionalText(300),
})

const taxCode = z
  .string()
  .max(40, { error: 'draft.organisationCode' })
  .transform((text) => text.replace(/[ .]/g, ''))
  .refine((code) => /^\d{10}(-?\d{3})?$/.test(code), { error: 'draft.organisationCode' })

/** For whom the applicant files, when it is somebody else's matter, and by what right. */
export const draftOwnerSchema = z
  .discriminatedUnion('kind', [
    deskApplicantSchema.omit({ address: true }).extend({ kind: z.literal('PERSON'), right: z.enum(RIGHTS) }),
    z.object({
      kind: z.literal('ORGANISATION'),
      fullName: z
        .string()
        .max(200, { error: 'form.tooLong' })
        .transform(tidyLine)
        .refine((name) => name.length >= 3, { error: 'form.required', abort: true })
        .refine(isPrintable, { error: 'form.signsNotAllowed' }),
      organisationId: taxCode,
      phone: deskApplicantSchema.shape.phone,
      email: deskApplicantSchema.shape.email,
      right: z.enum(RIGHTS),
    }),
  ])
  .refine(({ kind, right }) => (kind === 'ORGANISATION') === OF_ORGANISATIONS.includes(right), {
    error: 'draft.rightMissing',
    path: ['right'],
  })
export type DraftOwnerInput = z.input<typeof draftOwnerSchema>
export type DraftOwner = z.output<typeof draftOwnerSchema>

const begun = z.object({
  procedureCode: procedureCodeSchema,
  /** Where it is handed in. */
  agencyId: z.string().min(1).max(40),
  /** Who decides, where that place leaves a choice. */
  competentAgencyId: z.string().min(1).max(40).optional(),
})
export const startDraftSchema = z.discriminatedUnion('source', [
  begun.extend({
    source: z.literal('ONLINE'),
    owner: draftOwnerSchema.optional(),
    /** Answers of the start page, about what would stop the filing. */
    eligibility: answersSchema.optional(),
    /** Whether the national resident database may be asked about the person who files. */
    residentData: z.boolean().default(false),
  }),
  begun.extend({ source: z.literal('DESK'), applicant: deskApplicantSchema, owner: draftOwnerSchema.optional() }),
])
export type StartDraftInput = z.output<typeof startDraftSchema>

export const draftIdSchema = z.object({ id: z.uuid({ error: 'draft.idShape' }) })
export const saveDraftSchema = draftIdSchema.extend({
  revision: z.int().min(1),
  /** Answers of some fields; null empties one. */
  answers: answersSchema,
  /** What stood in these fields when they were changed: then fields are merged one by one, and only a field that another changed too is kept back. */
  seen: answersSchema.optional(),
  /** The part that is open, to go on there later. */
  part: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
    .optional(),
})
export type SaveDraftInput = z.output<typeof saveDraftSchema>
/** As far as it was typed, right or wrong: it is judged when it is handed in. */
export const keepResultWaySchema = draftIdSchema.extend({
  way: resultWaySchema,
  receiver: z.string().max(600, { error: 'form.tooLong' }),
  phone: z.string().max(200, { error: 'form.tooLong' }),
  address: z.string().max(1500, { error: 'form.tooLong' }),
})
export type KeepResultWayInput = z.output<typeof keepResultWaySchema>
export const removeFileSchema = draftIdSchema.extend({ paperId: z.uuid({ error: 'draft.idShape' }) })
export const renewDraftSchema = draftIdSchema.extend({ revision: z.int().min(1) })
export const prospectSchema = z.object({ procedureCode: procedureCodeSchema })
export const reusePaperSchema = draftIdSchema.extend({
  paperCode: z.string().min(1).max(60),
  fileId: z.uuid({ error: 'draft.idShape' }),
})
export type ReusePaperInput = z.output<typeof reusePaperSchema>
export const takeEarlierSchema = draftIdSchema.extend({ revision: z.int().min(1), part: z.string().min(1).max(40) })
export type TakeEarlierInput = z.output<typeof takeEarlierSchema>
