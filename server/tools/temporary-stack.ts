import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quietStep, type Step } from './console.ts'
import { freePorts } from './ports.ts'
import { removePlace } from './postgres-place.ts'
import { type Stack, type StackOptions, startStack } from './processes.ts'

// An installation on free ports with a data folder of its own that vanishes with it: browser tests, crash tests.

export interface TemporaryStack extends Stack {
  url: string
  simulatorsUrl: string
  /** Starts again on the same data and ports, as after a power cut. */
  again(options?: StackOptions): Promise<Stack>
  /** Stops and removes everything. */
  remove(): Promise<void>
}

export async function startTemporaryStack(options: StackOptions & { step?: Step } = {}): Promise<TemporaryStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mocua-stack-'))
  chmodSync(dataDir, 0o711)
  const [web, simulators, smtp, postgres, webMetrics, workerMetrics] = await freePorts(6)
  const settings = {
    MOCUA_DATA_DIR: dataDir,
    PORT: String(web),
    SIM_PORT: String(simulators),
    SMTP_PORT: String(smtp),
    PG_PORT: String(postgres),
    WEB_METRICS_PORT: String(webMetrics),
    WORKER_METRICS_PORT: String(workerMetrics),
    MOCUA_DEMO: '1',
    MOCUA_TEST_CLOCK: '1',
    // nothing of the caller's own installation may leak in
    ...Object.fromEntries(
      [
        'DATABASE_URL',
        'DATABASE_OWNER_URL',
        'PUBLIC_URL',
        'NEXTAUTH_URL',
        'PORTAL_URL',
        'PAYMENT_URL',
        'OIDC_ISSUER',
        'SMTP_URL',
        'SMS_URL',
        'ZALO_URL',
        'ZALO_OAUTH_URL',
        'CLAMD_URL',
        'SIM_CLAMD_SOCKET',
      ].map((name) => [name, undefined]),
    ),
    ...options.settings,
  }
  const all = { step: quietStep, isThrowaway: true, ...options, settings }
  let current: Stack | null = null
  const remove = async () => {
    await current?.stop()
    removePlace(dataDir)
  }
  try {
    const first = await startStack(all)
    current = first
    return {
      ...first,
      url: `http://127.0.0.1:${web}`,
      simulatorsUrl: `http://127.0.0.1:${simulators}`,
      async again(more = {}) {
        await current?.stop()
        current = await startStack({ ...all, ...more })
        return current
      },
      remove,
    }
  } catch (error) {
    await remove()
    throw error
  }
}
