import { z } from 'zod'
import { lookupSecretSchema } from '../dossier/dossier.schema.ts'

/** REPORT (phản ánh): how something was done. PROPOSAL (kiến nghị): what rules should be changed. */
export const PETITION_KINDS = ['REPORT', 'PROPOSAL'] as const
export const PETITION_CATEGORIES = ['conduct', 'delay', 'papers', 'fees', 'rules', 'service', 'other'] as const
export const PETITION_STATES = ['received', 'taken', 'answered', 'referred', 'withdrawn'] as const
export type PetitionState = (typeof PETITION_STATES)[number]
export const REFERRAL_KINDS = ['COMPLAINT', 'DENUNCIATION'] as const

/** What is written about a petition, to the person and (the last two) to the agency. */
export const PETITION_TEMPLATES = [
  'petitionSent',
  'petitionTaken',
  'petitionForwarded',
  'petitionAnswered',
  'petitionReferred',
  'petitionWithdrawn',
  'petitionLate',
  'petitionArrived',
  'petitionOverdue',
] as const
export type PetitionTemplate = (typeof PETITION_TEMPLATES)[number]

export const MAX_PETITION_FILES = 5

const requestId = z.uuid()
export const petitionCodeSchema = z.string().regex(/^PA\.[\w.-]{1,40}$/)
const words = (shortest: number, longest: number) =>
  z
    .string()
    .trim()
    .min(shortest, { error: shortest > 20 ? 'petition.wordsTooShort' : 'petition.tooShort' })
    .max(longest, { error: 'petition.tooLong' })

export const sendPetitionInput = z.object({
  /** Becomes the petition's id: pressed twice it is sent once. */
  requestId,
  kind: z.enum(PETITION_KINDS, { error: 'petition.kindMissing' }),
  category: z.enum(PETITION_CATEGORIES, { error: 'petition.categoryMissing' }),
  /** Whom it goes to; of a dossier, the agency that decides it. */
  agencyId: z.string().max(64).optional(),
  dossierCode: z.string().max(64).optional(),
  title: words(10, 150),
  words: words(30, 5000),
})
export type SendPetitionInput = z.output<typeof sendPetitionInput>

/** How somebody without an account wants to hear the answer. */
export const ANSWER_WAYS = ['SMS', 'EMAIL', 'CALL'] as const
export type AnswerWay = (typeof ANSWER_WAYS)[number]
const phone = z
  .string()
  .trim()
  .max(30, { error: 'petition.phoneWrong' })
  .transform((text) => text.replace(/[\s.()-]/g, '').replace(/^(\+?84)(?=\d{9}$)/, '0'))
  .pipe(z.string().regex(/^(0\d{9,10})?$/, { error: 'petition.phoneWrong' }))

/** Written down at the desk for somebody who stands there or calls, and has no account. */
export const enterPetitionInput = sendPetitionInput
  .extend({
    personName: z.string().trim().min(2, { error: 'petition.nameMissing' }).max(100, { error: 'petition.tooLong' }),
    personPhone: phone.default(''),
    personEmail: z
      .union([z.literal(''), z.email({ error: 'petition.emailWrong' }).max(254, { error: 'petition.emailWrong' })])
      .default(''),
    answerWay: z.enum(ANSWER_WAYS, { error: 'petition.wayMissing' }),
  })
  .superRefine(({ personPhone, personEmail, answerWay }, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (answerWay === 'EMAIL' && personEmail === '') fault('personEmail', 'petition.emailMissing')
    if (answerWay === 'CALL' && personPhone === '') fault('personPhone', 'petition.phoneMissing')
    if (answerWay === 'SMS' && !/^0[35789]\d{8}$/.test(personPhone)) fault('personPhone', 'petition.mobileMissing')
  })
export type EnterPetitionInput = z.output<typeof enterPetitionInput>

const onPetition = { code: petitionCodeSchema, requestId }
export const petitionInput = z.object({ code: petitionCodeSchema })
export const trackPetitionInput = z.object({ code: petitionCodeSchema, secret: lookupSecretSchema })
export const actInput = z.object(onPetition)
export type ActInput = z.output<typeof actInput>
export const forwardInput = z.object({
  ...onPetition,
  toAgencyId: z.string().min(1, { error: 'petition.agencyMissing' }).max(64),
  reason: words(10, 1000),
})
export type ForwardInput = z.output<typeof forwardInput>
export const answerInput = z.object({
  ...onPetition,
  answer: words(30, 5000),
  /** For everybody to read, without the person; empty: not published. */
  publicWords: z.string().trim().max(5000, { error: 'petition.tooLong' }).default(''),
})
export type AnswerInput = z.output<typeof answerInput>
export const referInput = z.object({
  ...onPetition,
  kind: z.enum(REFERRAL_KINDS, { error: 'petition.kindMissing' }),
  to: words(10, 300),
  reason: words(10, 1000),
})
export type ReferInput = z.output<typeof referInput>

const cursor = z.string().max(200).optional()
export const listPetitionsInput = z.object({ cursor, isOpen: z.boolean().default(true) })
export const myPetitionsInput = z.object({ cursor })
export const referralInput = z.object({
  requestId,
  kind: z.enum(REFERRAL_KINDS, { error: 'petition.kindMissing' }),
  agencyId: z.string().min(1, { error: 'petition.agencyMissing' }).max(64),
  dossierCode: z.string().max(64).optional(),
})
export type ReferralInput = z.output<typeof referralInput>
export const petitionUploadSchema = z.instanceof(Request, { error: 'file.uploadByForm' }).meta({ maxBytes: 0 })
export const petitionFileInput = z.object({ id: z.string().min(1).max(80) })
