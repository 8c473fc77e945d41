import { useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What the server says of files that are not ready: which state, which files. */
function scanFault(error: unknown): { scanState: string; names: string } | null {
  const data = isRecord(error) && isRecord(error.data) ? error.data : {}
  const domain = isRecord(data.domain) ? data.domain : {}
  const details = isRecord(domain.details) ? domain.details : {}
  if (domain.code !== 'FILE_NOT_READY' || typeof details.scanState !== 'string') return null
  const names = Array.isArray(details.names) ? details.names.filter((name) => typeof name === 'string').join(', ') : ''
  return { scanState: details.scanState, names }
}

const TRIES = 15
const PAUSE_MS = 2_000

/** A scan takes seconds: the same request is sent again until it is over, for half a minute. */
export const untilScanned = {
  retry: (failures: number, error: unknown) => scanFault(error)?.scanState === 'PENDING' && failures < TRIES,
  retryDelay: PAUSE_MS,
}

/** Why papers cannot be handed in yet, and what to do; any other failure in its own words. */
export function useScanSentence(): (error: unknown) => string {
  const t = useTranslations('ui.file.notReady')
  const sentence = useDomainErrorMessage()
  return (error) => {
    const fault = scanFault(error)
    switch (fault?.scanState) {
      case 'INFECTED':
      case 'PENDING':
      case 'ERROR':
        return t(fault.scanState, { names: fault.names })
      default:
        return sentence(error)
    }
  }
}
