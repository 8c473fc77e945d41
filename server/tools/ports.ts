import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { ToolError } from './console.ts'

/** Whether somebody listens on a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const done = (result: boolean) => {
      socket.destroy()
      answer(result)
    }
    socket.setTimeout(2000, () => done(true))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}

function canListen(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(false))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => answer(true)))
  })
}

/** Ports that nobody uses now; asked for together so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((ready, fail) => {
          const server = createServer()
          server.once('error', fail)
          server.listen({ port: 0, host: '127.0.0.1' }, () => ready(server))
        }),
    ),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a listening server has no port')
    return address.port
  })
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

/** Name and pid of the process that listens on a port, as far as this user may see it (Linux). */
export function listenerOf(port: number): string | null {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readLines(table)) {
      const columns = line.trim().split(/\s+/)
      if (columns[1]?.endsWith(`:${hexPort}`) && columns[3] === '0A' && columns[9]) inodes.add(`socket:[${columns[9]}]`)
    }
  }
  if (inodes.size === 0) return null
  for (const pid of list('/proc').filter((name) => /^\d+$/.test(name))) {
    if (list(`/proc/${pid}/fd`).some((fd) => inodes.has(linkOf(`/proc/${pid}/fd/${fd}`)))) {
      const name = readLines(`/proc/${pid}/comm`)[0] ?? 'unknown'
      return `${name}, pid ${pid}`
    }
  }
  return null
}

// /proc entries vanish while they are read and belong to other users: then there is nothing to show
function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
function list(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

export function takenPortMessage(variable: string, port: number, what: string, listener = listenerOf(port)): string {
  return (
    `Port ${port} for ${what} is taken${listener ? ` by another process (${listener})` : ''}.\n` +
    `What to do: stop that process, or choose another port: ${variable}=${port + 1} npm run up`
  )
}

/** Refuses to start on a taken port and names the variable to set. */
export async function assertPortFree(variable: string, port: number, what: string): Promise<void> {
  if ((await isListening(port)) || !(await canListen(port))) throw new ToolError(takenPortMessage(variable, port, what))
}
