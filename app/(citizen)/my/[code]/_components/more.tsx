import { Download, Eye, MessageCircle, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'

/** What one may do beside the procedure: ask, let others in, see who looked, take the history along. Helpers may ask. */
export function More({ dossier, unread }: { dossier: Dossier; unread: number | null }) {
  const t = useTranslations('my.more')
  const { code, isHelping } = dossier
  const links = [
    ...(unread === null
      ? []
      : [{ href: `/my/${code}/messages`, Icon: MessageCircle, label: t('messages'), hint: t('messagesHint'), count: unread }]),
    ...(isHelping
      ? []
      : [
          { href: `/my/${code}/people`, Icon: Users, label: t('people'), hint: t('peopleHint'), count: 0 },
          { href: `/my/${code}/readers`, Icon: Eye, label: t('readers'), hint: t('readersHint'), count: 0 },
        ]),
  ]
  return (
    <section className="sec">
      <h2>{t('title')}</h2>
      <ul className={styles.more}>
        {links.map(({ href, Icon, label, hint, count }) => (
          <li key={href}>
            <Icon aria-hidden="true" />
            <div>
              <Link href={href}>{label}</Link>
              {count > 0 && <b className={styles.count}>{t('unread', { count })}</b>}
              <p className="small soft">{hint}</p>
            </div>
          </li>
        ))}
        {!isHelping && (
          <li>
            <Download aria-hidden="true" />
            <div>
              <a href={`/api/dossiers/${code}/history`}>{t('history')}</a>
              <p className="small soft">{t('historyHint')}</p>
            </div>
          </li>
        )}
      </ul>
    </section>
  )
}
