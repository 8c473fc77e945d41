import { z } from 'zod'

/**
 * What is printed, as plain JSON: whoever renders looks nothing up, so the same data gives the same bytes today and in ten years.
 * Texts are Vietnamese as they stand on the paper.
 */
export const DOCUMENT_FORMS = [
  'MAU_01',
  'MAU_02',
  'MAU_03',
  'MAU_04',
  'MAU_05',
  'MAU_06',
  'MAU_07',
  'RESULT',
  'PAYMENT_RECEIPT',
] as const
/** Control sheet and register: papers between offices, not for the applicant. */
export const INTERNAL_FORMS: readonly string[] = ['MAU_06', 'MAU_07']
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]
/** Issued in the name of the agency that decides; the rest is the desk's. */
export const FORMS_OF_THE_AGENCY: readonly DocumentForm[] = ['MAU_04', 'MAU_05', 'RESULT']
export const documentFormSchema = z.enum(DOCUMENT_FORMS)

const instant = z.iso.datetime({ precision: 3 })
/** Long enough for any real name or reason, short enough that one field cannot fill a hundred pages. */
const words = z.string().trim().min(1).max(4_000)
const name = z.string().trim().min(1).max(400)
const amountVnd = z.int().min(0).max(1_000_000_000_000)

const personSchema = z.object({
  fullName: name,
  personalId: name.nullable(),
  phone: name.nullable(),
  email: name.nullable(),
  address: name.nullable(),
})
export type PrintedPerson = z.infer<typeof personSchema>

const signerSchema = z.object({
  fullName: name,
  titleVi: name,
  /** Signed by a delegate: whose office it is, and by what right (NĐ 30/2020/NĐ-CP, Phụ lục I). */
  inPlaceOf: z.object({ mark: z.enum(['KT.', 'TUQ.']), titleVi: name, fullName: name }).optional(),
})
export type Signer = z.infer<typeof signerSchema>

const headSchema = z.object({
  /** Dossier code: printed, and as the barcode that desk scanners read. */
  code: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  number: name,
  issuedAt: instant,
  agency: z.object({ nameVi: name, parentVi: name.nullable(), addressVi: name.nullable(), phone: name.nullable() }),
  /** The unit that issues the paper, such as the public service desk; null when the agency itself does. */
  unitVi: name.nullable(),
  placeVi: name,
})

const withProcedure = { procedure: z.object({ code: name, nameVi: name }) }
const lookUp = {
  /** Opens the tracking page; the secret stands in the fragment, which browsers do not send to servers on the way. */
  trackUrl: z.url().max(500),
  lookupSecret: z.string().min(1).max(40),
}

const printedPaperSchema = z.object({
  nameVi: name,
  originals: z.int().min(0).max(9_999),
  certified: z.int().min(0).max(9_999),
  copies: z.int().min(0).max(9_999),
  /** Handed in as an electronic file. */
  isElectronic: z.boolean(),
})

