'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { DayField } from '#app/_ui/day-field.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Note } from '#app/_ui/note.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'
import styles from '../../_components/procedures.module.css'

type Checked = Api['procedure']['checkVersion']

const MAX_BYTES = 1_000_000

/** What was found, where and in words; with one of them nothing is stored. */
function Findings({ findings }: { findings: Checked['findings'] }) {
  const t = useTranslations('versions.import')
  const locale = useLocale()
  return (
    <section className={styles.section} aria-live="polite">
      <h2>{t('faults', { n: findings.length })}</h2>
      <table className="sheet folds">
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('fault')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ place, rule, vi, en }) => (
            <tr key={`${place} ${rule} ${vi}`}>
              <td>{place ? <code className={styles.hash}>{place}</code> : t('whole')}</td>
              <td>{inLanguage(locale, vi, en)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Publish({ text, checked }: { text: string; checked: Checked }) {
  const t = useTranslations('versions.import')
  const locale = useLocale()
  const client = useTRPCClient()
  const { head, next, newest, states } = checked
  const [from, setFrom] = useState(newest || !head ? '' : head.effectiveFrom)
  const publish = useMutation({
    mutationFn: () => client.procedure.publishVersion.mutate({ text, effectiveFrom: from || undefined, asNext: true }),
  })
  if (!head) return null
  const done = publish.data
  if (done)
    return (
      <Note family="good" title={t('done', { n: done.version, code: done.code })}>
        <Link href={`/admin/procedures/${done.code}/${done.version}`}>{t('see')}</Link>
      </Note>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Note family="good" title={t('sound')}>
        {t('soundOf', { name: inLanguage(locale, head.nameVi, head.nameEn), code: head.code, steps: head.steps, states })}{' '}
        {t('asNext', { n: next })} {newest ? t('after', { n: newest.version }) : t('first')}
      </Note>
      <DayField name="from" label={t('from')} hint={newest ? t('fromHint') : undefined} value={from} onChange={setFrom} />
      <FaultNote error={publish.error} />
      <Button type="submit" isBusy={publish.isPending}>
        {t('publish', { n: next })}
      </Button>
    </form>
  )
}

/** First the file is checked, then the day is chosen; nothing is stored before the second press. */
export function ImportForm() {
  const t = useTranslations('versions.import')
  const client = useTRPCClient()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const check = useMutation({ mutationFn: (given: string) => client.procedure.checkVersion.mutate({ text: given }) })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const file = new FormData(event.currentTarget).get('file')
    check.reset()
    if (!(file instanceof File) || file.size === 0) return setFault(t('noFile'))
    if (file.size > MAX_BYTES) return setFault(t('tooLarge'))
    setFault(undefined)
    const given = await file.text()
    setText(given)
    check.mutate(given)
  }
  const { data } = check
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field id="file" label={t('file')} error={fault}>
          <input
            className="in"
            id="file"
            name="file"
            type="file"
            accept=".json,application/json"
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'file-error' : undefined}
            onChange={() => check.reset()}
          />
        </Field>
        <Button type="submit" kind={data ? 'outlined' : 'filled'} isBusy={check.isPending} busyLabel={t('checking')}>
          {t('check')}
        </Button>
      </form>
      <FaultNote error={check.error} />
      {data &&
        (data.findings.length > 0 ? <Findings findings={data.findings} /> : <Publish key={text} text={text} checked={data} />)}
    </>
  )
}
