import { getTranslations } from 'next-intl/server'
import { NavLink } from '#app/_ui/nav-link.tsx'
import { caller } from '#server/caller.ts'
import styles from './my-bar.module.css'

/** What a citizen has here, and how much of it was not read yet; on every page of theirs. */
export async function MyBar() {
  const [t, { count, isMore }] = await Promise.all([getTranslations('notices.bar'), (await caller()).notice.unseen()])
  return (
    <nav className={styles.bar} aria-label={t('label')}>
      <div className="wrap">
        <NavLink href="/my/notices">
          {t('notices')}
          {count > 0 && <span className={styles.count}>{t(isMore ? 'many' : 'count', { n: count })}</span>}
        </NavLink>
        <NavLink href="/my/petitions">{t('petitions')}</NavLink>
      </div>
    </nav>
  )
}
