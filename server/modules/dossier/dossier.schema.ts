import { z } from 'zod'
import { isPrintable, tidyLine } from '#workflows/form/text.ts'
import { answersOf, namedOf } from '../../bounded.schema.ts'

/** Inputs of everything that happens to a dossier. Messages are keys, so that both languages can say them. */
const reason = z
  .string()
  .trim()
  .min(10, { error: 'dossier.reasonTooShort' })
  .max(2000, { error: 'dossier.reasonTooLong' })
  .transform((text) => text.normalize('NFC'))
const shortText = z.string().trim().max(200, { error: 'dossier.textTooLong' })
const id = z.string().min(1).max(80)

export const dossierCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .min(1, { error: 'dossier.codeMissing' })
  .max(64, { error: 'dossier.codeWrong' })
  .regex(/^[A-Z0-9][A-Z0-9.-]*$/, { error: 'dossier.codeWrong' })

/** Crockford base 32 as people type it: spaces and dashes ignored, O is 0, I and L are 1. */
export const lookupSecretSchema = z
  .string()
  .max(60, { error: 'dossier.secretWrong' })
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1'))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/, { error: 'dossier.secretWrong' }))

export const codeInput = z.object({ code: dossierCodeSchema })
export const trackInput = z.object({ code: dossierCodeSchema, secret: lookupSecretSchema })
export const pageInput = z.object({ cursor: z.string().max(200).optional() })
export const searchInput = pageInput.extend({
  q: z.string().trim().min(1, { error: 'dossier.searchWords' }).max(120, { error: 'dossier.searchWords' }),
})
export const pageOfInput = codeInput.extend(pageInput.shape)

const command = codeInput.extend({ requestId: z.uuid() })
const withReason = command.extend({ reason })
const workCommand = command.extend({ workId: id })

const receiver = (min: number, max: number, error: string) =>
  z
    .string()
    .max(max * 5, { error: 'dossier.textTooLong' })
    .transform(tidyLine)
    .pipe(
      z
        .string()
        .min(min, { error })
        .max(max, { error: 'dossier.textTooLong' })
        .refine(isPrintable, { error: 'form.signsNotAllowed' }),
    )
/** By post it needs a name, a telephone for the postman, and an address. */
export const postSchema = z.object({
  receiver: receiver(2, 120, 'dossier.receiverMissing'),
  phone: z
    .string()
    .max(40, { error: 'form.phoneFormat' })
    .transform((text) => text.replace(/[ .]/g, ''))
    .refine((digits) => /^0[1-9]\d{8,9}$/.test(digits), { error: 'form.phoneFormat' }),
  address: receiver(10, 300, 'dossier.addressMissing'),
})

export const RESULT_WAYS = ['ONLINE', 'DESK', 'POST'] as const
export const resultWaySchema = z.enum(RESULT_WAYS)
export type ResultWay = z.output<typeof resultWaySchema>
/** How the result is to come, chosen with the filing. */
const chosenWay = { resultWay: resultWaySchema, post: postSchema.optional() }
const isWayWhole = ({ resultWay, post }: { resultWay: ResultWay; post?: unknown }) =>
  (resultWay === 'POST') === (post !== undefined)
const wayMissing = { error: 'dossier.addressMissing', path: ['post'] }
const paperAtDesk = z.object({
  code: id,
  originals: z.int().min(0).max(99),
  certified: z.int().min(0).max(99),
  copies: z.int().min(0).max(99),
  originalSeen: z.boolean(),
})

export const submitInput = z
  .object({
    draftId: z.uuid(),
    requestId: z.uuid(),
    declared: z.literal(true, { error: 'dossier.declarationMissing' }),
    ...chosenWay,
  })
  .refine(isWayWhole, wayMissing)
export const fileAtDeskInput = z
  .object({ draftId: z.uuid(), requestId: z.uuid(), papers: z.array(paperAtDesk).max(50), ...chosenWay })
  .refine(isWayWhole, wayMissing)
