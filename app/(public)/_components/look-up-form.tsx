import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/inputs.tsx'

export interface LookUpProblems {
  code?: string
  secret?: string
}

/** Code and secret of a dossier; together they show where it is, to anybody who holds the paper. */
export function LookUpForm({
  code,
  secret,
  problems = {},
  isMain = false,
  onSubmit,
}: {
  code?: string
  secret?: string
  problems?: LookUpProblems
  isMain?: boolean
  /** Where a script answers in place. */
  onSubmit?: ComponentProps<'form'>['onSubmit']
}) {
  const t = useTranslations('track')
  return (
    <form action="/track" onSubmit={onSubmit}>
      <TextField
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        defaultValue={code}
        error={problems.code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
      />
      <TextField
        name="secret"
        label={t('secret')}
        hint={t('secretHint')}
        defaultValue={secret}
        error={problems.secret}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
      />
      <div className="btns">
        <Button type="submit" kind={isMain ? 'filled' : 'outlined'}>
          {t('submit')}
        </Button>
      </div>
    </form>
  )
}
