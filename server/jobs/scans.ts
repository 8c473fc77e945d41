import { openBreaker } from '#server/adapters/breaker.ts'
import type { VirusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { log } from '#server/log.ts'
import { counter } from '#server/metrics.ts'
import { claimScans, type DueScan, queueUnscanned } from '#server/modules/file/scan.repository.ts'
import { SCAN_MS, scanFile } from '#server/modules/file/scan-files.ts'
import { waitSeconds } from './judge.ts'
import type { Runner } from './outbox.ts'

const AT_ONCE = 3
const POLL_MS = 2_000
const ERROR_PAUSE_MS = 2_000
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
  const running = new Set<Promise<void>>()
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

  const show = async (file: DueScan): Promise<void> => {
    const outcome = await scanFile(scanner, file, waitSeconds)
    scanned.inc({ outcome })
    if (outcome === 'OUTAGE') breaker.failed()
    else if (outcome === 'JUDGED') breaker.succeeded()
  }
  function begin(file: DueScan): void {
    const work = show(file)
      // the lease runs out and the file is taken again
      .catch((error: unknown) => log.error({ fileId: file.id, err: error }, 'what the scanner said could not be written'))
      .finally(() => {
        running.delete(work)
        wake()
      })
    running.add(work)
  }

  const loop = async (): Promise<void> => {
    await queueUnscanned(UNSCANNED_AT_ONCE).catch((error: unknown) => log.error({ err: error }, 'older papers were not queued'))
    while (!stopping) {
      isWoken = false
      const room = breaker.allows(AT_ONCE - running.size, running.size)
      try {
        const due = room > 0 ? await claimScans(room, LEASE_SECONDS) : []
        for (const file of due) begin(file)
        if (due.length < room || room === 0)
          await pause(breaker.isOpen() ? Math.max(50, Math.min(POLL_MS, breaker.restMs())) : POLL_MS)
      } catch (error) {
        log.error({ err: error }, 'the files that wait for the scanner could not be read')
        await pause(ERROR_PAUSE_MS)
      }
    }
    await Promise.all(running)
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
