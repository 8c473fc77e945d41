'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useFieldSentence } from '#app/_lib/field-sentence.ts'
import { useTRPC } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { FieldGroup } from '#app/_ui/field.tsx'
import { Radios, TextArea } from '#app/_ui/inputs.tsx'
import { Note } from '#app/_ui/note.tsx'
import { fitsLevel, REASONS, type Reason, rateInput } from '#server/modules/rating/rating.schema.ts'

const LEVELS = ['5', '4', '3', '2', '1'] as const

/** Five levels, the reasons that fit, and a few words; what was given can be changed for some days. */
export function Rate({ code, given }: { code: string; given: Api['rating']['mine']['rating'] }) {
  const t = useTranslations('rating')
  const format = useFormat()
  const router = useRouter()
  const trpc = useTRPC()
  const sentence = useDomainErrorMessage()
  const fieldSentence = useFieldSentence()
  const [level, setLevel] = useState(given ? String(given.level) : '')
  const [reasons, setReasons] = useState<readonly Reason[]>(REASONS.filter((reason) => given?.reasons.includes(reason)))
  const [words, setWords] = useState(given?.words ?? '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const rate = useMutation(trpc.rating.give.mutationOptions({ onSuccess: () => router.refresh() }))
  const offered = level === '' ? [] : REASONS.filter((reason) => fitsLevel(Number(level), reason))

  function send(): void {
    const input = rateInput.safeParse({
      code,
      level: level === '' ? undefined : Number(level),
      reasons: reasons.filter((reason) => offered.includes(reason)),
      words,
    })
    setWrong(
      Object.fromEntries(
        (input.error?.issues ?? []).map(({ path, message }) => [String(path[0]), fieldSentence({ messageKey: message })]),
      ),
    )
    if (input.success) rate.mutate(input.data)
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!rate.isPending) send()
      }}
    >
      {rate.isError && <Note family="stop" isAlert title={sentence(rate.error)} />}
      <div role="status">{given && <Note family="good">{t('sent', { at: format.date(given.until) })}</Note>}</div>
      <Radios
        name="level"
        label={t('level')}
        error={wrong.level}
        value={level}
        onChange={(event) => setLevel(event.currentTarget.value)}
        options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      {offered.length > 0 && (
        <FieldGroup
          id="reasons"
          label={t(Number(level) >= 4 ? 'reasonsGood' : Number(level) <= 2 ? 'reasonsBad' : 'reasonsBoth')}
          error={wrong.reasons}
          isOptional
        >
          <div className="choices">
            {offered.map((reason) => (
              <label key={reason} className="choice">
                <input
                  type="checkbox"
                  name={`reason-${reason}`}
                  checked={reasons.includes(reason)}
                  onChange={({ currentTarget: { checked } }) =>
                    setReasons(checked ? [...reasons, reason] : reasons.filter((one) => one !== reason))
                  }
                />
                <span>{t(`reasons.${reason}`)}</span>
              </label>
            ))}
          </div>
        </FieldGroup>
      )}
      {level !== '' && (
        <TextArea
          name="ratingWords"
          label={t('words')}
          hint={t('wordsHint')}
          error={wrong.words}
          isOptional
          rows={3}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className="btns">
        <Button kind="outlined" isBusy={rate.isPending}>
          {t(given ? 'change' : 'send')}
        </Button>
      </div>
    </form>
  )
}
