import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulators, simulators } from './running.ts'

let running: Simulators

beforeAll(async () => {
  running = await simulators('http://127.0.0.1:9')
})
beforeEach(() => running.postJson('/_control/reset', {}))
afterAll(() => running.remove())

const send = (changes: Record<string, unknown> = {}) =>
  createTransport({ host: '127.0.0.1', port: running.smtpPort, ignoreTLS: true, socketTimeout: 700 }).sendMail({
    from: 'Một Cửa <khong-tra-loi@mocua.demo>',
    to: 'tran.van.loi@cong-dan.demo',
    subject: 'Hồ sơ H24.12-261123-0001 đã được tiếp nhận',
    text: 'Kính gửi ông Trần Văn Lợi, hẹn trả kết quả ngày 26/11/2026.',
    html: '<p>Kính gửi <b>ông</b></p><script>alert(1)</script>',
    attachments: [{ filename: 'giấy hẹn.pdf', content: '%PDF-1.7', contentType: 'application/pdf' }],
    ...changes,
  })
const messages = async (query = '') => (await running.received('mail', query)).messages

describe('the mail server', () => {
  it('keeps what comes over SMTP and shows it escaped, with its attachments', async () => {
    await send()
    const [mail] = await messages('?to=tran.van.loi@cong-dan.demo&dossier=H24.12-261123-0001')
    expect(mail).toMatchObject({
      to: ['tran.van.loi@cong-dan.demo'],
      subject: 'Hồ sơ H24.12-261123-0001 đã được tiếp nhận',
      answered: true,
    })
    expect(mail.text).toContain('hẹn trả kết quả')
    const page = await running.page(`/mail/messages/${mail.id}`)
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script>')
    expect(page).toContain('giấy hẹn.pdf')
    const attachment = await fetch(`${running.url}/mail/messages/${mail.id}/attachments/0`)
    expect(attachment.headers.get('content-disposition')).toContain('attachment')
    expect(await attachment.text()).toBe('%PDF-1.7')
    expect(await running.page('/mail')).toContain('đã được tiếp nhận')
  })

  it('finds by receiver and by dossier', async () => {
    await send()
    await send({ to: 'a@b.demo', subject: 'Khác', text: 'H24.12-261123-0002', html: undefined })
    expect(await messages('?to=A@B.demo')).toHaveLength(1)
    expect(await messages('?dossier=H24.12-261123-0002')).toHaveLength(1)
    expect(await messages('?dossier=H24.12-261123-0003')).toEqual([])
    expect(await messages()).toHaveLength(2)
  })

  it('keeps mail over a kill', async () => {
    await send()
    await running.kill()
    await running.start()
    expect(await messages()).toHaveLength(1)
  })

  it('survives a sender that breaks off', async () => {
    for (const said of ['', 'EHLO x\r\nMAIL FROM:<a@b.demo>\r\nRCPT TO:<c@d.demo>\r\nDATA\r\nSubject: half']) {
      const socket = connect(running.smtpPort, '127.0.0.1')
      await once(socket, 'data')
      socket.write(said)
      await new Promise((resolve) => setTimeout(resolve, 100))
      socket.resetAndDestroy()
    }
    await send()
    expect(await messages()).toHaveLength(1)
  })

  it.each([
    ['http500', 0],
    ['errorBody', 0],
    ['garbage', 0],
    ['down', 0],
    ['timeoutAfterApply', 1],
  ])('fails as ordered: %s', async (kind, kept) => {
    await running.postJson('/_control/mail/faults', { kind, count: 1 })
    await expect(send()).rejects.toThrow()
    expect(await messages()).toHaveLength(Number(kept))
    await send()
    expect(await messages()).toHaveLength(Number(kept) + 1)
  })
})
