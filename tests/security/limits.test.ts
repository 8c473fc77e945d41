import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { handleTrpc } from '#server/caller.ts'
import { db } from '#server/db.ts'
import { endpointPaths, limitsOf } from '#server/endpoint-limits.ts'
import { faultOf } from '#server/errors.ts'
import { visitor } from '#server/modules/account/actor.ts'
import { appRouter } from '#server/root.ts'
import { createCallerFactory, publicEndpoint, router, USUAL_SECONDS } from '#server/trpc.ts'
import { begin } from '#tests/builders/drafts.ts'
import { as, citizen } from '#tests/builders/people.ts'

/** Who asks, for the door that reads it from cookies otherwise. */
const asking = vi.hoisted(() => ({ actor: null as unknown }))
vi.mock('#server/auth.ts', () => ({ askerOf: async () => ({ actor: asking.actor, ip: '127.0.0.1', locale: 'vi' }) }))
vi.mock('react', async (original) => ({ ...(await original<typeof import('react')>()), cache: (work: unknown) => work }))

const home = 'http://127.0.0.1:3000'
const post = (path: string, body: BodyInit) =>
  handleTrpc(
    new Request(`${home}/api/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: home, host: '127.0.0.1:3000' },
      body,
    }),
  )
const get = (path: string) => handleTrpc(new Request(`${home}/api/trpc/${path}`))

const procedures = Object.entries<object>(appRouter._def.procedures)
const definitionSchema = z.object({
  inputs: z.array(z.instanceof(z.ZodType)),
  meta: z.object({ seconds: z.number().optional() }),
})

/** A refusal must cost less than what it saves. */
const CPU_MS = 50
async function refusedCheaply(ask: () => Promise<Response>): Promise<{ status: number; code: unknown }> {
  await ask()
  const begun = process.cpuUsage()
  const answer = await ask()
  const { user, system } = process.cpuUsage(begun)
  expect((user + system) / 1_000).toBeLessThan(CPU_MS)
  const { error } = (await answer.json()) as { error: { json: { message: string } } }
  return { status: answer.status, code: error.json.message }
}

describe('limits of endpoints', () => {
  it.each(endpointPaths())('%s says how much it can be asked', (path) => {
    const limits = limitsOf(path)
    expect(limits?.bytes).toBeLessThanOrEqual(limits?.audience === 'staff' || path === 'history.check' ? 4_000_000 : 1_000_000)
    expect(limits?.depth).toBeLessThanOrEqual(20)
  })

  it.each(endpointPaths())('%s has an end, and lets nobody say how many rows are wanted', (path) => {
    const { inputs, meta } = definitionSchema.parse(Reflect.get(new Map(procedures).get(path) ?? {}, '_def'))
    // the longest are files on a slow line
    expect(meta.seconds ?? USUAL_SECONDS).toBeLessThanOrEqual(['file.transfer', 'petition.attach'].includes(path) ? 600 : 60)
    const asked = inputs.map((input) => JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })))
    const rows = /"(limit|take|first|size|pageSize|perPage|offset|skip)":\{"type":"(integer|number)"/
    expect(asked.filter((schema) => rows.test(schema))).toEqual([])
  })

  describe('what is beyond them is refused at once and changes nothing', () => {
    let draftId: string
    const save = (answers: unknown) => JSON.stringify({ json: { id: draftId, revision: 1, answers } })
    beforeEach(async () => {
      const actor = await citizen()
      asking.actor = actor
      draftId = await begin(actor)
      return async () => {
        expect((await as(actor).draft.get({ id: draftId })).revision).toBe(1)
      }
    })

    it('ten megabytes', async () => {
      const body = save({ businessName: 'a'.repeat(10_000_000) })
      expect(await refusedCheaply(() => post('draft.save', body))).toEqual({ status: 413, code: 'INPUT_INVALID' })
    })

    it('more than this endpoint could ever take, although another could', async () => {
      const body = JSON.stringify({ json: { code: 'H24.12-1', requestId: randomUUID(), reason: 'a'.repeat(20_000) } })
      expect(await refusedCheaply(() => post('dossier.withdraw', body))).toEqual({ status: 413, code: 'INPUT_INVALID' })
    })

    it('brackets without end', async () => {
      const deep = `{"json":{"id":"${draftId}","revision":1,"answers":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`
      expect(await refusedCheaply(() => post('draft.save', deep))).toEqual({ status: 400, code: 'INPUT_INVALID' })
    })

    it('thousands of fields', async () => {
      const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 'x']))
      expect(await refusedCheaply(() => post('draft.save', save(many)))).toEqual({ status: 400, code: 'INPUT_INVALID' })
    })

    it('a thousand calls in one', async () => {
      const paths = Array.from({ length: 1_000 }, () => 'draft.save').join(',')
      expect(await refusedCheaply(() => post(`${paths}?batch=1`, '{}'))).toEqual({ status: 404, code: 'NOT_FOUND' })
      expect((await refusedCheaply(() => post('draft.save?batch=1', `{"0":${save({ a: 'x' })}}`))).status).toBe(400)
    })

    it('a page of a thousand million lines', async () => {
      const input = encodeURIComponent(JSON.stringify({ json: { limit: 1e9, take: 1e9, pageSize: 1e9 } }))
      const { result } = (await (await get(`dossier.mine?input=${input}`)).json()) as {
        result: { data: { json: { items: unknown[] } } }
      }
      expect(result.data.json.items).toEqual([])
      const long = encodeURIComponent(JSON.stringify({ json: { cursor: 'a'.repeat(10_000) } }))
      expect(await refusedCheaply(() => get(`dossier.mine?input=${long}`))).toEqual({ status: 413, code: 'INPUT_INVALID' })
    })

    it('a megabyte of nobody known is not even read', async () => {
      asking.actor = visitor
      let taken = 0
      const body = new ReadableStream({
        pull(controller) {
          taken += 1
          controller.enqueue(new TextEncoder().encode('a'.repeat(10_000)))
        },
      })
      const request = new Request(`${home}/api/trpc/procedure.checkVersion`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: home, host: '127.0.0.1:3000' },
        body,
        duplex: 'half',
      } as RequestInit)
      expect((await handleTrpc(request)).status).toBe(401)
      expect(taken).toBeLessThan(5)
    })
  })

  describe('time', () => {
    const slow = router({
      never: publicEndpoint.meta({ audience: 'public', seconds: 0.05 }).query(() => new Promise<string>(() => undefined)),
      statement: publicEndpoint.query(() =>
        db.$transaction([db.$executeRaw`SET LOCAL statement_timeout = 50`, db.$queryRaw`SELECT 1 FROM pg_sleep(5)`]),
      ),
      locked: publicEndpoint.query(() =>
        db.$transaction(async (transaction) => {
          await transaction.$executeRaw`LOCK TABLE "RateLimit" IN ROW EXCLUSIVE MODE`
          await db.$transaction([
            db.$executeRaw`SET LOCAL lock_timeout = 50`,
            db.$executeRaw`LOCK TABLE "RateLimit" IN SHARE MODE`,
          ])
        }),
      ),
    })
    const ask = createCallerFactory(slow)({ actor: visitor, requestId: randomUUID(), locale: 'vi', ip: '127.0.0.1' })
    const busy = { message: 'OVERLOADED', code: 'SERVICE_UNAVAILABLE' }

    it('what does not answer in its time is told to come back', async () => {
      await expect(ask.never()).rejects.toMatchObject(busy)
    })
    it('so is a statement that the database gave up, or one that got no lock', async () => {
      await expect(ask.statement()).rejects.toMatchObject(busy)
      await expect(ask.locked()).rejects.toMatchObject(busy)
    })
    it('so is who gets no connection', () => {
      expect(faultOf(new Error('Connection terminated due to connection timeout'))).toEqual({ code: 'OVERLOADED' })
      expect(faultOf(new Error('timeout exceeded when trying to connect'))).toEqual({ code: 'OVERLOADED' })
    })
  })
})
