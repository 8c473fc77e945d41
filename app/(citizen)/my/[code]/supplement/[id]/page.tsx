import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { caller } from '#server/caller.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import { ForCitizens } from '../../../../_components/for-citizens.tsx'
import { isCitizen } from '../../../../_lib/citizen.ts'
import { NoDossier } from '../../../_components/no-dossier.tsx'
import { SetAside } from '../../../_components/set-aside.tsx'
import { type Dossier, readDossier } from '../../../_lib/read-dossier.ts'
import { type Asked, SupplementForm } from './_components/supplement-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('my.supplement'))('title') }
}

/** The asked fields; a condition for showing one was judged when it was asked. */
function fieldsOf({ form }: Dossier, asked: Dossier['supplements'][number]): Field[] {
  const ids = new Set(asked.items.map(({ fieldId }) => fieldId))
  return form.pages
    .flatMap(({ fields }) => fields)
    .filter(({ id }) => ids.has(id))
    .map(({ showIf: _showIf, ...field }) => field)
}

/** Answers a request for more papers: each item that was asked, with what the officer said about it. */
export default async function SupplementPage({ params }: PageProps<'/my/[code]/supplement/[id]'>) {
  const { code: given, id } = await params
  const code = decodeURIComponent(given)
  if (!(await isCitizen(`/my/${code}/supplement/${id}`))) return <ForCitizens />
  const dossier = await readDossier(code)
  if (!dossier) return <NoDossier />
  if (dossier === 'SET_ASIDE') return <SetAside code={code} />
  const [locale, format, t, my] = await Promise.all([
    getLocale(),
    getFormat(),
    getTranslations('my.supplement'),
    getTranslations('my'),
  ])
  const asked = dossier.supplements.find((request) => request.id === id)
  const isOpen = asked?.status === 'OPEN' && (dossier.isHelping || dossier.actions.some(({ action }) => action === 'supply'))
  const files = isOpen ? await (await caller()).file.ofSupplement({ code, supplementId: id }) : []
  const labelOf = (fieldId: string | null) => {
    const field = dossier.formFields.find((one) => one.id === fieldId)
    return field ? inLanguage(locale, field.labelVi, field.labelEn) : null
  }
  const items = (asked?.items ?? []).map(
    (item, n): Asked => ({
      n: n + 1,
      paperCode: item.paperCode,
      fieldId: item.fieldId,
      name: item.nameVi ?? labelOf(item.fieldId),
      note: item.note,
      files: files.filter(({ paperCode }) => paperCode === item.paperCode),
    }),
  )
  const stored = Object.fromEntries(
    dossier.answers.flatMap(({ rows }) => rows.map(({ fieldId, value }) => [fieldId, value] as const)),
  )
  return (
    <div className="read">
      <BackLink href={`/my/${code}`}>{code}</BackLink>
      <h1>{t('title')}</h1>
      {asked && isOpen ? (
        <>
          <p className="lead">{t('lead')}</p>
          <div className="after-lead">
            <Note family="wait" title={asked.dueAt ? t('by', { when: format.dateTime(asked.dueAt) }) : undefined}>
              {asked.reason && (
                <p>
                  <b>{t('reason')}:</b> {asked.reason}
                </p>
              )}
            </Note>
          </div>
          <SupplementForm
            code={code}
            supplementId={id}
            items={items}
            fields={fieldsOf(dossier, asked)}
            answers={stored}
            today={asked.requestedAt.slice(0, 10)}
            sender={dossier.isHelping ? (dossier.applicant?.fullName ?? '') : null}
          />
        </>
      ) : (
        <p className="lead">{my('noWay')}</p>
      )}
    </div>
  )
}
