'use client'

import { ApiProvider } from '#app/_lib/trpc.tsx'
import { TalkForm } from '#app/_ui/talk/talk-form.tsx'
import { TalkList, type TalkMessage } from '#app/_ui/talk/talk-list.tsx'
import { fileView } from './samples.ts'

const message = (id: string, more: Partial<TalkMessage>): TalkMessage => ({
  id,
  at: '2026-12-21T07:30:00Z',
  side: 'CITIZEN',
  isUnread: false,
  text: 'Tôi mang bản chính đến quầy ngày nào thì được?',
  authorVi: 'Nguyễn Thị Nhung',
  onBehalfOfVi: null,
  agencyVi: null,
  agencyEn: null,
  files: [],
  ...more,
})

const messages: TalkMessage[] = [
  message('3', {
    side: 'AGENCY',
    isUnread: true,
    text: 'Ông/bà mang đến ngày nào trong tuần này cũng được.',
    authorVi: 'Nguyễn Thị Hạnh',
    agencyVi: 'Ủy ban nhân dân phường Lê Thanh Nghị',
    agencyEn: 'People’s Committee of Lê Thanh Nghị Ward',
  }),
  message('2', {
    onBehalfOfVi: 'Phạm Minh Khôi',
    files: [fileView('giay-chung-sinh', 'CLEAN'), fileView('uy-quyen', 'PENDING')],
  }),
  message('1', { text: null }),
]

/** A conversation, none yet, one to write into and one that is over. */
export function TriedTalk() {
  return (
    <ApiProvider>
      <TalkList messages={messages} />
      <TalkList messages={[]} />
      <TalkForm code="H24.12-261211-0087" isOpen unreadId={null} />
      <TalkForm code="H24.12-261211-0087" isOpen={false} unreadId={null} />
    </ApiProvider>
  )
}
