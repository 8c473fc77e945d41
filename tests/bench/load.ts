import { Agent, type IncomingMessage, request } from 'node:http'

// What many people ask of a server over kept connections. Its own processor time is not measured; the server's is.

export interface Asked {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Target {
  port: number
  /** The n-th request; people ask for different things. */
  ask: (n: number) => Asked
}

const PATIENCE_MS = 20_000

export interface Answer {
  status: number
  text: string
}

/** Sends one request and takes the whole answer; only one to a POST is kept. */
export function sendOne(agent: Agent, port: number, { path, method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((done, fail) => {
    const whole = body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: whole, agent, timeout: PATIENCE_MS },
      (answer: IncomingMessage) => {
        answer.once('error', fail)
        let text = ''
        if (method === 'POST')
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part
          })
        else answer.resume()
        answer.once('end', () => done({ status: answer.statusCode ?? 0, text }))
      },
    )
    sent.once('timeout', () => sent.destroy(new Error(`${path} had no answer in ${PATIENCE_MS} ms`)))
    sent.once('error', fail)
    sent.end(body)
  })
}

export const keptConnections = (most: number) => new Agent({ keepAlive: true, maxSockets: most })

/** Asks without pause for so long, over so many connections; how many were answered. Any answer but 200 ends it: nothing else is the same work. */
export async function hammer(target: Target, { ms, connections = 4 }: { ms: number; connections?: number }): Promise<number> {
  const agent = keptConnections(connections)
  const until = performance.now() + ms
  let asked = 0
  const one = async () => {
    while (performance.now() < until) {
      asked += 1
      const what = target.ask(asked)
      const { status } = await sendOne(agent, target.port, what)
      if (status !== 200) throw new Error(`${what.path} answered ${status}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, one))
    return asked
  } finally {
    agent.destroy()
  }
}
