import { env } from '#server/env.ts'
import { clamd } from './clamd.ts'

export type Verdict = { is: 'CLEAN' } | { is: 'INFECTED'; name: string }

/** Looks for harmful programs in a file. Whatever keeps it from telling is a PartnerFault, never a verdict. */
export interface VirusScanner {
  scan(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Verdict>
  /** What it calls itself, with the age of its signatures. */
  version(signal: AbortSignal): Promise<string>
}

let scanner: VirusScanner | undefined

/** The scanner of this installation; null when there is none. */
export function virusScanner(): VirusScanner | null {
  if (env.CLAMD_URL === 'off') return null
  scanner ??= clamd(env.CLAMD_URL)
  return scanner
}
