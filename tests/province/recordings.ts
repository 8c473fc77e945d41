import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { demoDatabase } from '#server/demo-settings.ts'
import { ToolError } from '#server/tools/console.ts'
import { pinnedNode, projectRoot } from '#server/tools/project.ts'
import { hashOf } from '#server/tools/source-hash.ts'
import { startTestCluster } from '#tests/integration/setup/cluster.ts'
import type { Recording } from './record.ts'

const cacheFolder = join(projectRoot, 'node_modules/.cache/mocua-province')
const madeFrom = [
  'prisma',
  'workflows',
  'server/modules',
  'server/jobs',
  'tests/builders',
  'tests/integration/catalogue-paths',
  'tests/province/record.ts',
  'tests/province/record-all.ts',
  'package-lock.json',
]

export interface Recordings {
  recordings: Recording[]
  /** The bytes of their papers, laid out as the file store does. */
  filesFolder: string
}

/** Lives recorded over a throwaway database; kept until something changes that they are made of. Takes minutes when they have to be made. */
export async function recordedLives(onLine: (line: string) => void): Promise<Recordings> {
  const kept = join(cacheFolder, `province-${hashOf(madeFrom).slice(0, 16)}`)
  if (!existsSync(kept)) await make(kept, onLine)
  const recordings: Recording[] = JSON.parse(gunzipSync(readFileSync(join(kept, 'recordings.json.gz'))).toString('utf8'))
  return { recordings, filesFolder: join(kept, 'files') }
}

async function make(kept: string, onLine: (line: string) => void): Promise<void> {
  const cluster = await startTestCluster()
  const draft = `${kept}.${process.pid}`
  try {
    mkdirSync(draft, { recursive: true })
    const child = spawn(
      pinnedNode,
      [
        join(projectRoot, 'server/tools/run.mjs'),
        join(projectRoot, 'tests/province/record-all.ts'),
        join(draft, 'recordings.json.gz'),
      ],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          ...demoDatabase(cluster.secrets, cluster.port),
          MOCUA_DATA_DIR: cluster.dataDir,
          MOCUA_DEMO: '1',
          MOCUA_TEST_CLOCK: '1',
          LOG_LEVEL: 'fatal',
          SIM_PORT: '9',
          SMTP_PORT: '9',
          CLAMD_URL: 'off',
        },
      },
    )
    child.stdout.setEncoding('utf8').on('data', (text: string) => onLine(text.trimEnd()))
    const code = await new Promise<number | null>((ended) => child.once('exit', ended))
    if (code !== 0) throw new ToolError(`the lives could not be recorded (exit ${code})`)
    cpSync(join(cluster.dataDir, 'files'), join(draft, 'files'), { recursive: true })
    // another run may have been faster; its copy is as good
    if (existsSync(kept)) rmSync(draft, { recursive: true })
    else renameSync(draft, kept)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    await cluster.stop()
  }
}
