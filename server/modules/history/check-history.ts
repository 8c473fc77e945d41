import { dataHashOf, FIRST_PREV_HASH, hashOfEvent, sealedHashOf } from '../dossier/history.ts'
import type { StoredHistory } from './history.repository.ts'

/** What is wrong with a dossier's chain, in order; empty when it is whole. Purged words are no fault: their hash still stands. */
export function faultsOf(history: StoredHistory): string[] {
  const faults: string[] = []
  let prevHash = FIRST_PREV_HASH
  const sealedByKey = new Map(history.sealed.map((row) => [row.key, row]))
  for (const [index, event] of history.events.entries()) {
    const at = `event ${event.seq}`
    if (event.seq !== index + 1) faults.push(`${at}: the number before is missing`)
    if (event.prevHash !== prevHash) faults.push(`${at}: does not follow the one before`)
    if (hashOfEvent(event) !== event.hash) faults.push(`${at}: was changed`)
    prevHash = event.hash
    const sealed = sealedByKey.get(`${history.id}:${event.seq}`)
    if (event.sealedHash && sealed?.body && sealedHashOf(Buffer.from(sealed.salt, 'hex'), sealed.body) !== event.sealedHash)
      faults.push(`${at}: its sealed words were changed`)
    if (event.sealedHash && !sealed) faults.push(`${at}: its sealed row is gone`)
    if (!event.sealedHash && sealed) faults.push(`${at}: sealed words that the chain does not know`)
    for (const name of ['dataRef', 'noticeRef', 'proofRef']) {
      const dataRef = event.payload[name]
      if (typeof dataRef === 'string') faults.push(...dataFaults(history, at, dataRef))
    }
  }
  const last = history.events.at(-1)
  if (history.lastSeq !== (last?.seq ?? 0) || history.lastHash !== (last?.hash ?? FIRST_PREV_HASH))
    faults.push(`the dossier stands at event ${history.lastSeq}, its chain ends at ${last?.seq ?? 0}`)
  if (last && last.stateHash !== history.stateHash) faults.push('the stored state is not the one that the last event left')
  return faults
}

function dataFaults(history: StoredHistory, at: string, dataRef: string): string[] {
  const [version, sha256] = [dataRef.slice(1, dataRef.indexOf(':')), dataRef.slice(dataRef.indexOf(':') + 1)]
  const form = history.forms.find((row) => row.version === Number(version))
  if (!form) return [`${at}: its data is gone`]
  if (form.json !== null && dataHashOf(form.json) !== sha256) return [`${at}: its data was changed`]
  return []
}
