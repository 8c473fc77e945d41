import { encode } from 'next-auth/jwt'
import { demoDatabase } from '#server/demo-settings.ts'
import { ensureBuild } from '#server/tools/build.ts'
import { type ManagedProcess, manage } from '#server/tools/managed-process.ts'
import { freePorts } from '#server/tools/ports.ts'
import { planFor } from '#server/tools/process-plans.ts'
import { settle } from '#server/tools/processes.ts'
import { untilAnswers } from '#server/tools/readiness.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import { bareNext } from './bare-next.ts'

// Our production build on a PostgreSQL of its own, and the bare application beside it, each a process whose processor time can be read.

/** A citizen who fills in a form. */
export interface Writer {
  cookie: string
  draftId: string
  revision: number
}

export interface PageServers {
  /** Listening ports and processes. */
  web: { port: number; pid: number }
  bare: { port: number; pid: number }
  dossiers: { code: string; secret: string }[]
  writers: Writer[]
  /** A procedure with a page. */
  procedure: string
  stop(): Promise<void>
}

const READY_MS = 60_000

async function fill(count: number, writers: number, port: number) {
  const { env } = await import('#server/env.ts')
  const { closePools, db } = await import('#server/db.ts')
  const { startSession } = await import('#server/modules/account/session.ts')
  const { arrivedBusiness, businessAnswers, filedBusiness, processingBusiness } = await import('#tests/builders/dossiers.ts')
  const { begin, BUSINESS } = await import('#tests/builders/drafts.ts')
  const { as, citizen } = await import('#tests/builders/people.ts')
  const ways = [filedBusiness, arrivedBusiness, processingBusiness]
  const actor = await citizen()
  const codes: string[] = []
  for (let n = 0; n < count; n += 1) codes.push((await (ways[n % ways.length] ?? filedBusiness)(actor)).code)
  const rows = await db.dossier.findMany({ where: { code: { in: codes } }, select: { code: true, lookupSecret: true } })
  const typing: Writer[] = []
  for (let n = 0; n < writers; n += 1) {
    const person = await citizen()
    const draftId = await begin(person)
    const { revision } = await as(person).draft.get({ id: draftId })
    const saved = await as(person).draft.save({ id: draftId, revision, answers: businessAnswers })
    const token = await encode({ token: { sid: await startSession(person.id, 'CITIZEN', 'bench') }, secret: env.NEXTAUTH_SECRET })
    typing.push({ cookie: `mocua${port}.session=${token}`, draftId, revision: saved.revision })
  }
  await closePools()
  return {
    dossiers: rows.map(({ code, lookupSecret }) => ({ code, secret: lookupSecret })),
    writers: typing,
    procedure: BUSINESS,
  }
}

const pidOf = (running: ManagedProcess): number => {
  const pid = running.pid()
  if (pid === null) throw new Error(`${running.name} does not run`)
  return pid
}

export async function startPageServers({ dossiers, writers }: { dossiers: number; writers: number }): Promise<PageServers> {
  const [{ folder }, bareServer] = [await ensureBuild(), await bareNext()]
  const cluster = await startTestCluster()
  const started: ManagedProcess[] = []
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()))
    await cluster.stop()
  }
  try {
    const [webPort = 0, barePort = 0, simulators, smtp, webMetrics, workerMetrics] = await freePorts(6)
    const { settings, environment } = settle({
      ...process.env,
      ...demoDatabase(cluster.secrets, cluster.port),
      MOCUA_DATA_DIR: cluster.dataDir,
      MOCUA_DEMO: '1',
      MOCUA_TEST_CLOCK: '0',
      PORT: String(webPort),
      PUBLIC_URL: undefined,
      NEXTAUTH_URL: undefined,
      SIM_PORT: String(simulators),
      SMTP_PORT: String(smtp),
      WEB_METRICS_PORT: String(webMetrics),
      WORKER_METRICS_PORT: String(workerMetrics),
      CLAMD_URL: 'off',
      LOG_LEVEL: 'fatal',
    })
    Object.assign(process.env, environment)
    const filled = await fill(dossiers, writers, webPort)
    const run = { isRestarted: false, onChange: () => undefined }
    const plan = planFor('web', { settings, environment, buildFolder: folder })
    const web = manage(plan, run)
    started.push(web)
    const bare = manage(
      {
        ...plan,
        name: 'bare',
        args: [...plan.args.filter((word) => word.startsWith('--')), bareServer],
        environment: { ...environment, NODE_ENV: 'production', PORT: String(barePort), HOSTNAME: 'localhost' },
        logFile: `${plan.logFile}.bare`,
      },
      run,
    )
    started.push(bare)
    const patience = { processes: started, patienceMs: READY_MS, isGood: (status: number) => status === 200 }
    await untilAnswers(`http://127.0.0.1:${webPort}/healthz`, patience)
    await untilAnswers(`http://127.0.0.1:${barePort}/data`, patience)
    return {
      web: { port: webPort, pid: pidOf(web) },
      bare: { port: barePort, pid: pidOf(bare) },
      ...filled,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