export const mau01DataSchema = headSchema.extend({
  form: z.literal('MAU_01'),
  ...withProcedure,
  ...lookUp,
  applicant: personSchema,
  owner: personSchema.nullable(),
  channelVi: name,
  caseVi: name.nullable(),
  papers: z.array(printedPaperSchema).max(200),
  /** Exactly what was received, so that each side can show it later. */
  files: z.array(z.object({ name, sizeVi: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(500),
  sets: z.int().min(1).max(99),
  limitVi: name,
  receivedAt: instant,
  promisedAt: instant.nullable(),
  resultPlaceVi: name,
  fees: z.array(z.object({ nameVi: name, amountVnd, isSettled: z.boolean() })).max(50),
  receiver: z.object({ fullName: name }).nullable(),
})

export const mau02DataSchema = headSchema.extend({
  form: z.literal('MAU_02'),
  ...withProcedure,
  ...lookUp,
  applicant: personSchema,
  items: z
    .array(z.object({ nameVi: name, noteVi: words }))
    .min(1)
    .max(50),
  reason: words,
  basisVi: name.nullable(),
  dueAt: instant.nullable(),
  website: z.url().max(300),
  maker: signerSchema,
})

export const mau03DataSchema = headSchema.extend({
  form: z.literal('MAU_03'),
  ...withProcedure,
  applicant: personSchema,
  channelVi: name,
  reason: words,
  basisVi: name.nullable(),
  maker: signerSchema,
})

export const mau04DataSchema = headSchema.extend({
  form: z.literal('MAU_04'),
  ...withProcedure,
  ...lookUp,
  applicant: personSchema,
  receivedAt: instant,
  oldDueAt: instant,
  newDueAt: instant,
  reason: words,
  basisVi: name.nullable(),
  signer: signerSchema,
})

export const mau05DataSchema = headSchema.extend({
  form: z.literal('MAU_05'),
  ...withProcedure,
  applicant: personSchema,
  receivedAt: instant.nullable(),
  stoppedAt: instant,
  by: z.enum(['APPLICANT', 'AGENCY', 'LIMIT']),
  reason: words,
  basisVi: name.nullable(),
  /** Money taken so far, so that it is clear what is to be paid back. */
  settledVnd: amountVnd,
  signer: signerSchema,
})

export const mau06DataSchema = headSchema.extend({
  form: z.literal('MAU_06'),
  ...withProcedure,
  applicant: personSchema,
  owner: personSchema.nullable(),
  receivedAt: instant.nullable(),
  promisedAt: instant.nullable(),
  limitVi: name,
  /** How many kinds of papers lie in the dossier. */
  papers: z.int().min(0),
  handOvers: z.array(z.object({ fromVi: name, toVi: name, at: instant, byVi: name.nullable(), noteVi: name })).max(500),
  maker: z.object({ fullName: name }).nullable(),
})

export const mau07DataSchema = headSchema.extend({
  form: z.literal('MAU_07'),
  ...withProcedure,
  applicant: personSchema,
  columns: z.array(z.object({ headVi: name, groupVi: name.optional(), percent: z.number().positive() })).max(30),
  cells: z.array(z.string().max(4_000)).max(30),
  maker: z.object({ fullName: name }).nullable(),
})

export const resultDataSchema = headSchema.extend({
  form: z.literal('RESULT'),
  ...withProcedure,
  nameVi: name,
  kind: z.enum(['certificate', 'decision', 'copy', 'refusal', 'reply']),
  decision: z.enum(['GRANTED', 'REFUSED']),
  owner: personSchema,
  lines: z.array(z.object({ labelVi: name, valueVi: z.string().max(4_000) })).max(100),
  legalBasis: z.array(words).max(20),
  reason: words.nullable(),
  validityVi: name.nullable(),
  signer: signerSchema,
  verifyId: z.string().min(16).max(64),
  verifyUrl: z.url().max(500),
})

export const paymentReceiptDataSchema = headSchema.extend({
  form: z.literal('PAYMENT_RECEIPT'),
  ...withProcedure,
  payer: personSchema,
  lines: z
    .array(z.object({ nameVi: name, kindOfMoney: z.enum(['PHI', 'LE_PHI']), amountVnd }))
    .min(1)
    .max(50),
  totalVnd: amountVnd,
  totalWordsVi: name,
  methodVi: name,
  transactionId: name.nullable(),
  paidAt: instant,
  collector: z.object({ fullName: name }).nullable(),
  verifyId: z.string().min(16).max(64),
  verifyUrl: z.url().max(500),
})

export const documentDataSchema = z.discriminatedUnion('form', [
  mau01DataSchema,
  mau02DataSchema,
  mau03DataSchema,
  mau04DataSchema,
  mau05DataSchema,
  mau06DataSchema,
  mau07DataSchema,
  resultDataSchema,
  paymentReceiptDataSchema,
])
export type DocumentData = z.infer<typeof documentDataSchema>
export type DocumentHead = z.infer<typeof headSchema>
export type Mau01Data = z.infer<typeof mau01DataSchema>
export type Mau02Data = z.infer<typeof mau02DataSchema>
export type Mau03Data = z.infer<typeof mau03DataSchema>
export type Mau04Data = z.infer<typeof mau04DataSchema>
export type Mau05Data = z.infer<typeof mau05DataSchema>
export type Mau06Data = z.infer<typeof mau06DataSchema>
export type Mau07Data = z.infer<typeof mau07DataSchema>
export type ResultData = z.infer<typeof resultDataSchema>
export type PaymentReceiptData = z.infer<typeof paymentReceiptDataSchema>

export const openDocumentSchema = z.object({ code: z.string().min(1).max(64), id: z.string().min(1).max(80) })
/** As typed from the paper: small letters and spaces do not matter. */
export const verifyDocumentSchema = z.object({
  verifyId: z
    .string()
    .max(80)
    .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16,40}$/, { error: 'document.verifyIdInvalid' })),
})
