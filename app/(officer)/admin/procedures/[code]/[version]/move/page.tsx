import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { NotYours } from '../../../../../_components/not-yours.tsx'
import { holds, staffAt } from '../../../../../_lib/staff.ts'
import styles from '../../../_components/procedures.module.css'
import { MoveForm } from './_components/move-form.tsx'
import { partsOf, targetsAmong } from './_components/pairing.ts'

type Props = PageProps<'/admin/procedures/[code]/[version]/move'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  return { title: `${(await getTranslations('moveDossiers'))('title')} – ${code}` }
}

async function versionOf(code: string, version: number) {
  try {
    return await (await caller()).procedure.version({ code, version })
  } catch (error) {
    if (['NOT_FOUND', 'PROCEDURE_UNKNOWN', 'INPUT_INVALID'].includes(faultOf(error).code)) notFound()
    throw error
  }
}

/** Open dossiers stay with the version that they began with; here an administrator looks which could move to another one, and moves them. */
export default async function MovePage({ params }: Props) {
  const { code, version } = await params
  const me = await staffAt(`/admin/procedures/${code}/${version}/move`)
  if (!me) return null
  if (!holds(me, ['admin'])) return <NotYours />
  const { row, versions, definition } = await versionOf(code, Number(version))
  const others = targetsAmong(versions, row.version)
  const [t, words, locale, messages] = await Promise.all([
    getTranslations('moveDossiers'),
    getTranslations('versions'),
    getLocale(),
    getMessages(),
  ])
  const targets = await Promise.all(
    others.map(async ({ id, version: number, effectiveFrom }) => ({
      id,
      version: number,
      effectiveFrom,
      parts: partsOf((await versionOf(code, number)).definition, locale),
    })),
  )
  const namesOf = (list: { code: string; nameVi: string; nameEn?: string }[]) =>
    Object.fromEntries(list.map((each) => [each.code, inLanguage(locale, each.nameVi, each.nameEn)]))
  const { moveDossiers, ui, errors, format, fields, form, problem } = messages
  return (
    <div className={styles.page}>
      <BackLink href={`/admin/procedures/${code}/${row.version}`}>{words('version', { n: row.version })}</BackLink>
      <h1>{t('title')}</h1>
      <p>
        {inLanguage(locale, definition.nameVi, definition.nameEn)} · <CodeText code={code} /> ·{' '}
        {words('version', { n: row.version })}
      </p>
      <p className="soft">{t('lead')}</p>
      {targets.length === 0 ? (
        <Note title={t('noTarget')}>{t('noTargetWhat')}</Note>
      ) : (
        // only this page needs these words in the browser
        <NextIntlClientProvider messages={{ moveDossiers, ui, errors, format, fields, form, problem }}>
          <MoveForm
            from={{ id: row.id, version: row.version, parts: partsOf(definition, locale) }}
            targets={targets}
            caseNames={namesOf(definition.cases)}
            feeNames={namesOf(definition.fees)}
          />
        </NextIntlClientProvider>
      )}
    </div>
  )
}
