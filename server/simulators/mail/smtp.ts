import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { pause } from '../frame/callback.ts'
import type { Clock } from '../frame/clock.ts'
import type { Fault, Faults } from '../frame/faults.ts'
import type { Mail, MailStore } from './store.ts'

const MAX_MAIL_BYTES = 25 * 1024 * 1024

class SmtpRefusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/** The mail server of the province: takes everything, needs no log-in, keeps the message before it says yes. */
export function createSmtpServer(store: MailStore, clock: Clock, faults: Faults, stop: AbortSignal): SMTPServer {
  const sockets = new Map<number, Socket>()

  async function take(stream: NodeJS.ReadableStream & { sizeExceeded?: boolean }, session: SMTPServerSession): Promise<boolean> {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    if (stream.sizeExceeded) throw new SmtpRefusal(552, 'message is larger than 25 MB')
    const fault = faults.next('mail', 'message')
    if (fault) await spoil(fault, session)
    const answered = fault?.kind !== 'timeoutAfterApply'
    const raw = Buffer.concat(chunks)
    store.keep(mailOf(await simpleParser(raw, { skipImageLinks: true }), session, clock.now(), answered), raw)
    return answered
  }

  async function spoil(fault: Fault, session: SMTPServerSession) {
    switch (fault.kind) {
      case 'slow':
        return pause(fault.delayMs, stop)
      case 'timeoutAfterApply':
        return
      case 'http500':
        throw new SmtpRefusal(451, 'temporary failure, try again later')
      case 'errorBody':
        throw new SmtpRefusal(550, 'mailbox unavailable')
      case 'garbage':
        throw new SmtpRefusal(554, '<html>Bao tri he thong</html>')
      case 'down':
      case 'truncated':
        sockets.get(session.remotePort)?.destroy()
        throw new SmtpRefusal(421, 'connection lost')
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    closeTimeout: 1000,
    onData(stream, session, callback) {
      take(stream, session).then(
        // Without an answer the sender must give up by itself: it cannot know whether the mail was taken.
        (answered) => answered && callback(null),
        (error: unknown) => callback(error instanceof Error ? error : new SmtpRefusal(451, 'unreadable message')),
      )
    },
  })
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  stop.addEventListener('abort', () => {
    for (const socket of sockets.values()) socket.destroy()
  })
  return server
}

const addresses = (value: AddressObject | AddressObject[] | undefined) =>
  [value ?? []].flat().flatMap((one) => one.value.map(({ address }) => address ?? ''))

function mailOf(parsed: ParsedMail, session: SMTPServerSession, at: Date, answered: boolean): Mail {
  const { mailFrom, rcptTo } = session.envelope
  const envelope = rcptTo.map(({ address }) => address)
  const headers = parsed.headerLines.map(({ key, line }): [string, string] => [key, line.slice(line.indexOf(':') + 1).trim()])
  return {
    kind: 'mail',
    id: randomUUID(),
    at: at.toISOString(),
    from: addresses(parsed.from)[0] ?? (mailFrom ? mailFrom.address : ''),
    to: envelope.length > 0 ? envelope : addresses(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    headers: Object.fromEntries(headers),
    text: parsed.text ?? '',
    html: parsed.html || '',
    attachments: parsed.attachments.map((one, index) => ({
      name: one.filename ?? `tep-${index + 1}`,
      contentType: one.contentType,
      bytes: one.size,
    })),
    answered,
  }
}
