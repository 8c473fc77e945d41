import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import type { VirusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { log } from '#server/log.ts'
import { type DueScan, endOutage, writeOutage, writeScanFault, writeVerdict } from './scan.repository.ts'

/** One file takes longer by its size only; a scanner that says nothing for so long says nothing more. */
export const SCAN_MS = 60_000
/** This one file is too large for the scanner: whoever runs it raises its limit, so there is no hurry. */
const TOO_LARGE_SECONDS = 3_600

export type ScanOutcome = 'JUDGED' | 'OUTAGE' | 'FAULT'

/** Shows one file to the scanner and writes down what it says. A scanner that does not answer is a state of the file, never a pass. */
export async function scanFile(
  scanner: VirusScanner,
  { id, sha256, attempts }: DueScan,
  waitSeconds: (attempts: number) => number,
): Promise<ScanOutcome> {
  const signal = AbortSignal.timeout(SCAN_MS)
  try {
    const name = await scanner.version(signal)
    const verdict = await scanner.scan(await storage().get(blobKey(sha256)), signal)
    await writeVerdict(id, verdict.is, verdict.is === 'INFECTED' ? verdict.name : null, name)
    if (verdict.is === 'INFECTED') log.warn({ fileId: id, found: verdict.name }, 'a harmful file was found')
    await endOutage('SIZE_LIMIT')
    return 'JUDGED'
  } catch (error) {
    if (!(error instanceof PartnerFault)) {
      log.error({ fileId: id, err: error }, 'a file could not be shown to the scanner')
      await writeScanFault(id, 'UNREADABLE', waitSeconds(attempts))
      return 'FAULT'
    }
    const isOutage = error.kind !== 'REFUSED'
    log.warn({ fileId: id, code: error.code, attempts }, 'the scanner could not tell')
    await writeScanFault(id, error.code, isOutage ? waitSeconds(attempts) : TOO_LARGE_SECONDS)
    if (isOutage) await writeOutage(error.code)
    return isOutage ? 'OUTAGE' : 'FAULT'
  }
}
