import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from './search-form.module.css'

/** One field and a plain address, so that it works without JavaScript and a result can be sent on. */
export function SearchForm({ q = '', hasExample = false, children }: { q?: string; hasExample?: boolean; children?: ReactNode }) {
  const t = useTranslations('search')
  return (
    <search>
      <form action="/procedures" className={styles.form}>
        <label className="sr" htmlFor="q">
          {t('label')}
        </label>
        <div className={styles.box}>
          <input
            id="q"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={q}
            placeholder={hasExample ? t('placeholder') : undefined}
            autoComplete="off"
          />
          <button type="submit" className="btn">
            <Search /> {t('submit')}
          </button>
        </div>
        {hasExample && (
          <p className="hint">
            {t('hint')} <i lang="vi">{t('examples')}</i>
          </p>
        )}
        {children}
      </form>
    </search>
  )
}
