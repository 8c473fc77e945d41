import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { Api } from '#app/_lib/api-types.ts'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { caller } from '#server/caller.ts'
import { staffAt } from '../../_lib/staff.ts'
import { DelegationForm } from './_components/delegation-form.tsx'
import styles from './_components/delegations.module.css'
import { RevokeButton } from './_components/revoke-button.tsx'

type Item = Api['delegation']['mine']['items'][number]
const sides = ['received', 'given', 'kept'] as const
const heads = ['who', 'what', 'when', 'why', 'state'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('delegation'))('title') }
}

/** In whose name this person may act, who may act in theirs, and, for an administrator, of whom else at the agency. */
export default async function DelegationsPage() {
  const me = await staffAt('/inbox/delegations')
  if (!me) return null
  const api = await caller()
  const [t, format, locale, { items, places }] = await Promise.all([
    getTranslations('delegation'),
    getFormat(),
    getLocale(),
    api.delegation.mine(),
  ])
  const offers = places.filter(({ principals }) => principals.length > 0)
  const shown = sides.filter((side) => side !== 'kept' || items.some((item) => item.side === 'kept'))
  return (
    <div className={styles.page}>
      <BackLink href="/inbox">{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {shown.map((side) => {
        const own = items.filter((item) => item.side === side)
        return (
          <section key={side} className={styles.section}>
            <h2 className="ruled">{t(`sides.${side}`)}</h2>
            {own.length === 0 ? <p className="soft">{t(`none.${side}`)}</p> : table(own)}
          </section>
        )
      })}
      {offers.length > 0 && (
        <section className={styles.section}>
          <h2 className="ruled">{t('new')}</h2>
          <DelegationForm places={offers} />
        </section>
      )}
    </div>
  )

  function table(rows: readonly Item[]) {
    return (
      <div className={styles.scroll}>
        <table className="sheet">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t(`heads.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.id}>
                <td>
                  {t('fromTo', { from: item.fromName, to: item.toName })}
                  <span className="small soft">{item.agencyNameVi}</span>
                  {item.enteredByName && <span className="small soft">{t('enteredBy', { name: item.enteredByName })}</span>}
                </td>
                <td>
                  {item.roles.length === 0
                    ? t('allRoles')
                    : item.roles.map(({ nameVi, nameEn }) => inLanguage(locale, nameVi, nameEn)).join(', ')}
                </td>
                <td className="nowrap">{t('period', { from: format.date(item.validFrom), to: format.date(item.validTo) })}</td>
                <td>{item.reason}</td>
                <td>
                  {t(`states.${item.state}`)}
                  {item.mayRevoke && <RevokeButton id={item.id} isReceived={item.side === 'received'} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
}
