import { afterAll, describe, expect, it } from 'vitest'
import { createMailer } from '#server/adapters/messages/smtp.ts'
import type { CallContext } from '#server/adapters/partner-call.ts'
import { env } from '#server/env.ts'
import { freePorts } from '#server/tools/ports.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { citizen } from '#tests/builders/people.ts'
import { deliveredAll, startPartners } from './partners.ts'

const partners = await startPartners()
afterAll(() => partners.close())

const context = (): CallContext => ({ signal: AbortSignal.timeout(10_000), note: async () => undefined })
const mail = {
  messageId: '<abc@mocua.example>',
  to: 'nguoi-dan@cong-dan.demo',
  subject: 'Đã nhận hồ sơ',
  text: 'Chữ có dấu',
  html: '<p>Chữ có dấu</p>',
}
const lettersOf = (code: string) =>
  asOwner<{ status: string; recipient: string; messageId: string }>(
    `SELECT n.status, n.recipient, n."messageId" FROM "Notification" n JOIN "DossierLocator" l ON l.id = n."dossierId" WHERE l.code = $1 AND n.channel = 'EMAIL'`,
    [code],
  )

describe('letters by e-mail', () => {
  it('reach the mailbox with their Vietnamese letters and their own Message-ID', async () => {
    const mailer = createMailer({ url: env.SMTP_URL, from: env.MAIL_FROM })
    await mailer.send(mail, context())
    await mailer.send(mail, context())
    mailer.close()
    const received = JSON.stringify(await partners.control('mail/received'))
    expect(received).toContain('Đã nhận hồ sơ')
    expect(received).toContain('abc@mocua.example')
  })

  it('tell a mail server that is away from one that refuses', async () => {
    const [port] = await freePorts(1)
    const away = createMailer({ url: `smtp://127.0.0.1:${port}`, from: env.MAIL_FROM })
    await expect(away.send(mail, context())).rejects.toMatchObject({ name: 'PartnerFault', kind: 'UNREACHABLE' })
    away.close()
  })

  it('are recorded for those without an address, and hold nothing up', async () => {
    const worker = await partners.startWorker()
    const person = await citizen()
    await asOwner(`UPDATE "Account" SET "contactEmail" = NULL WHERE id = $1`, [person.id])
    const { code } = await filedBusiness(person)
    await deliveredAll(code)
    const letters = await lettersOf(code)
    expect(letters.length).toBeGreaterThan(0)
    expect(letters.every(({ status, recipient }) => status === 'NO_ADDRESS' && recipient === 'APPLICANT')).toBe(true)
    const known = await filedBusiness(await citizen())
    await deliveredAll(known.code)
    const sent = await lettersOf(known.code)
    expect(sent.every(({ status }) => status === 'SENT')).toBe(true)
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length)
    expect(await worker.kill('SIGTERM')).toBe(0)
  })
})