export const acceptInput = command.extend({ papers: z.array(paperAtDesk).max(50).default([]) })
export const refuseIntakeInput = withReason.extend({ reasonCode: id })
export const supplementItemInput = z.object({
  paperCode: id.nullable(),
  fieldId: id.nullable(),
  note: z.string().trim().min(5, { error: 'dossier.noteTooShort' }).max(1000, { error: 'dossier.reasonTooLong' }),
})
export const requestSupplementInput = withReason.extend({
  items: z.array(supplementItemInput).min(1, { error: 'dossier.nothingAsked' }).max(50),
})
export const supplyInput = command.extend({
  supplementId: id,
  answers: answersOf(id).default({}),
  note: shortText.default(''),
})
export const cancelSupplementInput = command.extend({ supplementId: id })
export const takeCashInput = command.extend({ feeIds: z.array(id).min(1, { error: 'fee.nothingChosen' }).max(20) })
export const returnResultInput = command.extend({
  receiverName: z.string().trim().min(2, { error: 'dossier.receiverMissing' }).max(120),
  receiverPersonalId: z
    .string()
    .trim()
    .regex(/^\d{12}$/, { error: 'form.personalNumberDigits' })
    .optional(),
  relation: shortText.optional(),
  originalsReturned: z.boolean(),
})
export const commandInput = command
export const withReasonInput = withReason
export const workInput = workCommand
export const staffOfInput = codeInput.extend({ workId: id })
export const assignInput = workCommand.extend({ accountId: id })
export const completeStepInput = workCommand.extend({
  outcome: id,
  data: answersOf(id).default({}),
  reason: z.string().trim().max(2000, { error: 'dossier.reasonTooLong' }).optional(),
  checks: z.array(id).max(50).default([]),
})
export const sendBackInput = workCommand.extend({ toStep: id, reason })
export const withBasisInput = withReason.extend({ basis: z.string().trim().min(3, { error: 'dossier.basisMissing' }).max(80) })
export const stopInput = withBasisInput.extend({ by: z.enum(['AGENCY', 'APPLICANT']).default('AGENCY') })
export const extendInput = withReason.extend({ newPromisedAt: z.iso.datetime({ error: 'time.instant' }) })
export const reopenInput = withReason.extend({ toStep: id })

const uploaded = (most: number) => z.array(z.uuid()).max(most).default([])
const memberInput = z
  .object({
    agencyId: id.optional(),
    accountId: id.optional(),
    /** One of the version who was left out. */
    memberId: id.optional(),
    limit: z.object({ unit: z.enum(['workingDay', 'workingHour', 'calendarDay']), amount: z.int().min(1).max(3_660) }).optional(),
  })
  .refine(
    ({ agencyId, accountId, memberId }) => [agencyId, accountId, memberId].filter((each) => each !== undefined).length === 1,
    {
      error: 'dossier.nobodyChosen',
    },
  )
const question = z.string().trim().max(2000, { error: 'dossier.reasonTooLong' }).optional()
export const askOpinionInput = workCommand.extend({
  members: z.array(memberInput).min(1, { error: 'dossier.nobodyChosen' }).max(100),
  question,
})
export const addMemberInput = workCommand.extend({ member: memberInput, question })
export const closeOpinionsInput = workCommand.extend({ reason })
export const giveOpinionInput = workCommand.extend({
  member: id,
  answer: id,
  text: z
    .string()
    .trim()
    .min(10, { error: 'dossier.reasonTooShort' })
    .max(4000, { error: 'dossier.reasonTooLong' })
    .transform((text) => text.normalize('NFC')),
  fileIds: uploaded(5),
})

