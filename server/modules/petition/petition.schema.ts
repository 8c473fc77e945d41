import { z } from 'zod'

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

const onPetition = { code: petitionCodeSchema, requestId }
export const petitionInput = z.object({ code: petitionCodeSchema })
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
