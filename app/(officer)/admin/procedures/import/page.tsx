import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../../../_components/not-yours.tsx'
import { placesOf, staffAt } from '../../../_lib/staff.ts'
import styles from '../_components/procedures.module.css'
import { ImportForm } from './_components/import-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions.import'))('title') }
}

export default async function ImportPage() {
  const me = await staffAt('/admin/procedures/import')
  if (!me) return null
  if (!placesOf(me).keeping || !(await (await caller()).procedure.list({ q: '-' })).mayPublish) return <NotYours />
  const t = await getTranslations('versions')
  const { versions, ui, errors, format, fields, form, problem } = await getMessages()
  return (
    <div className={styles.page}>
      <BackLink href="/admin/procedures">{t('title')}</BackLink>
      <h1>{t('import.title')}</h1>
      <p className="soft">{t('import.lead')}</p>
      {/* only this page needs these words in the browser */}
      <NextIntlClientProvider messages={{ versions, ui, errors, format, fields, form, problem }}>
        <ImportForm />
      </NextIntlClientProvider>
    </div>
  )
}
