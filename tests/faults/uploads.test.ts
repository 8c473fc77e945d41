import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { uploadFaults } from '#server/modules/file/check-uploads.ts'
import { CATALOG, pdf } from '#server/modules/file/samples.test-support.ts'
import { projectRoot } from '#server/tools/project.ts'
import { begin } from '#tests/builders/drafts.ts'
import { as, citizen } from '#tests/builders/people.ts'
import { beginUpload } from '#tests/builders/uploads.ts'

const PAPER = 'bien-ban-hop'
const doors: ChildProcess[] = []
afterEach(() => {
  for (const door of doors.splice(0)) door.kill('SIGKILL')
})

/** The web process as far as uploads go; returns its port. */
async function openDoor(actor: CitizenActor): Promise<{ port: number; kill: () => Promise<void> }> {
  const child = spawn(
    join(projectRoot, 'node_modules/.bin/node'),
    [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'tests/faults/upload-door.ts')],
    {
      cwd: projectRoot,
      env: { ...process.env, LOG_LEVEL: 'fatal', DOOR_ACTOR: JSON.stringify(actor) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  doors.push(child)
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const port = /DOOR (\d+)/.exec(said)?.[1]
    if (port)
      return {
        port: Number(port),
        kill: async () => {
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          await ended
        },
      }
  }
  throw new Error(`the door did not open: ${said}`)
}

const headers = { 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' }
const path = (id: string) => `/api/files/uploads/${id}`

async function offsetAt(port: number, id: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path(id)}`, { method: 'HEAD', headers })
  return Number(answer.headers.get('upload-offset'))
}

it('goes on after the web process was killed in the midst of it, with every byte that was written and none twice', {
  timeout: 60_000,
}, async () => {
  const person = await citizen()
  const draftId = await begin(person)
  const bytes = Buffer.from(pdf(CATALOG, `<< /Title (${'x'.repeat(3_000_000)}) >>`))
  const target = { draftId, paperCode: PAPER }
  const id = await beginUpload(as(person), target, { size: bytes.length })

  const first = await openDoor(person)
  const sending = request({
    port: first.port,
    host: '127.0.0.1',
    method: 'PATCH',
    path: path(id),
    headers: { ...headers, 'upload-offset': '0', 'content-length': bytes.length },
  })
  const broken = new Promise<void>((resolve) => sending.once('error', () => resolve()).once('close', () => resolve()))
  sending.write(bytes.subarray(0, 1_200_000))
  // while it is being written
  for (let arrived = 0; arrived === 0; await wait(20))
    arrived = (await as(person).file.unfinished(target)).uploads[0]?.arrived ?? 0
  await first.kill()
  await broken

  await expect(as(person).file.finish({ id })).rejects.toMatchObject({ message: 'FILE_NOT_READY' })
  expect((await as(person).draft.get({ id: draftId })).papers.flatMap(({ files }) => files)).toEqual([])

  const second = await openDoor(person)
  const from = await offsetAt(second.port, id)
  expect(from).toBeGreaterThan(0)
  expect(from).toBeLessThanOrEqual(1_200_000)
  const rest = await fetch(`http://127.0.0.1:${second.port}${path(id)}`, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': String(from) },
    body: bytes.subarray(from),
  })
  expect(rest.status).toBe(204)
  const file = await as(person).file.finish({ id })
  expect(file).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  expect((await uploadFaults()).filter((fault) => fault.includes(id))).toEqual([])
})
