import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { GeneratedMark } from '#app/_ui/generated-mark.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { FlowView } from '../../../../_components/flow/flow-view.tsx'
import { NotYours } from '../../../../_components/not-yours.tsx'
import { holds, placesOf, staffAt } from '../../../../_lib/staff.ts'
import styles from '../../_components/procedures.module.css'
import { Content } from './_components/content.tsx'
import { Facts } from './_components/facts.tsx'
import { Sisters } from './_components/sisters.tsx'
import { targetsAmong } from './move/_components/pairing.ts'

type Props = PageProps<'/admin/procedures/[code]/[version]'>

const read = cache(async (code: string, version: string) => {
  try {
    return await (await caller()).procedure.version({ code, version: Number(version) })
  } catch (error) {
    if (['NOT_FOUND', 'PROCEDURE_UNKNOWN', 'INPUT_INVALID'].includes(faultOf(error).code)) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code, version } = await params
  return { title: `${code} – ${(await getTranslations('versions'))('version', { n: version })}` }
}

/** One version as it was published: its head, its way as a diagram and a list, its form, papers, fees, cases and sources. */
export default async function VersionPage({ params }: Props) {
  const { code, version } = await params
  const me = await staffAt(`/admin/procedures/${code}/${version}`)
  if (!me) return null
  if (!placesOf(me).admin) return <NotYours />
  const view = await read(code, version)
  const [t, moving, locale] = await Promise.all([getTranslations('versions'), getTranslations('moveDossiers'), getLocale()])
  const { definition, description, row, versions, generated } = view
  return (
    <div className={styles.page}>
      <BackLink href="/admin/procedures">{t('title')}</BackLink>
      <h1>{inLanguage(locale, definition.nameVi, definition.nameEn)}</h1>
      <p>
        <CodeText code={definition.code} /> · {t('version', { n: row.version })} · {t(`standing.${row.standing}`)}
      </p>
      {generated && <GeneratedMark hasHint />}
      <div className={styles.columns}>
        <Facts definition={definition} />
        <div>
          <Sisters code={code} version={row.version} versions={versions} />
          <p className={styles.actions}>
            {/* no Link: it is a download */}
            <a className="btn alt" href={`/api/procedures/${code}/${row.version}`} download>
              {t('download')}
            </a>
            {holds(me, ['admin', 'director']) && (
              <Link href={`/admin/procedures/${code}/${row.version}/simulate`}>{t('simulate')}</Link>
            )}
            {holds(me, ['admin']) && targetsAmong(versions, row.version).length > 0 && (
              <Link href={`/admin/procedures/${code}/${row.version}/move`}>{moving('title')}</Link>
            )}
            {row.standing === 'inForce' && <Link href={`/procedures/${code}`}>{t('publicPage')}</Link>}
          </p>
        </div>
      </div>
      <section className={styles.section}>
        <h2>{t('flow')}</h2>
        <FlowView description={description} />
      </section>
      <Content definition={definition} />
    </div>
  )
}
