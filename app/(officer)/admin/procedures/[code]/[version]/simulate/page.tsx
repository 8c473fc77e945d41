import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { NotYours } from '../../../../../_components/not-yours.tsx'
import { holds, staffAt } from '../../../../../_lib/staff.ts'
import styles from '../../../_components/procedures.module.css'
import { SimulateForm } from './_components/simulate-form.tsx'

type Props = PageProps<'/admin/procedures/[code]/[version]/simulate'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  return { title: `${(await getTranslations('simulate'))('title')} – ${code}` }
}

async function setupOf(code: string, version: string) {
  try {
    return await (await caller()).procedure.simulation({ code, version: Number(version) })
  } catch (error) {
    if (['NOT_FOUND', 'PROCEDURE_UNKNOWN', 'INPUT_INVALID'].includes(faultOf(error).code)) notFound()
    throw error
  }
}

/** What would happen with so many dossiers a day and so many people: tried on the computer, before anybody is kept waiting. */
export default async function SimulatePage({ params }: Props) {
  const { code, version } = await params
  const me = await staffAt(`/admin/procedures/${code}/${version}/simulate`)
  if (!me) return null
  if (!holds(me, ['admin', 'director'])) return <NotYours />
  const setup = await setupOf(code, version)
  const [t, words, locale, messages] = await Promise.all([
    getTranslations('simulate'),
    getTranslations('versions'),
    getLocale(),
    getMessages(),
  ])
  const { simulate, ui, errors, format, fields, form, problem } = messages
  return (
    <div className={styles.page}>
      <BackLink href={`/admin/procedures/${code}/${version}`}>{words('version', { n: Number(version) })}</BackLink>
      <h1>{t('title')}</h1>
      <p>
        {inLanguage(locale, setup.nameVi, setup.nameEn)} · <CodeText code={code} />
      </p>
      <p className="soft">{t('lead')}</p>
      {/* only this page needs these words in the browser */}
      <NextIntlClientProvider messages={{ simulate, ui, errors, format, fields, form, problem }}>
        <SimulateForm code={code} version={Number(version)} setup={setup} />
      </NextIntlClientProvider>
    </div>
  )
}
