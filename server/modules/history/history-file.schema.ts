import { z } from 'zod'

/** A dossier of tens of events with its answers is some hundred kilobytes at most. */
export const MAX_HISTORY_TEXT = 700_000
export const HISTORY_FORMAT = 'mocua-history'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const seq = z.int().min(1).max(10_000)

/** Every column that the hash covers. */
const wholeEventSchema = z.strictObject({
  dossierId: z.string(),
  seq,
  stream: z.string(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  facts: z.record(z.string(), z.unknown()),
  sealedHash: hash.nullable(),
  actorId: z.string(),
  onBehalfOfId: z.string().nullable(),
  channel: z.string(),
  requestId: z.string(),
  procedureVersionId: z.string(),
  shellVersion: z.int(),
  at: z.iso.datetime({ precision: 3 }),
  stateHash: hash,
  prevHash: hash,
  hash,
})
/** Of what is the agency's own matter only its place in the chain is told. */
const heldBackSchema = z.strictObject({
  seq,
  at: z.iso.datetime({ precision: 3 }),
  heldBack: z.literal(true),
  prevHash: hash,
  hash,
})

export const historyFileSchema = z.object({
  format: z.literal(HISTORY_FORMAT),
  version: z.literal(1),
  exportedAt: z.iso.datetime({ precision: 3 }),
  howToCheck: z.array(z.string()).max(40),
  dossier: z.object({ code: z.string().max(64), procedureCode: z.string(), procedureNameVi: z.string() }),
  head: z.object({ seq, hash }),
  events: z
    .array(z.union([wholeEventSchema, heldBackSchema]))
    .min(1)
    .max(1_000),
  /** Words of events, with the salt that their hash was made with. */
  words: z
    .array(z.strictObject({ seq, salt: z.string().regex(/^[0-9a-f]{32}$/), body: z.record(z.string(), z.unknown()) }))
    .max(1_000),
  /** What was declared and chosen, as events name it: `v<version>:<sha256>`. */
  data: z.array(z.strictObject({ version: z.int(), json: z.unknown(), sha256: hash })).max(1_000),
  papers: z.array(z.strictObject({ nameVi: z.string(), fileName: z.string(), sha256: hash })).max(2_000),
  documents: z.array(z.strictObject({ form: z.string(), number: z.string(), issuedAt: z.string(), sha256: hash })).max(500),
})
export type HistoryFile = z.output<typeof historyFileSchema>

export const checkHistoryInput = z.object({ text: z.string().max(MAX_HISTORY_TEXT, { error: 'history.tooLarge' }) })
export type Verdict = 'GENUINE' | 'EARLIER' | 'CHANGED' | 'UNKNOWN' | 'UNREADABLE'
