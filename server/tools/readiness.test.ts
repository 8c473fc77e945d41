import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ManagedProcess } from './managed-process.ts'
import { untilAnswers } from './readiness.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mocua-readiness-'))
  writeFileSync(join(folder, 'web.log'), 'first line\nthe port is taken\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

const someProcess = (starts: () => number): ManagedProcess => ({
  name: 'web',
  logFile: join(folder, 'web.log'),
  pid: () => 1,
  starts,
  kill: () => undefined,
  stop: async () => undefined,
})
const isGood = (status: number) => status === 200

test('a process that was killed many times before may still become ready', async () => {
  let asked = 0
  const server = createServer((_, response) => response.writeHead(++asked > 2 ? 200 : 503).end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await untilAnswers(`http://127.0.0.1:${port}/`, { isGood, processes: [someProcess(() => 7)], patienceMs: 10_000 })
  expect(asked).toBe(3)
  server.close()
})

test('a process that keeps crashing while somebody waits ends the wait with its log', async () => {
  let starts = 1
  const crashing = someProcess(() => starts++)
  const wait = untilAnswers('http://127.0.0.1:9/', { isGood, processes: [crashing], patienceMs: 60_000 })
  await expect(wait).rejects.toThrow(/web process does not stay up[\s\S]*the port is taken/)
})
