import { dataTextOf, FIRST_PREV_HASH } from '#server/modules/dossier/history.ts'
import { canonical } from '#workflows/dossier/canonical.ts'
import { fold, replayRowSchema } from '#workflows/dossier/replay.ts'
import type { DossierState } from '#workflows/dossier/state.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { finderOf, type Literals, type Pattern, patternOf } from './pattern.ts'
import type { Recording, TableRows } from './record.ts'

// A recording as a pattern: which of its texts are ids and names of its own, and in which order its hashes follow from each other.

export type SlotKind =
  | 'dossierId'
  | 'code'
  | 'secret'
  | 'home'
  | 'verifyId'
  | 'uuid'
  | 'hash'
  | `applicant.${'id' | 'fullName' | 'personalId' | 'techId' | 'contactEmail'}`
  | `staff.${string}`

export interface HashStep {
  slot: number
  salt: Buffer | null
  text: Pattern
}

export interface Template {
  recording: Recording
  definition: ProcedureDefinition
  slots: SlotKind[]
  /** In the order in which they can be worked out. */
  hashes: HashStep[]
  tables: { table: string; columns: string[]; types: string[]; rows: (Pattern | null)[][] }[]
  /** The last state as text, with the ids of the recording. */
  stateText: string
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const tableOf = ({ tables }: Recording, name: string): TableRows | undefined => tables.find(({ table }) => table === name)

/** The rows of a table as objects of texts. */
function* rowsOf(recording: Recording, name: string): Generator<Record<string, string | null>> {
  const found = tableOf(recording, name)
  for (const row of found?.rows ?? [])
    yield Object.fromEntries((found?.columns ?? []).map((column, n) => [column, row[n] ?? null]))
}

const json = (text: string | null | undefined): unknown => JSON.parse(text ?? 'null')
const instant = (text: string | null | undefined) => new Date((text ?? '').replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString()

class Slots {
  readonly kinds: SlotKind[] = []
  readonly literals = new Map<string, number>()

  add(text: string | null | undefined, kind: SlotKind): number {
    const known = text ? this.literals.get(text) : undefined
    if (known !== undefined) return known
    this.kinds.push(kind)
    if (text) this.literals.set(text, this.kinds.length - 1)
    return this.kinds.length - 1
  }
}

/** Ids, names and secrets: whatever another dossier must not share with this one. */
function ownTexts(recording: Recording, slots: Slots): void {
  const [dossier] = rowsOf(recording, 'Dossier')
  slots.add(recording.dossierId, 'dossierId')
  slots.add(recording.code, 'code')
  slots.add(dossier?.lookupSecret, 'secret')
  slots.add(dossier?.homeAgencyId, 'home')
  for (const { id, email, fullName, personalId, techId, contactEmail } of recording.accounts) {
    if (email) {
      slots.add(id, `staff.${email}`)
      continue
    }
    slots.add(id, 'applicant.id')
    slots.add(fullName, 'applicant.fullName')
    slots.add(personalId, 'applicant.personalId')
    slots.add(techId, 'applicant.techId')
    slots.add(contactEmail, 'applicant.contactEmail')
  }
  // who came to the desk has no account
  for (const { kind, fullName, personalId } of rowsOf(recording, 'DossierParty')) {
    if (kind !== 'APPLICANT') continue
    slots.add(fullName, 'applicant.fullName')
    slots.add(personalId, 'applicant.personalId')
  }
  for (const { verifyId } of rowsOf(recording, 'IssuedDocument')) slots.add(verifyId, 'verifyId')
  for (const { rows } of recording.tables)
    for (const row of rows) for (const cell of row) for (const [uuid] of (cell ?? '').matchAll(UUID)) slots.add(uuid, 'uuid')
}

/** What each hash covers, as text, in an order in which each stands after those that it covers. */
function covered(recording: Recording, definition: ProcedureDefinition) {
  const steps: { hash: string; salt: Buffer | null; text: string }[] = []
  for (const row of rowsOf(recording, 'FormData'))
    steps.push({ hash: row.sha256 ?? '', salt: null, text: dataTextOf(json(row.json)) })
  const sealed = new Map([...rowsOf(recording, 'EventSealed')].map((row) => [Number((row.key ?? '').split(':')[1]), row]))
  let state: DossierState | null = null
  const events = [...rowsOf(recording, 'DossierEvent')].toSorted((a, b) => Number(a.seq) - Number(b.seq))
  for (const row of events) {
    const event = {
      dossierId: row.dossierId,
      seq: Number(row.seq),
      stream: row.stream,
      type: row.type,
      payload: json(row.payload),
      facts: json(row.facts),
      sealedHash: row.sealedHash,
      actorId: row.actorId,
      onBehalfOfId: row.onBehalfOfId,
      channel: row.channel,
      requestId: row.requestId,
      procedureVersionId: row.procedureVersionId,
      shellVersion: Number(row.shellVersion),
      at: instant(row.at),
      stateHash: row.stateHash,
      prevHash: row.prevHash,
    }
    const words = sealed.get(event.seq)
    if (row.sealedHash && words)
      steps.push({
        hash: row.sealedHash,
        salt: Buffer.from((words.salt ?? '').replace(/^\\x/, ''), 'hex'),
        text: canonical(json(words.body)),
      })
    state = fold(
      { [event.procedureVersionId ?? '']: definition },
      state,
      replayRowSchema.parse({ ...event, hash: row.hash }),
    ).state
    steps.push({ hash: row.stateHash ?? '', salt: null, text: canonical(state) })
    steps.push({ hash: row.hash ?? '', salt: null, text: canonical({ v: 1, ...event }) })
  }
  return { steps, stateText: canonical(state) }
}

export function templateOf(recording: Recording, definition: ProcedureDefinition): Template {
  const slots = new Slots()
  ownTexts(recording, slots)
  const { steps, stateText } = covered(recording, definition)
  for (const { hash } of steps) if (hash !== FIRST_PREV_HASH) slots.add(hash, 'hash')
  const [dossier] = rowsOf(recording, 'Dossier')
  const literals: Literals = slots.literals
  const finder = finderOf(literals, [dossier?.homeAgencyId ?? ''])
  const pattern = (text: string) => patternOf(text, literals, finder)
  const done = new Set<number>()
  const hashes = steps.flatMap(({ hash, salt, text }): HashStep[] => {
    const slot = literals.get(hash)
    if (slot === undefined || done.has(slot)) return []
    done.add(slot)
    return [{ slot, salt, text: pattern(text) }]
  })
  const tables = recording.tables.map(({ table, columns, types, rows }) => ({
    table,
    columns,
    types,
    rows: rows.map((row) => row.map((cell) => (cell === null ? null : pattern(cell)))),
  }))
  return { recording, definition, slots: slots.kinds, hashes, tables, stateText }
}
