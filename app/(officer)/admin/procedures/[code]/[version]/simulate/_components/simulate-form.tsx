'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useRef } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { Field } from '#app/_ui/field.tsx'
import { FaultNote } from '../../../../../../_components/fault-note.tsx'
import { Findings } from './findings.tsx'
import styles from './simulate.module.css'

export type Setup = Api['procedure']['simulation']

/** Vietnamese hands write a comma. */
const numberOf = (given: FormDataEntryValue | null) =>
  typeof given === 'string' && given.trim() !== '' ? Number(given.trim().replace(',', '.')) : Number.NaN

/** Dossiers a day and people of each office; the assumed minutes of each step may be put right. */
export function SimulateForm({ code, version, setup }: { code: string; version: number; setup: Setup }) {
  const t = useTranslations('simulate')
  const locale = useLocale()
  const client = useTRPCClient()
  const answer = useRef<HTMLDivElement>(null)
  const simulate = useMutation({
    mutationFn: (input: Parameters<typeof client.procedure.simulate.mutate>[0]) => client.procedure.simulate.mutate(input),
    onSuccess: () => requestAnimationFrame(() => answer.current?.focus()),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (prefix: string, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, numberOf(form.get(`${prefix} ${name}`))]))
    simulate.mutate({
      code,
      version,
      perDay: numberOf(form.get('perDay')),
      people: read(
        'people',
        setup.pools.map(({ key }) => key),
      ),
      minutes: read(
        'minutes',
        setup.steps.map(({ id }) => id),
      ),
    })
  }
  const nameOfPool = (key: string) => {
    const pool = setup.pools.find((each) => each.key === key)
    return pool ? inLanguage(locale, pool.name.vi, pool.name.en) : key
  }
  const nameOfStep = (id: string) => {
    const step = setup.steps.find((each) => each.id === id)
    return step ? inLanguage(locale, step.name.vi, step.name.en) : id
  }
  const labelOf = (path: string) =>
    path === 'perDay'
      ? t('perDay')
      : path.startsWith('people.')
        ? nameOfPool(path.slice('people.'.length))
        : path.startsWith('minutes.')
          ? nameOfStep(path.slice('minutes.'.length))
          : undefined
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field id="perDay" label={t('perDay')} hint={t('perDayHint')}>
          <input
            className="in short"
            id="perDay"
            name="perDay"
            inputMode="decimal"
            defaultValue="10"
            aria-describedby="perDay-hint"
          />
        </Field>
        <fieldset className={styles.group}>
          <legend>{t('people')}</legend>
          <div className={styles.grid}>
            {setup.pools.map(({ key }) => (
              <Field key={key} id={`people-${key}`} label={nameOfPool(key)}>
                <input className="in short" id={`people-${key}`} name={`people ${key}`} inputMode="numeric" defaultValue="2" />
              </Field>
            ))}
          </div>
        </fieldset>
        <Disclosure summary={t('minutes')} isFlat>
          <p className="hint">{t('minutesHint')}</p>
          <div className={styles.grid}>
            {setup.steps.map(({ id, minutes }) => (
              <Field key={id} id={`minutes-${id}`} label={nameOfStep(id)}>
                <input
                  className="in short"
                  id={`minutes-${id}`}
                  name={`minutes ${id}`}
                  inputMode="decimal"
                  defaultValue={minutes}
                />
              </Field>
            ))}
          </div>
        </Disclosure>
        <FaultNote error={simulate.error} labelOf={labelOf} />
        <Button type="submit" isBusy={simulate.isPending} busyLabel={t('running')}>
          {t('run')}
        </Button>
      </form>
      {/* focus goes to the answer: on a phone it lies below the fold */}
      <div ref={answer} tabIndex={-1} aria-live="polite" className={styles.answer}>
        {simulate.data && <Findings answer={simulate.data} nameOfStep={nameOfStep} nameOfPool={nameOfPool} />}
      </div>
    </>
  )
}
