import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import type { DemoSecrets } from '#server/demo-settings.ts'
import { messageOf } from '#server/tools/console.ts'
import { ensureGeneratedClient } from '#server/tools/generate-client.ts'
import { startTestCluster } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { port: number; dataDir: string; secrets: DemoSecrets }
  }
}

async function startOrExplain() {
  try {
    await ensureGeneratedClient()
    return await startTestCluster()
  } catch (error) {
    // Vitest 5 fails over the stack of an error in global set-up and hides its message
    process.stderr.write(`\nThe test database could not be made.\n${messageOf(error)}\n`)
    throw error
  }
}

/** Before all integration tests: a migrated, seeded PostgreSQL of this run's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startOrExplain()
  project.provide('postgres', { port: cluster.port, dataDir: cluster.dataDir, secrets: cluster.secrets })
  return async () => {
    await cluster.stop()
    rmSync(cluster.dataDir, { recursive: true, force: true })
  }
}
