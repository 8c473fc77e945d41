import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { LEVELS, ONLINE_LEVELS, ROUTES } from '#server/modules/procedure/procedure.schema.ts'
import styles from './procedures.module.css'

type Filter = Record<'q' | 'level' | 'online' | 'route' | 'checked' | 'kind', string>

/** A plain form: works without JavaScript, and the address can be kept and sent on. */
export function Filters({ filter }: { filter: Filter }) {
  const t = useTranslations('versions')
  const choices = [
    { name: 'level', label: t('levelLabel'), options: LEVELS.map((value) => ({ value, label: t(`level.${value}`) })) },
    { name: 'online', label: t('onlineLabel'), options: ONLINE_LEVELS.map((value) => ({ value, label: t(`online.${value}`) })) },
    { name: 'route', label: t('routeLabel'), options: ROUTES.map((value) => ({ value, label: t(`route.${value}`) })) },
    {
      name: 'checked',
      label: t('checkedLabel'),
      options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`checked.${value}`) })),
    },
    {
      name: 'kind',
      label: t('kindLabel'),
      options: (['real', 'generated'] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
    },
  ] as const
  return (
    <form className={styles.filters} action="/admin/procedures">
      <div className={styles.words}>
        <label htmlFor="q">{t('search')}</label>
        <input className="in" id="q" name="q" type="search" defaultValue={filter.q} maxLength={200} />
      </div>
      {choices.map(({ name, label, options }) => (
        <div key={name}>
          <label htmlFor={name}>{label}</label>
          <select className="in" id={name} name={name} defaultValue={filter[name]} key={filter[name]}>
            <option value="">{t('any')}</option>
            {options.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div className={styles.press}>
        <Button type="submit">{t('filter')}</Button>
        {Object.values(filter).some(Boolean) && <Link href="/admin/procedures">{t('clear')}</Link>}
      </div>
    </form>
  )
}
