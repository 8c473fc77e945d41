import { simpleParser } from 'mailparser'
import { type Clock, shownTime } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import type { Faults } from '../frame/faults.ts'
import { facts, html, nothing, page, table } from '../frame/html.ts'
import { bytes, Refusal, type Reply, type Route } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { createSmtpServer } from './smtp.ts'
import { type Mail, type MailStore, openMailStore } from './store.ts'

/** An SMTP server and the mailbox page of everybody. */
export function openMail(settings: Settings, clock: Clock, faults: Faults) {
  const store = openMailStore(settings.MOCUA_DATA_DIR)
  const stopping = new AbortController()
  const smtp = createSmtpServer(store, clock, faults, stopping.signal)

  const routes: Route[] = [
    { method: 'GET', path: /^\/mail\/?$/, handle: (call) => listPage(store.mails(), call.query.get('to') ?? '') },
    { method: 'GET', path: /^\/mail\/messages\/([0-9a-f-]{36})$/, handle: (_call, [id]) => messagePage(store.mail(id ?? '')) },
    {
      method: 'GET',
      path: /^\/mail\/messages\/([0-9a-f-]{36})\/attachments\/(\d{1,3})$/,
      handle: (_call, [id, index]) => attachment(store, id ?? '', Number(index)),
    },
  ]
  const controlled: Controlled = {
    system: 'mail',
    received: (code, query) => {
      const to = query.get('to')?.toLowerCase()
      const messages = store
        .mails()
        .filter(
          (one) => (code === null || mentions(one, code)) && (!to || one.to.some((address) => address.toLowerCase() === to)),
        )
      return { messages }
    },
    reset: () => store.reset(clock.now().toISOString()),
  }
  return {
    routes,
    controlled,
    server: smtp,
    listen: () => new Promise<void>((resolve) => smtp.listen(settings.SMTP_PORT, '127.0.0.1', resolve)),
    stop() {
      stopping.abort()
      smtp.close()
    },
    close: store.close,
  }
}

const mentions = (mail: Mail, code: string) =>
  [mail.subject, mail.text, mail.html, ...Object.values(mail.headers)].some((part) => part.includes(code))
const time = (iso: string) => shownTime(new Date(iso))

function listPage(mails: readonly Mail[], to: string): Reply {
  const shown = mails.filter((one) => to === '' || one.to.some((address) => address.includes(to))).toReversed()
  return page(
    'Hộp thư (mô phỏng)',
    html`<form method="get" action="/mail"><label for="to">Thư gửi đến địa chỉ</label><input type="text" id="to" name="to" value="${to}"><button type="submit">Lọc</button></form>
${table(
  'Thư đã nhận',
  ['Lúc', 'Người gửi', 'Người nhận', 'Tiêu đề', 'Tệp'],
  shown.map((one) => [
    time(one.at),
    one.from,
    one.to.join(', '),
    html`<a href="/mail/messages/${one.id}">${one.subject || '(không có tiêu đề)'}</a>`,
    one.attachments.length || '',
  ]),
  'Chưa có thư nào.',
)}`,
  )
}

function messagePage(mail: Mail | null): Reply {
  if (!mail) throw new Refusal(404, 'Không có thư này.')
  return page(
    mail.subject || '(không có tiêu đề)',
    html`${facts([
      ['Nhận lúc', time(mail.at)],
      ['Người gửi', mail.from],
      ['Người nhận', mail.to.join(', ')],
      ['Mã thư', mail.messageId],
    ])}<h2>Nội dung</h2><pre>${mail.text}</pre>
${mail.html ? html`<h2>Nội dung dạng HTML (mã nguồn)</h2><pre>${mail.html}</pre>` : nothing}
${table(
  'Tệp đính kèm',
  ['Tên', 'Loại', 'Kích thước'],
  mail.attachments.map((one, index) => [
    html`<a href="/mail/messages/${mail.id}/attachments/${index}">${one.name}</a>`,
    one.contentType,
    `${one.bytes} byte`,
  ]),
  'Không có tệp đính kèm.',
)}<p><a href="/mail">Về hộp thư</a></p>`,
  )
}

async function attachment(store: MailStore, id: string, index: number): Promise<Reply> {
  const mail = store.mail(id)
  if (!mail) throw new Refusal(404, 'Không có thư này.')
  const parsed = await simpleParser(store.raw(id))
  const found = parsed.attachments[index]
  if (!found) throw new Refusal(404, 'Thư không có tệp này.')
  return bytes(found.content, found.contentType, mail.attachments[index]?.name ?? 'tep')
}
