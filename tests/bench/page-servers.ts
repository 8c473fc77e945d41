import { encode } from 'next-auth/jwt'
import type pg from 'pg'
import { DATABASE_NAME, demoDatabase } from '#server/demo-settings.ts'
import { ensureBuild } from '#server/tools/build.ts'
import { type ManagedProcess, manage } from '#server/tools/managed-process.ts'
import { freePorts } from '#server/tools/ports.ts'
import { superuserUrl, withClient } from '#server/tools/postgres.ts'
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

/** Somebody at work, and what their browser sends along. */
export interface Officer {
  id: string
  cookie: string
}

export interface PageServers {
  /** Listening ports and processes. */
  web: { port: number; pid: number }
  bare: { port: number; pid: number }
  dossiers: { code: string; secret: string }[]
  writers: Writer[]
  officers: Officer[]
  /** Dossiers that are being processed, for changes over HTTP and for those in this process. */
  work: { served: string[]; own: string[] }
  /** A procedure with a page. */
  procedure: string
  /** Where the database lies, whose processor time can be read. */
  dataDir: string
  stop(): Promise<void>
}

const READY_MS = 60_000
/** Enough that nobody waits for somebody else's dossier. */
const COPIES = 2_000

/** More people with the grants of the demo's officer, each signed in. */
async function officersLike(client: pg.Client, count: number, cookieOf: (id: string) => Promise<string>): Promise<Officer[]> {
  const like = `email = 'officer@xa-a.demo'`
  const more = (table: string, changed: string, where: string) =>
    client.query(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object(${changed}))).*
       FROM "${table}" t, generate_series(1, $1::int) n WHERE ${where}`,
      [count],
    )
  await more('Account', `'id', 'bench-' || n, 'email', 'officer-' || n || '@xa-a.demo'`, like)
  await more(
    'RoleGrant',
    `'id', t.id || '-bench-' || n, 'accountId', 'bench-' || n`,
    `t."accountId" = (SELECT id FROM "Account" WHERE ${like})`,
  )
  const ids = Array.from({ length: count }, (_, n) => `bench-${n + 1}`)
  return Promise.all(ids.map(async (id) => ({ id, cookie: await cookieOf(id) })))
}

interface Filling {
  dossiers: number
  writers: number
  officers: number
  port: number
  /** The database as its owner. */
  owner: string
}

async function fill({ dossiers: count, writers, officers, port, owner }: Filling) {
  const { env } = await import('#server/env.ts')
  const { closePools, db } = await import('#server/db.ts')
  const { startSession } = await import('#server/modules/account/session.ts')
  const { copyOpenDossiers } = await import('#tests/builders/copies.ts')
  const { arrivedBusiness, businessAnswers, filedBusiness, processingBusiness } = await import('#tests/builders/dossiers.ts')
  const { begin, BUSINESS } = await import('#tests/builders/drafts.ts')
  const { as, citizen } = await import('#tests/builders/people.ts')
  const ways = [filedBusiness, arrivedBusiness, processingBusiness]
  const actor = await citizen()
  const sessionOf = async (id: string, kind: 'CITIZEN' | 'STAFF') => {
    const token = await encode({ token: { sid: await startSession(id, kind, 'bench') }, secret: env.NEXTAUTH_SECRET })
    return `mocua${port}.session=${token}`
  }
  const codes: string[] = []
  for (let n = 0; n < count; n += 1) codes.push((await (ways[n % ways.length] ?? filedBusiness)(actor)).code)
  const rows = await db.dossier.findMany({ where: { code: { in: codes } }, select: { code: true, lookupSecret: true } })
  const typing: Writer[] = []
  for (let n = 0; n < writers; n += 1) {
    const person = await citizen()
    const draftId = await begin(person)
    const { revision } = await as(person).draft.get({ id: draftId })
    const saved = await as(person).draft.save({ id: draftId, revision, answers: businessAnswers })
    typing.push({ cookie: await sessionOf(person.id, 'CITIZEN'), draftId, revision: saved.revision })
  }
  const processed = codes.filter((_, n) => n % ways.length === 2)
  const { signedIn, work } = await withClient(owner, async (client) => {
    if (officers === 0) return { signedIn: [], work: [] }
    // a superuser's short way past the checks of foreign keys, which the copies fulfil
    await client.query('SET session_replication_role = replica')
    await copyOpenDossiers(client, COPIES)
    const { rows: copies } = await client.query<{ code: string }>(
      `SELECT d.code FROM "Dossier" d JOIN unnest($1::text[]) AS original ON starts_with(d.code, original || '-') ORDER BY md5(d.code)`,
      [processed],
    )
    return {
      signedIn: await officersLike(client, officers, (id) => sessionOf(id, 'STAFF')),
      work: copies.map((copy) => copy.code),
    }
  })
  await closePools()
  return {
    dossiers: rows.map(({ code, lookupSecret }) => ({ code, secret: lookupSecret })),
    writers: typing,
    officers: signedIn,
    work: { served: work.filter((_, n) => n % 2 === 0), own: work.filter((_, n) => n % 2 === 1) },
    procedure: BUSINESS,
  }
}

const pidOf = (running: ManagedProcess): number => {
  const pid = running.pid()
  if (pid === null) throw new Error(`${running.name} does not run`)
  return pid
}

/** Of each so many; officers come with dossiers that they have to work on. */
type Population = Pick<Filling, 'dossiers' | 'writers'> & { officers?: number }

export async function startPageServers(population: Population): Promise<PageServers> {
  const [{ folder }, bareServer] = [await ensureBuild(), await bareNext()]
  const cluster = await startTestCluster()
  const started: ManagedProcess[] = []
  const stop = async () => {
    const { closePools } = await import('#server/db.ts')
    await closePools()
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
    const owner = superuserUrl(cluster.secrets.postgres, cluster.port, DATABASE_NAME)
    const filled = await fill({ officers: 0, ...population, port: webPort, owner })
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
      dataDir: cluster.dataDir,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
