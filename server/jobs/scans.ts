import { openBreaker } from '#server/adapters/breaker.ts'
import type { VirusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { claimScans, queueUnscanned } from '#server/modules/file/scan.repository.ts'
import { SCAN_MS, scanFile } from '#server/modules/file/scan-files.ts'
import { waitSeconds } from './judge.ts'
import type { Runner } from './outbox.ts'

const AT_ONCE = 2
const POLL_MS = 2_000
const ERROR_PAUSE_MS = 2_000
/** Of the older papers that came without a scanner, so many at each start and each hour. */
const UNSCANNED_AT_ONCE = 5_000

const scanned = counter('mocua_scans_total', 'Files shown to the virus scanner by outcome', ['outcome'])

/** Shows what waits to the scanner, some at once; after failures in a row one at a time until it answers. */
export async function scanDue(scanner: VirusScanner, breaker = openBreaker()): Promise<number> {
  const room = breaker.allows(AT_ONCE, 0)
  const due = room > 0 ? await claimScans(room, Math.ceil((SCAN_MS * 1.5) / 1_000)) : []
  const outcomes = await Promise.all(due.map((file) => scanFile(scanner, file, waitSeconds)))
  for (const outcome of outcomes) {
    scanned.inc({ outcome })
    if (outcome === 'OUTAGE') breaker.failed()
    else if (outcome === 'JUDGED') breaker.succeeded()
  }
  return due.length
}

export function runScans(scanner: VirusScanner | null): Runner {
  if (!scanner) {
    log.warn('no virus scanner is connected (CLAMD_URL): files are shown as not scanned')
    return { wake: () => undefined, stop: async () => undefined }
  }
  const breaker = openBreaker()
  let stopping = false
  let isWoken = false
  let interrupt: () => void = () => undefined
  const wake = () => {
    isWoken = true
    interrupt()
  }
  const pause = (ms: number): Promise<void> => {
    if (isWoken || stopping) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const loop = async (): Promise<void> => {
    await queueUnscanned(UNSCANNED_AT_ONCE).catch((error: unknown) => log.error({ err: error }, 'older papers were not queued'))
    while (!stopping) {
      isWoken = false
      try {
        if ((await scanDue(scanner, breaker)) < AT_ONCE) await pause(breaker.isOpen() ? Math.max(50, breaker.restMs()) : POLL_MS)
      } catch (error) {
        log.error({ err: error }, 'the files that wait for the scanner could not be read')
        await pause(ERROR_PAUSE_MS)
      }
    }
  }

  const ended = loop()
  return {
    wake,
    stop: async () => {
      stopping = true
      interrupt()
      await ended
    },
  }
}
