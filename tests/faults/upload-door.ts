import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import type { Actor } from '#server/modules/account/actor.ts'
import { as } from '#tests/builders/people.ts'

// The door of uploads in a process of its own, so that it can be killed: whoever is named in the environment sends to it.

const actor: Actor = JSON.parse(process.env.DOOR_ACTOR ?? 'null')

const server = createServer(async (incoming, outgoing) => {
  const headers = new Headers(Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]))
  const hasBody = incoming.method !== 'HEAD' && incoming.method !== 'GET'
  const request = new Request(`http://127.0.0.1${incoming.url}`, {
    method: incoming.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  })
  const answer = await as(actor).file.transfer(request)
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`DOOR ${typeof address === 'object' && address ? address.port : 0}\n`)
})
