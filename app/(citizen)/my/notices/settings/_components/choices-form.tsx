'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { Radios, TextField } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import flow from '#app/_ui/petition.module.css'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { saveChoicesInput } from '#server/modules/notification/notification.schema.ts'
import styles from '../../notices.module.css'

type Current = Api['notice']['choices']

const onOf = ({ kinds }: Current) =>
  Object.fromEntries(kinds.map(({ kind, ways }) => [kind, Object.fromEntries(ways.map(({ channel, isOn }) => [channel, isOn]))]))

/** A box for each kind and way; what is always on says so instead of being a box that does nothing. */
export function ChoicesForm({ current }: { current: Current }) {
  const t = useTranslations('notices.choices')
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const [on, setOn] = useState<Record<string, Record<string, boolean>>>(() => onOf(current))
  const [isOwn, setOwn] = useState(current.quiet !== null)
  const [quiet, setQuiet] = useState(current.quiet ?? current.usualQuiet)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = useMutation(trpc.notice.saveChoices.mutationOptions({ onSuccess: () => router.refresh() }))

  function send(): void {
    const given = saveChoicesInput.safeParse({
      choices: on,
      quietFrom: isOwn ? quiet.from.trim() : null,
      quietTo: isOwn ? quiet.to.trim() : null,
    })
    setWrong(
      given.success
        ? {}
        : Object.fromEntries(
            given.error.issues.map(({ path, message }) => [String(path[0]), fieldSentence({ messageKey: message })]),
          ),
    )
    if (given.success) save.mutate(given.data)
  }

  return (
    <form
      method="post"
      noValidate
      className={flow.flow}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {save.isError && <Note family="stop" isAlert title={sentence(save.error)} />}
      {current.kinds.map(({ kind, ways }) => (
        <FieldGroup key={kind} id={`kind-${kind}`} label={t(`kinds.${kind}`)}>
          <div className="choices">
            {ways.map(({ channel, isFixed }) =>
              isFixed ? (
                <p key={channel} className="soft">
                  {t(`channels.${channel}`)}: {t('fixed')}
                </p>
              ) : (
                <label key={channel} className="choice">
                  <input
                    type="checkbox"
                    name={`${kind}-${channel}`}
                    checked={on[kind]?.[channel] ?? false}
                    onChange={(event) => setOn({ ...on, [kind]: { ...on[kind], [channel]: event.currentTarget.checked } })}
                  />
                  <span>{t(`channels.${channel}`)}</span>
                </label>
              ),
            )}
          </div>
        </FieldGroup>
      ))}
      {current.channels.includes('SMS') && current.channels.includes('ZALO') && <p className="soft">{t('order')}</p>}
      <Radios
        name="quiet"
        label={t('quiet')}
        hint={t('quietText')}
        value={isOwn ? 'own' : 'usual'}
        onChange={(event) => setOwn(event.currentTarget.value === 'own')}
        options={[
          { value: 'usual', label: t('usual', current.usualQuiet) },
          { value: 'own', label: t('own') },
        ]}
      />
      {isOwn && (
        <div className={styles.times}>
          <TextField
            name="quietFrom"
            label={t('from')}
            hint={t('clockHint')}
            error={wrong.quietFrom}
            value={quiet.from}
            onChange={(event) => setQuiet({ ...quiet, from: event.currentTarget.value })}
            isShort
          />
          <TextField
            name="quietTo"
            label={t('to')}
            error={wrong.quietTo}
            value={quiet.to}
            onChange={(event) => setQuiet({ ...quiet, to: event.currentTarget.value })}
            isShort
          />
        </div>
      )}
      <div className="btns">
        <Button isBusy={save.isPending}>{t('save')}</Button>
        {save.isSuccess && <StatusLine tone="good">{t('saved')}</StatusLine>}
      </div>
    </form>
  )
}
