import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { api } from './api.ts'
import { builtFiles } from './built-files.ts'
import { watchCatalogue } from './catalogue-watch.repository.ts'
import { openDoors } from './doors.ts'
import { type Front, RENDER_HEADER } from './front.ts'
import { openGate } from './gate.ts'
import { renderer } from './render-page.ts'
import { stillPagesSchema } from './still-page.schema.ts'
import { openPages } from './stored-pages.ts'
import { trackedPage } from './tracked-page.ts'

// The web process: `main.ts <folder of the build> [name to listen on]`. Next's own server of the standalone build, with a door before it.

const [folder = '.out/web/current', hostname = 'localhost'] = process.argv.slice(2)
const build = resolve(folder)
process.chdir(build)

interface Next {
  prepare(): Promise<void>
  close(): Promise<void>
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** The Next of the build, not the one of the project: the two are one version, but only the first was traced with the pages. */
function nextOfBuild(): Next {
  const { config }: { config: unknown } = JSON.parse(readFileSync(join(build, '.next/required-server-files.json'), 'utf8'))
  // what the generated server.js of a standalone build sets
  Object.assign(process.env, { NODE_ENV: 'production', __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config) })
  const next: (options: { dir: string; dev: boolean; hostname: string; port: number; conf: unknown }) => Next = createRequire(
    join(build, 'server.js'),
  )('next')
  return next({ dir: build, dev: false, hostname, port: env.PORT, conf: config })
}

const next = nextOfBuild()
await next.prepare()
const handleByNext = next.getRequestHandler()

function failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  log.error({ err: error, path: request.url?.split('?')[0] }, 'a request failed')
  if (!response.headersSent) response.statusCode = 500
  response.end()
}

const answeredByNext: RequestListener = (request, response) => {
  handleByNext(request, response).catch((error: unknown) => failed(request, response, error))
}

const watch = watchCatalogue(() => performance.now())
const render = await renderer(answeredByNext)
const pages = openPages({ render, watch })
const { stillTracked } = stillPagesSchema.parse(await import(pathToFileURL(join(build, 'still-pages.mjs')).href))
/** Asked one after the other until one answers; Next has the rest. */
const fronts: readonly Front[] = [builtFiles(build), pages.front, openGate().front, api, trackedPage({ stillTracked, pages })]

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const front of fronts) {
    const isAnswered = front(request, response)
    if (isAnswered === true || (isAnswered !== false && (await isAnswered))) return
  }
  await handleByNext(request, response)
}

const server = createServer((request, response) => {
  // only the inner listener may say this
  delete request.headers[RENDER_HEADER]
  answer(request, response).catch((error: unknown) => failed(request, response, error))
})
// longer than the proxies before us keep a connection, so that none sends a request into one that we are just closing
server.keepAliveTimeout = 65_000
const doors = await openDoors(server, { port: env.PORT, host: hostname }).catch((error: unknown) => {
  log.fatal({ err: error, port: env.PORT }, 'the web port cannot be used')
  process.exit(1)
})
log.info({ port: env.PORT }, 'web: ready')

let isStopping = false
/** What was begun is finished; new requests go elsewhere. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (isStopping) return
  isStopping = true
  await doors.close()
  await Promise.allSettled([next.close(), watch.close()])
  process.exit(signal === 'SIGINT' ? 130 : 143)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
