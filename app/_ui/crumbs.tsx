import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** The way here; the last entry is this page and no link. */
export function Crumbs({ trail }: { trail: readonly { href?: string; label: ReactNode }[] }) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol className="crumb">
        {trail.map(({ href, label }) => (
          <li key={href ?? 'here'}>{href ? <Link href={href}>{label}</Link> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="back" href={href}>
      <ArrowLeft /> {children}
    </Link>
  )
}
