import type { Metadata } from 'next'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { When } from '#app/_ui/when.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { ForCitizens } from '../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../_lib/citizen.ts'
import { NoDossier } from '../../_components/no-dossier.tsx'
import styles from '../dossier.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.readers'))('title') }
}

const ACTIONS: Record<string, 'view' | 'file' | 'document'> = {
  'dossier.view': 'view',
  'file.read': 'file',
  'document.read': 'document',
}

async function find(code: string, cursor: string) {
  try {
    return await (await caller()).dossier.readers(cursor === '' ? { code } : { code, cursor })
  } catch (error) {
    if (['NOT_FOUND', 'INPUT_INVALID', 'NOT_PERMITTED', 'DOSSIER_SET_ASIDE'].includes(faultOf(error).code)) return null
    throw error
  }
}

/** Which office looked at one's data, when, and why. */
export default async function ReadersPage({ params, searchParams }: PageProps<'/my/[code]/readers'>) {
  const code = decodeURIComponent((await params).code)
  if (!(await isCitizen(`/my/${code}/readers`))) return <ForCitizens />
  const found = await find(code, oneOf((await searchParams).cursor))
  if (!found) return <NoDossier />
  const [locale, t, talk, { my }] = await Promise.all([
    getLocale(),
    getTranslations('my.readers'),
    getTranslations('talk'),
    getMessages(),
  ])
  const { items, nextCursor } = found
  return (
    <div className="read">
      <BackLink href={`/my/${code}`}>{talk('back')}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {items.length === 0 && <p>{t('none')}</p>}
      <ul className={styles.papers}>
        {items.map(({ id, at, action, role, agencyVi, agencyEn, purpose }) => {
          const agency = inLanguage(locale, agencyVi ?? '', agencyEn ?? undefined)
          const office = t(`roles.${knownKey(my.readers.roles, role ?? '') ?? 'other'}`)
          return (
            <li key={id}>
              <b>{agency ? `${office}, ${agency}` : office}</b>
              <p className="small">
                <When at={at} /> · {t(`actions.${ACTIONS[action] ?? 'view'}`)} ·{' '}
                {t(`purposes.${knownKey(my.readers.purposes, purpose) ?? 'other'}`)}
              </p>
            </li>
          )
        })}
      </ul>
      <Pager nextHref={nextCursor ? withParams(`/my/${code}/readers`, { cursor: nextCursor }) : null} />
    </div>
  )
}
