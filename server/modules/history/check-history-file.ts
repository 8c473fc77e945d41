import { dataHashOf, FIRST_PREV_HASH, hashOf, sealedHashOf } from '../dossier/history.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { type ChainOfDossier, findChain } from './history.repository.ts'
import { type HistoryFile, historyFileSchema, type Verdict } from './history-file.schema.ts'

/** What does not fit, in the words of `verify.history.faults`. */
interface Fault {
  what: 'EVENT' | 'LINK' | 'WORDS' | 'DATA' | 'HEAD' | 'PAPERS' | 'DOCUMENTS' | 'OTHER_CHAIN' | 'DOSSIER'
  seq: number | null
}

interface HistoryCheck {
  verdict: Verdict
  /** As the file says; nothing of the person. */
  code: string | null
  procedureVi: string | null
  procedureEn: string | null
  events: number
  /** The last event of the file. */
  until: string | null
  /** How many came after. */
  newer: number
  faults: Fault[]
}

const nothing = (verdict: Verdict): HistoryCheck => ({
  verdict,
  code: null,
  procedureVi: null,
  procedureEn: null,
  events: 0,
  until: null,
  newer: 0,
  faults: [],
})

function read(text: string): HistoryFile | null {
  try {
    return historyFileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Hashing what somebody made up may fail: the canonical form takes whole numbers and sound text only. */
function hashed(make: () => string): string | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** What the file says against itself: no database is needed for that, anybody can do the same. */
function faultsWithin(file: HistoryFile): Fault[] {
  const faults: Fault[] = []
  let prevHash = FIRST_PREV_HASH
  file.events.forEach((event, index) => {
    if (event.seq !== index + 1 || event.prevHash !== prevHash) faults.push({ what: 'LINK', seq: event.seq })
    prevHash = event.hash
    if ('heldBack' in event) return
    const { hash, ...covered } = event
    if (hashed(() => hashOf({ v: 1, ...covered })) !== hash) faults.push({ what: 'EVENT', seq: event.seq })
  })
  for (const { seq, salt, body } of file.words) {
    const event = file.events.find((candidate) => candidate.seq === seq)
    const sealed = event && !('heldBack' in event) ? event.sealedHash : null
    if (sealed === null || hashed(() => sealedHashOf(Buffer.from(salt, 'hex'), body)) !== sealed)
      faults.push({ what: 'WORDS', seq })
  }
  for (const { json, sha256 } of file.data)
    if (hashed(() => dataHashOf(json)) !== sha256) faults.push({ what: 'DATA', seq: null })
  const last = file.events.at(-1)
  if (file.head.seq !== last?.seq || file.head.hash !== last.hash) faults.push({ what: 'HEAD', seq: null })
  return faults
}

/** What the file says against what is kept here. */
function faultsAgainst(file: HistoryFile, chain: ChainOfDossier): Fault[] {
  const faults: Fault[] = []
  for (const { seq, hash } of file.events) if (chain.hashes[seq - 1] !== hash) faults.push({ what: 'OTHER_CHAIN', seq })
  if (file.dossier.procedureCode !== chain.procedureCode) faults.push({ what: 'DOSSIER', seq: null })
  if (file.data.some(({ version, sha256 }) => !chain.data.includes(`v${version}:${sha256}`)))
    faults.push({ what: 'DATA', seq: null })
  if (file.papers.some(({ sha256 }) => !chain.papers.includes(sha256))) faults.push({ what: 'PAPERS', seq: null })
  const documents = file.documents.map(({ form, number, sha256 }) => `${form} ${number} ${sha256}`)
  if (documents.some((document) => !chain.documents.includes(document))) faults.push({ what: 'DOCUMENTS', seq: null })
  return faults
}

/**
 * Is this file what we gave out? Compared and forgotten: nothing of it is kept. A file without a single hash of a chain of ours is unknown,
 * whatever code it names, so that nobody learns which codes exist.
 */
export async function checkHistoryFile(text: string): Promise<HistoryCheck> {
  const file = read(text)
  if (!file) return nothing('UNREADABLE')
  const chain = await findChain(file.dossier.code)
  const known = new Set(chain?.hashes)
  if (!chain || !file.events.some(({ hash }) => known.has(hash))) return { ...nothing('UNKNOWN'), events: file.events.length }
  const faults = [...faultsWithin(file), ...faultsAgainst(file, chain)]
  const definition = await definitionOf(chain.procedureVersionId)
  const newer = Math.max(0, chain.hashes.length - file.events.length)
  return {
    verdict: faults.length > 0 ? 'CHANGED' : newer > 0 ? 'EARLIER' : 'GENUINE',
    code: file.dossier.code,
    procedureVi: definition.nameVi,
    procedureEn: definition.nameEn,
    events: file.events.length,
    until: file.events.at(-1)?.at ?? null,
    newer,
    // the first ones say enough
    faults: faults.slice(0, 20),
  }
}
