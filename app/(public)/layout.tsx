import type { ReactNode } from 'react'
import { getPreferences } from '#app/_lib/get-preferences.ts'
import { getVisitor } from '#app/_lib/get-visitor.ts'
import { CitizenFrame } from '#app/_ui/citizen-frame.tsx'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [visitor, preferences] = await Promise.all([getVisitor(), getPreferences()])
  return (
    <CitizenFrame visitor={visitor} preferences={preferences}>
      {children}
    </CitizenFrame>
  )
}
