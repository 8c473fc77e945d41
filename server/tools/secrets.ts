import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type DemoSecrets, demoSecretsSchema, readDemoSecrets, secretsPath } from '../demo-settings.ts'

/** Makes the data folder and its secrets at the first start; two starts at once agree on one set. */
export function ensureDemoSecrets(dataDir: string): DemoSecrets {
  // 0711: as root, the postgres user must be able to pass through to its own folder, and to nothing else
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const kept = readDemoSecrets(dataDir)
  if (kept) {
    chmodSync(secretsPath(dataDir), 0o600)
    return kept
  }
  const made = Object.fromEntries(
    Object.keys(demoSecretsSchema.shape).map((name) => [name, randomBytes(24).toString('base64url')]),
  )
  const draft = `${secretsPath(dataDir)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  try {
    // link fails when the file is there, rename would overwrite what the other start already uses
    linkSync(draft, secretsPath(dataDir))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  const secrets = readDemoSecrets(dataDir)
  if (!secrets) throw new Error(`${secretsPath(dataDir)} vanished while it was made`)
  return secrets
}
