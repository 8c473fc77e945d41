import type { ReactNode } from 'react'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { CitizenFrame } from '#app/_ui/citizen-frame.tsx'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  return <CitizenFrame preferences={await getPreferences()}>{children}</CitizenFrame>
}
