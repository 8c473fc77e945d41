import { z } from 'zod'
import { readPersonalNumber } from '#workflows/form/personal-number.ts'
import { dossierCodeSchema } from '../dossier/dossier.schema.ts'

export const personalIdSchema = z
  .string()
  .max(40, { error: 'form.personalNumberDigits' })
  .transform((text) => text.replace(/[ .-]/g, ''))
  .refine((digits) => /^\d{12}$/.test(digits), { error: 'form.personalNumberDigits', abort: true })
  .refine((digits) => readPersonalNumber(digits) !== null, { error: 'form.personalNumberPlace' })

/** What it is about: a dossier by its code, or a draft, which has none yet. */
const about = z.union([z.object({ code: dossierCodeSchema }), z.object({ draftId: z.uuid({ error: 'draft.idShape' }) })])

export const listInvitationsInput = z.object({ about })
export const inviteInput = z.object({ about, kind: z.enum(['HELP', 'HAND_OVER']), personalId: personalIdSchema })
export const answerInvitationInput = z.object({ id: z.uuid(), accept: z.boolean() })
export const endInvitationInput = z.object({ id: z.uuid() })

export type About = z.output<typeof about>
export type InviteInput = z.output<typeof inviteInput>
export type AnswerInvitationInput = z.output<typeof answerInvitationInput>
