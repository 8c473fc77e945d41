'use client'

import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#app/_ui/button.tsx'

export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <Button type="button" icon={<Printer />} onClick={() => window.print()}>
      {children}
    </Button>
  )
}
