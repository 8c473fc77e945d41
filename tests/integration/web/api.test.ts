import { createServer } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import type { AnsweredCall, AskedCall } from '#server/answer-call.ts'
import { api } from '#server/web/api.ts'
import { offerApi } from '#server/web/front.ts'

// The endpoints at the door, with a handler of the test in place of the router.

const seen: AskedCall[] = []
const server = createServer((request, response) => {
  const isAnswered = api(request, response)
  if (isAnswered === false) response.writeHead(404).end('next')
})
await new Promise<void>((ready) => server.listen({ port: 0, host: '127.0.0.1' }, ready))
const address = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
afterAll(() => server.close())

describe('the endpoints at the door', () => {
  it('are Next’s until the router is loaded', async () => {
    expect((await fetch(`${base}/api/trpc/a`)).status).toBe(404)
    offerApi(async (asked): Promise<AnsweredCall> => {
      seen.push(asked)
      const body = asked.method === 'POST' ? await asked.body(1_000) : ''
      return body === null
        ? { status: 413, headers: {}, body: 'too long' }
        : {
            status: 200,
            headers: { 'x-request-id': '1' },
            body: JSON.stringify({ method: asked.method, body, long: 'ạ'.repeat(2_000) }),
          }
    })
    expect((await fetch(`${base}/api/trpc/a`)).status).toBe(200)
  })

  it('get what was asked, and who asks; what they answer is pressed', async () => {
    const answer = await fetch(`${base}/api/trpc/dossier.track?input=%7B%7D`, {
      headers: { cookie: 'a=b', 'accept-encoding': 'gzip' },
    })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('x-request-id')).toBe('1')
    expect(await answer.json()).toMatchObject({ method: 'GET', body: '' })
    const last = seen.at(-1)
    expect([last?.path, last?.query.get('input')]).toEqual(['dossier.track', '{}'])
    expect(last?.headers.get('cookie')).toBe('a=b')
    expect(last?.headers.get('origin')).toBeNull()
    expect(last?.headers.get('x-forwarded-for')).toBe('127.0.0.1')
    const plain = await fetch(`${base}/api/trpc/a`, { headers: { 'accept-encoding': 'identity', 'x-forwarded-for': '10.0.0.1' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(seen.at(-1)?.headers.get('x-forwarded-for')).toBe('10.0.0.1')
  })

  it('take bodies, and answer also when they have read enough', async () => {
    const send = (body: string) => fetch(`${base}/api/trpc/draft.save`, { method: 'POST', body })
    expect(await (await send('{"a":"ạ"}')).json()).toMatchObject({ method: 'POST', body: '{"a":"ạ"}' })
    const long = await send('x'.repeat(3_000_000))
    expect([long.status, await long.text()]).toEqual([413, 'too long'])
    expect((await send('{}')).status).toBe(200)
  })

  it('are asked by GET and POST only, and below their own path', async () => {
    expect((await fetch(`${base}/api/trpc/a`, { method: 'DELETE' })).status).toBe(404)
    expect((await fetch(`${base}/api/trpcx`)).status).toBe(404)
  })
})
