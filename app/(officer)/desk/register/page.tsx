import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { typedDay } from '#app/_lib/typed-date.ts'
import { Button } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { Select } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { NotYours } from '../../_components/not-yours.tsx'
import { holds, staffAt } from '../../_lib/staff.ts'
import styles from './_components/register.module.css'
import { registerFault } from './_components/register-fault.ts'

/** The columns of the official register, by number; the words of a head are the screen's. */
const heads = [
  ...(['n', 'code', 'procedure', 'sets', 'owner', 'contact', 'agency', 'received', 'promised', 'handedOver'] as const),
  ...(['result', 'returned', 'way', 'receiver', 'note'] as const),
]

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('title') }
}

/** What was received at the counter, line by line, and the same as a book and as a table file. */
export default async function RegisterPage({ searchParams }: PageProps<'/desk/register'>) {
  const params = await searchParams
  const asked = {
    agency: oneOf(params.agency),
    from: typedDay(oneOf(params.from)),
    to: typedDay(oneOf(params.to)),
    procedure: oneOf(params.procedure),
  }
  const me = await staffAt(withParams('/desk/register', asked))
  if (!me) return null
  if (!holds(me, ['desk', 'director', 'head'])) return <NotYours />
  const api = await caller()
  const [t, format, locale] = await Promise.all([getTranslations('register'), getFormat(), getLocale()])
  const found = await api.desk
    .register({
      agencyId: asked.agency || undefined,
      from: asked.from || undefined,
      to: asked.to || undefined,
      procedureCode: asked.procedure || undefined,
      cursor: oneOf(params.cursor) || undefined,
    })
    .catch((error: unknown) => faultOf(error))
  if ('code' in found) {
    if (found.code === 'NOT_PERMITTED') return <NotYours />
    return (
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <Note family="stop" title={await registerFault(found)}>
          <Link href="/desk/register">{t('again')}</Link>
        </Note>
      </div>
    )
  }
  const shown = { agency: found.agencyId, from: found.from, to: found.to, procedure: found.procedureCode ?? '' }
  const file = (kind: 'pdf' | 'csv') => withParams('/api/register', { ...shown, format: kind })
  return (
    <div className={styles.page}>
      <BackLink href="/desk">{t('back')}</BackLink>
      <h1>{t('title')}</h1>
      <form method="get" className={styles.filters}>
        {found.agencies.length > 1 && (
          <Select
            name="agency"
            label={t('agency')}
            defaultValue={found.agencyId}
            options={found.agencies.map(({ id, nameVi }) => ({ value: id, label: nameVi }))}
          />
        )}
        <DayField name="from" label={t('from')} defaultValue={found.from} />
        <DayField name="to" label={t('to')} defaultValue={found.to} />
        <Select
          name="procedure"
          label={t('procedure')}
          placeholder={t('allProcedures')}
          defaultValue={shown.procedure}
          options={found.procedures.map(({ code, nameVi, nameEn }) => ({
            value: code,
            label: inLanguage(locale, nameVi, nameEn),
          }))}
        />
        <Button kind="outlined">{t('show')}</Button>
      </form>
      <p className={styles.sum}>
        <b>{t('total', { n: found.total })}</b> {t('period', { from: format.date(found.from), to: format.date(found.to) })}
        {found.total > 0 && !found.isTooMuch && (
          <span className="btns">
            <a className="btn alt" href={file('pdf')}>
              <Download /> {t('pdf')}
            </a>
            <a className="btn alt" href={file('csv')}>
              <Download /> {t('csv')}
            </a>
          </span>
        )}
      </p>
      {found.isTooMuch && <Note title={t('tooMuch')} />}
      {found.items.length === 0 ? (
        <Empty title={t('none')} isPlain />
      ) : (
        <>
          <div className={styles.scroll}>
            <table className={`sheet ${styles.book}`}>
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
                {found.items.map(({ code, cells }) => (
                  <tr key={code} lang="vi">
                    {cells.map((text, n) => (
                      <td key={heads[n]} data-of={heads[n]}>
                        {heads[n] === 'code' ? (
                          <Link className="code nowrap" href={`/dossiers/${code}`}>
                            {text}
                          </Link>
                        ) : (
                          text
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager nextHref={found.nextCursor ? withParams('/desk/register', { ...shown, cursor: found.nextCursor }) : null} />
        </>
      )}
    </div>
  )
}
