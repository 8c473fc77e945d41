import 'server-only'
import { storage } from './adapters/storage/storage.ts'
import { readDatabaseHealth } from './health.repository.ts'
import { log } from './log.ts'

/** The migration that this code was written against; a test compares it with the folder. */
export const LATEST_MIGRATION = '20261123143000_one_door_for_many'
/** The name under which the worker holds a connection of its own. */
const WORKER_NAME = 'mocua-worker'

type Verdict = 'ok' | 'failed'
const verdict = (isGood: boolean): Verdict => (isGood ? 'ok' : 'failed')

async function databaseHealth() {
  try {
    return await readDatabaseHealth(WORKER_NAME)
  } catch (error) {
    log.warn({ err: error }, 'readiness: the database does not answer')
    return null
  }
}

async function storageProblem(): Promise<string | null> {
  try {
    return await storage().problem()
  } catch (error) {
    log.warn({ err: error }, 'readiness: the storage does not answer')
    return 'the storage does not answer'
  }
}

/** Whether this process can serve people, and what stands in the way. Parked messages wait for a person and stop nobody. */
export async function readiness() {
  const [database, problem] = await Promise.all([databaseHealth(), storageProblem()])
  if (problem) log.warn({ problem }, 'readiness: storage')
  const checks = {
    database: verdict(database !== null),
    migrations: verdict(database?.unfinished === 0 && (database.migration ?? '') >= LATEST_MIGRATION),
    storage: verdict(problem === null),
    worker: verdict((database?.workers ?? 0) > 0),
    /** Wait for a person, and stop nobody else. */
    dossiersSetAside: database?.setAside ?? 0,
    outbox: { waiting: database?.waiting ?? 0, parked: database?.parked ?? 0, oldestSeconds: database?.oldestSeconds ?? 0 },
  }
  const isReady = [checks.database, checks.migrations, checks.storage, checks.worker].every((one) => one === 'ok')
  return { status: isReady ? ('ok' as const) : ('failed' as const), checks }
}

const fresh = { 'cache-control': 'no-store' }

/** GET /healthz: this process answers. */
export const handleHealth = (): Response => Response.json({ status: 'ok' }, { headers: fresh })

/** GET /readyz */
export async function handleReady(): Promise<Response> {
  const answer = await readiness()
  return Response.json(answer, { status: answer.status === 'ok' ? 200 : 503, headers: fresh })
}
