import { createECDH, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type DemoSecrets, demoSecretsSchema, readDemoSecrets, secretsPath } from '../demo-settings.ts'

const names = Object.keys(demoSecretsSchema.shape)

/** Random words, and the pair of VAPID keys (RFC 8292: points of P-256). */
function newSecrets(): Record<string, string> {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  // a number that begins with zeros is given back shorter than its 32 bytes
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32)
  return {
    ...Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('base64url')])),
    pushPublic: publicKey,
    pushPrivate: privateKey.toString('base64url'),
  }
}

/** Makes the data folder and its secrets at the first start; two starts at once agree on one set. */
export function ensureDemoSecrets(dataDir: string): DemoSecrets {
  // 0711: as root, the postgres user must be able to pass through to its own folder, and to nothing else
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const kept = readDemoSecrets(dataDir)
  const draft = `${secretsPath(dataDir)}.${process.pid}`
  const write = (secrets: object) => writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  if (kept) {
    chmodSync(secretsPath(dataDir), 0o600)
    if (names.every((name) => name in kept)) return kept
    // what this folder has is in use and stays; what is new to it is added
    const completed = demoSecretsSchema.parse({ ...newSecrets(), ...kept })
    write(completed)
    renameSync(draft, secretsPath(dataDir))
    return completed
  }
  write(newSecrets())
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
