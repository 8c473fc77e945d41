import { shownTime } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import { html, page, table } from '../frame/html.ts'
import type { Reply } from '../frame/http.ts'
import type { PhoneStore } from './store.ts'

const STATUS = { SENT: 'đã gửi', DELIVERED: 'đã đến máy', FAILED: 'không đến' } as const

export function phonePage(title: string, store: PhoneStore): Reply {
  return page(
    title,
    html`${table(
      'Tin đã nhận để gửi',
      ['Lúc', 'Số máy', 'Nội dung', 'Tình trạng', 'Gửi lặp lại'],
      store
        .messages()
        .toReversed()
        .map(({ at, phone, text, status, repeats }) => [shownTime(new Date(at)), phone, text, STATUS[status], repeats]),
      'Chưa có tin nào.',
    )}
${table(
  'Tin bị từ chối',
  ['Lúc', 'Số máy', 'Lý do'],
  store.refused().map(({ at, phone, reason }) => [shownTime(new Date(at)), phone, reason]),
  'Chưa có tin nào bị từ chối.',
)}`,
  )
}

export const phoneControl = (system: string, store: PhoneStore, now: () => Date): Controlled => ({
  system,
  received: (code, query) => {
    const phone = query.get('phone')
    return {
      messages: store
        .messages()
        .filter((one) => (code === null || one.code === code || one.text.includes(code)) && (!phone || one.phone === phone)),
      refused: store.refused().filter((one) => !phone || one.phone === phone),
    }
  },
  reset: () => store.reset(now().toISOString()),
})
