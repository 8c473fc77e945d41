import { openBreaker } from '#server/adapters/breaker.ts'
import type { VirusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { claimScans, type DueScan, queueUnscanned } from '#server/modules/file/scan.repository.ts'
import { SCAN_MS, scanFile } from '#server/modules/file/scan-files.ts'
import { waitSeconds } from './judge.ts'
import { type Runner, runLeased } from './leased-loop.ts'

const AT_ONCE = 3
const POLL_MS = 2_000
/** Longer than a scan may take, so that nobody takes a file that is still being looked at. */
const LEASE_SECONDS = Math.ceil((SCAN_MS * 1.5) / 1_000)
/** Of the older papers that came without a scanner, so many at each start. */
const UNSCANNED_AT_ONCE = 5_000

const scanned = counter('mocua_scans_total', 'Files shown to the virus scanner by outcome', ['outcome'])

/** Shows what waits to the scanner, some at once; after failures in a row one at a time until it answers. */
export function runScans(scanner: VirusScanner | null): Runner {
  if (!scanner) {
    log.warn('no virus scanner is connected (CLAMD_URL): files are shown as not scanned')
    return { wake: () => undefined, stop: async () => undefined }
  }
  const breaker = openBreaker()

  const show = async (file: DueScan): Promise<void> => {
    const outcome = await scanFile(scanner, file, waitSeconds)
    scanned.inc({ outcome })
    if (outcome === 'OUTAGE') breaker.failed()
    else if (outcome === 'JUDGED') breaker.succeeded()
  }
  return runLeased({
    breaker,
    atOnce: AT_ONCE,
    pollMs: POLL_MS,
    begin: () =>
      queueUnscanned(UNSCANNED_AT_ONCE).catch((error: unknown) => log.error({ err: error }, 'older papers were not queued')),
    claim: (room) => claimScans(room, LEASE_SECONDS),
    handle: show,
    about: (file) => ({ fileId: file.id }),
    what: {
      unwritten: 'what the scanner said could not be written',
      unread: 'the files that wait for the scanner could not be read',
    },
  })
}
