import { clamd } from '../adapters/virus-scan/clamd.ts'
import type { Env } from '../env.ts'
import { messageOf } from './console.ts'
import type { Finding } from './doctor.ts'

const ASK_MS = 2_000

/** The virus scanner: there, away, or none; and whether it is only the simulated one. */
export async function checkScanner(settings: Env, isUp: boolean): Promise<Finding[]> {
  const name = 'virus scanner'
  if (settings.CLAMD_URL === 'off')
    return settings.MOCUA_DEMO
      ? [{ name, fact: 'none (CLAMD_URL=off): files are shown as not scanned' }]
      : [{ name, fact: 'none: files are shown as not scanned', advice: 'run a ClamAV daemon and set CLAMD_URL' }]
  const isSimulated = settings.CLAMD_URL === `unix:${settings.SIM_CLAMD_SOCKET}`
  if (isSimulated && !isUp) return [{ name, fact: 'SIMULATOR, starts with `npm run up`: knows the EICAR test file only' }]
  try {
    const version = await clamd(settings.CLAMD_URL).version(AbortSignal.timeout(ASK_MS))
    const isReal = !/SIMULATOR/.test(version)
    if (isReal || settings.MOCUA_DEMO)
      return [{ name, fact: isReal ? version : `SIMULATOR, knows the EICAR test file only (${version})` }]
    return [{ name, fact: `a simulator (${version})`, advice: 'set CLAMD_URL to a real ClamAV daemon' }]
  } catch (error) {
    return [
      {
        name,
        fact: `does not answer: ${messageOf(error)}`,
        advice: `start the daemon at ${settings.CLAMD_URL}, or correct CLAMD_URL`,
      },
    ]
  }
}
