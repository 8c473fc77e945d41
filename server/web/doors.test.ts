import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { type AddressInfo, connect, createServer as createPlain } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openDoors } from './doors.ts'

const host = '127.0.0.1'
const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const doors of open.splice(0)) await doors.close()
})

async function freePort(): Promise<number> {
  const probe = createPlain().listen(0, host)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function started() {
  const port = await freePort()
  const server = createServer((_, response) => void response.end('here'))
  const doors = await openDoors(server, { port, host })
  open.push(doors)
  return { port, doors }
}

const ask = (port: number, agent = false) =>
  new Promise<string>((done, fail) => {
    get({ port, host, agent: agent ? undefined : false }, (response) => {
      response.setEncoding('utf8').on('data', done)
    }).on('error', fail)
  })

describe('the doors of the web process', () => {
  it('let a crowd in although each round of the loop takes its time', async () => {
    const { port } = await started()
    let rounds = 0
    let isBusy = true
    const round = () => {
      rounds += 1
      for (const begin = performance.now(); performance.now() - begin < 5; );
      if (isBusy) setImmediate(round)
    }
    round()
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(port)))
    isBusy = false
    expect(new Set(answers)).toEqual(new Set(['here']))
    // one a round would be at least two hundred
    expect(rounds).toBeLessThan(150)
  })

  it('are refused where somebody else listens, and where the same opened them before', async () => {
    const { port } = await started()
    await expect(openDoors(createServer(), { port, host })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('close when what was begun is answered, without waiting for those who might ask again', async () => {
    const { port, doors } = await started()
    const waiting = Array.from({ length: 40 }, () => connect({ port, host }))
    await Promise.all(waiting.map((socket) => once(socket, 'connect')))
    const kept = await Promise.all(Array.from({ length: 40 }, () => ask(port, true)))
    expect(kept).toHaveLength(40)
    for (const socket of waiting) socket.destroy()
    const begin = performance.now()
    await doors.close()
    open.length = 0
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})
