import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { virusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { type ScanFigures, scanFigures } from './scan.repository.ts'

/** Nobody's page waits longer for it. */
const ASK_MS = 1_500

export interface ScannerView extends ScanFigures {
  state: 'OFF' | 'READY' | 'AWAY'
  /** What it calls itself; a simulator says that it is one. */
  version: string | null
  isSimulator: boolean
}

/** The virus scanner as those who keep the installation running see it. */
export async function scannerView(): Promise<ScannerView> {
  const scanner = virusScanner()
  const figures = await scanFigures()
  if (!scanner) return { ...figures, state: 'OFF', version: null, isSimulator: false }
  try {
    const version = await scanner.version(AbortSignal.timeout(ASK_MS))
    return { ...figures, state: 'READY', version, isSimulator: /SIMULATOR/.test(version) }
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    return { ...figures, state: 'AWAY', version: null, isSimulator: false }
  }
}
