import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import { type CallContext, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

export interface Mail {
  /** The same for every sending of the same message, so that a repeat can be recognised. */
  messageId: string
  to: string
  subject: string
  text: string
  html: string
}

export interface Mailer {
  send(mail: Mail, context: CallContext): Promise<void>
  close(): void
}

const errorSchema = z
  .object({ code: z.string().optional(), command: z.string().optional(), responseCode: z.number().optional() })
  .catch({})

/** Answers of SMTP (RFC 5321): 5yz is for ever, 4yz for now. What fails before the message was handed over can be sent again. */
function faultOf(error: unknown): PartnerFault {
  const { code, command, responseCode } = errorSchema.parse(error)
  // our own log-in is wrong: no message's fault
  if (code === 'EAUTH') return new PartnerFault('BUSY', code, 'the mail server does not accept our log-in')
  const reply = typeof responseCode === 'number' ? responseCode : null
  if (reply !== null && reply >= 500)
    return new PartnerFault('REFUSED', String(reply), `the mail server refuses (${reply}, ${command ?? 'no command'})`)
  if (reply !== null) return new PartnerFault('BUSY', String(reply), `the mail server is busy (${reply})`)
  if (command === 'CONN' || code === 'EDNS')
    return new PartnerFault('UNREACHABLE', code ?? 'CONN', 'the mail server is not reachable')
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new PartnerFault('REFUSED', code, 'the message cannot be sent as it is')
  return new PartnerFault('AMBIGUOUS', code ?? 'UNKNOWN', `the mail server gave no clear answer (${code ?? 'no code'})`)
}

export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport: Transporter = createTransport(url, {
    from,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[1])

  return {
    send: (mail, context) =>
      noted(context, { system: 'MAIL', service: 'SMTP' }, async () => {
        context.signal.throwIfAborted()
        try {
          await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' }, encoding: 'utf-8' })
        } catch (error) {
          throw faultOf(error)
        }
      }),
    close: () => transport.close(),
  }
}