const amountVnd = z.int().min(0).max(1_000_000_000_000)
export const requireObligationInput = command
  .extend({
    noticeNumber: shortText.min(1, { error: 'dossier.noticeMissing' }),
    agencyVi: shortText.min(3, { error: 'dossier.noticeMissing' }),
    items: z
      .array(z.object({ nameVi: shortText.min(2, { error: 'dossier.noteTooShort' }), amountVnd }))
      .min(1, { error: 'fee.nothingChosen' })
      .max(20),
    amountVnd,
    dueOn: z.iso.date().optional(),
    fileIds: uploaded(5),
  })
  .refine(({ items, amountVnd: total }) => items.reduce((sum, item) => sum + item.amountVnd, 0) === total, {
    error: 'dossier.sumDiffers',
    path: ['amountVnd'],
  })
const proof = command.extend({ obligationId: id, note: shortText.default('') })
export const proveObligationInput = proof.extend({
  fileIds: z.array(z.uuid()).min(1, { error: 'dossier.proofMissing' }).max(10),
})
export const recordProofInput = proof
  .extend({ fileIds: uploaded(10) })
  .refine(({ note, fileIds }) => fileIds.length > 0 || note.length >= 10, { error: 'dossier.proofMissing', path: ['fileIds'] })
export const settleObligationInput = proof.extend({
  note: z.string().trim().min(10, { error: 'dossier.reasonTooShort' }).max(1000, { error: 'dossier.reasonTooLong' }),
  fileIds: uploaded(10),
})
export const transferInput = withReason.extend({ toAgencyId: id })
/** Chosen again after it was filed. */
export const chooseResultWayInput = z.discriminatedUnion('way', [
  command.extend({ way: z.literal('DESK') }),
  command.extend({ way: z.literal('ONLINE') }),
  command.extend({ way: z.literal('POST'), ...postSchema.shape }),
])
export const proposalInput = command.extend({ proposalId: id })
export const refuseProposalInput = proposalInput.extend({ reason })

const stepId = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
export const upgradeInput = pageInput.extend({
  fromVersionId: id,
  toVersionId: id,
  /** Steps and blocks that have another id in the new version. */
  map: namedOf(stepId, stepId, 200).default({}),
  dryRun: z.boolean(),
})

export const queueSchema = z.enum(['mine', 'unit', 'soon', 'late', 'paused', 'arrivals', 'results'])
export const workListInput = pageInput.extend({ queue: queueSchema })

export type SubmitInput = z.output<typeof submitInput>
export type FileAtDeskInput = z.output<typeof fileAtDeskInput>
export type AcceptInput = z.output<typeof acceptInput>
export type RefuseIntakeInput = z.output<typeof refuseIntakeInput>
export type RequestSupplementInput = z.output<typeof requestSupplementInput>
export type SupplyInput = z.output<typeof supplyInput>
export type CancelSupplementInput = z.output<typeof cancelSupplementInput>
export type ReturnResultInput = z.output<typeof returnResultInput>
export type CommandInput = z.output<typeof commandInput>
export type WithReasonInput = z.output<typeof withReasonInput>
export type WorkInput = z.output<typeof workInput>
export type AssignInput = z.output<typeof assignInput>
export type CompleteStepInput = z.output<typeof completeStepInput>
export type SendBackInput = z.output<typeof sendBackInput>
export type ReopenInput = z.output<typeof reopenInput>
export type MemberInput = z.output<typeof memberInput>
export type AskOpinionInput = z.output<typeof askOpinionInput>
export type AddMemberInput = z.output<typeof addMemberInput>
export type CloseOpinionsInput = z.output<typeof closeOpinionsInput>
export type GiveOpinionInput = z.output<typeof giveOpinionInput>
export type RequireObligationInput = z.output<typeof requireObligationInput>
export type ProveObligationInput = z.output<typeof proveObligationInput>
export type ChooseResultWayInput = z.output<typeof chooseResultWayInput>
export type TransferInput = z.output<typeof transferInput>
export type ProposalInput = z.output<typeof proposalInput>
export type RefuseProposalInput = z.output<typeof refuseProposalInput>
export type StopInput = z.output<typeof stopInput>
export type UpgradeInput = z.output<typeof upgradeInput>
export type Queue = z.output<typeof queueSchema>
