import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { DomainError } from '#workflows/domain-error.ts'
import { PartnerFault } from '../partner-fault.ts'
import type { Verdict, VirusScanner } from './scanner.ts'

// clamd's own protocol (clamd(8)): `zINSTREAM\0`, then pieces with their length before them, a length of 0 at the end; the answer ends with \0.

const PIECE = 64 * 1024
const MAX_ANSWER = 4_096
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EACCES'])

const connectTo = (address: string): Socket => {
  if (address.startsWith('unix:')) return connect({ path: address.slice('unix:'.length) })
  const { hostname, port } = new URL(address)
  return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
}

function faultOf(error: unknown): Error {
  if (error instanceof PartnerFault || error instanceof DomainError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (NEVER_SENT.has(code)) return new PartnerFault('UNREACHABLE', code, `not reachable (${code})`)
  return new PartnerFault('AMBIGUOUS', code || 'BROKEN', `the connection broke (${code || 'unknown cause'})`)
}

/** Everything up to the closing zero. A scanner that closes without one has not answered. */
async function answerFrom(socket: Socket): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of socket) {
    const bytes = Buffer.from(part)
    parts.push(bytes)
    size += bytes.length
    if (bytes.includes(0)) return Buffer.concat(parts).toString('utf8').split('\0')[0]?.trim() ?? ''
    if (size > MAX_ANSWER) throw new PartnerFault('AMBIGUOUS', 'ANSWER_TOO_LARGE', 'the answer does not end')
  }
  throw new PartnerFault('AMBIGUOUS', 'CUT_SHORT', 'the connection ended before the answer did')
}

async function write(socket: Socket, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  if (socket.destroyed) throw new PartnerFault('AMBIGUOUS', 'BROKEN', 'the connection broke')
  if (!socket.write(bytes)) await once(socket, 'drain', { signal })
}

async function sendPieces(socket: Socket, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'), signal)
  const length = Buffer.alloc(4)
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.byteLength; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE)
      length.writeUInt32BE(piece.byteLength)
      await write(socket, Buffer.concat([length, piece]), signal)
    }
  await write(socket, Buffer.alloc(4), signal)
}

/** One conversation; the answer may come before everything was sent (the file is larger than the scanner takes). */
async function converse(
  address: string,
  signal: AbortSignal,
  send: (socket: Socket, signal: AbortSignal) => Promise<void>,
): Promise<string> {
  const socket = connectTo(address)
  const giveUp = () => socket.destroy(new PartnerFault('AMBIGUOUS', 'TIMEOUT', 'no answer in time'))
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    const answer = answerFrom(socket)
    const sent = send(socket, signal)
    // bytes that cannot be read end the conversation; a scanner that closes early has said what it had to say
    sent.catch((error: unknown) => socket.destroy(error instanceof Error ? error : undefined))
    return await answer
  } catch (error) {
    throw signal.aborted ? new PartnerFault('AMBIGUOUS', 'TIMEOUT', 'no answer in time') : faultOf(error)
  } finally {
    signal.removeEventListener('abort', giveUp)
    socket.destroy()
  }
}

function verdictOf(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return { is: 'CLEAN' }
  const found = /^stream: (.+) FOUND$/.exec(answer)
  if (found?.[1]) return { is: 'INFECTED', name: found[1].slice(0, 120) }
  // it will be as large the next time, and its limit is for whoever runs it to raise
  if (/size limit exceeded/i.test(answer)) throw new PartnerFault('REFUSED', 'SIZE_LIMIT', 'larger than the scanner takes')
  if (/ERROR$/.test(answer)) throw new PartnerFault('BUSY', 'SCANNER_ERROR', answer.slice(0, 200))
  throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'an answer that is none of clamd')
}

/** A ClamAV daemon at `tcp://host:3310` or `unix:/path/of/its/socket`. */
export function clamd(address: string): VirusScanner {
  return {
    scan: async (bytes, signal) => verdictOf(await converse(address, signal, (socket, s) => sendPieces(socket, bytes, s))),
    version: (signal) => converse(address, signal, (socket, s) => write(socket, Buffer.from('zVERSION\0'), s)),
  }
}
