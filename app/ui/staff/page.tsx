import type { Metadata } from 'next'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { StaffFrame } from '#app/_ui/staff-frame.tsx'
import { BrokenPage } from './broken-page.tsx'

export const metadata: Metadata = { title: 'UI' }

/** The frame of staff pages, and in it what a page shows that could not be made; beside `/ui`, because a page has one frame. */
export default async function StaffComponentsPage() {
  return (
    <StaffFrame
      home="/ui/staff"
      places={[
        { href: '/ui/staff', label: 'Việc của tôi' },
        { href: '/ui', label: 'Các thành phần' },
      ]}
      person={{ name: 'Nguyễn Thị Hạnh', position: 'Công chức, phường Lê Thanh Nghị' }}
      preferences={await getPreferences()}
    >
      <BrokenPage />
    </StaffFrame>
  )
}
