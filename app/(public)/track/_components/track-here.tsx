'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ComponentType, type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { LookUpForm, type LookUpProblems } from '../../_components/look-up-form.tsx'
import { isOfPetition } from '../_lib/is-of-petition.ts'
import { listedProblems } from '../_lib/problems.ts'

type View = Api['dossier']['track']
type Shown = { view: View; Dossier: ComponentType<{ view: View }> } | { problems: LookUpProblems; message?: string }

/** What shows a dossier is fetched when there is one to show; both are on their way at once. */
async function answerTo(codes: { code: string; secret: string }) {
  const [{ askTrack }, { TrackedDossier }] = await Promise.all([import('../_lib/ask-track.ts'), import('./tracked-dossier.tsx')])
  return { found: await askTrack(codes), TrackedDossier }
}

/** The form of the page, answered in place. Without a script it is a plain form that asks for the same address. */
export function TrackHere({ children }: { children: ReactNode }) {
  const t = useTranslations('track')
  const errors = useTranslations('errors')
  const fields = useTranslations('fields')
  const [shown, setShown] = useState<Shown>({ problems: {} })
  const [isBusy, setIsBusy] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  // "look up another one" and the way back lead to the address without codes
  const isAsked = useSearchParams().has('code')
  const found = isAsked && 'view' in shown ? shown : null

  useEffect(() => {
    const title = found && place.current?.querySelector('h1')
    if (!title) return
    title.tabIndex = -1
    title.focus()
  }, [found])

  async function ask(event: FormEvent<HTMLFormElement>) {
    const form = event.currentTarget
    const typed = new FormData(form)
    const [code, secret] = [String(typed.get('code')).trim(), String(typed.get('secret')).trim()]
    // a petition that the desk wrote down: rare, so the browser asks for its page, and no script for it is on this one
    if (secret !== '' && isOfPetition(code)) return
    event.preventDefault()
    if (code === '' || secret === '')
      return setShown({
        problems: {
          code: code === '' ? fields('dossier.codeMissing') : undefined,
          secret: secret === '' ? fields('dossier.secretWrong') : undefined,
        },
      })
    setIsBusy(true)
    try {
      const { found: answer, TrackedDossier } = await answerTo({ code, secret })
      if ('view' in answer) {
        window.history.pushState(null, '', `/track?${new URLSearchParams({ code, secret })}`)
        setShown({ view: answer.view, Dossier: TrackedDossier })
      } else if (answer.refusal === 'NOT_FOUND') setShown({ problems: { code: t('notFound') } })
      else setShown({ problems: {}, message: errors('RATE_LIMITED') })
    } catch {
      // the line, or an older page than the server: the browser asks by itself and says what came of it
      form.submit()
    } finally {
      setIsBusy(false)
    }
  }

  const problems = 'problems' in shown ? shown.problems : {}
  return (
    <div ref={place}>
      <p className="sr" role="status">
        {isBusy ? t('searching') : found ? t('found') : ''}
      </p>
      {found ? (
        <found.Dossier view={found.view} />
      ) : (
        <div className="read">
          {children}
          <ErrorSummary problems={listedProblems(problems, 'problems' in shown ? shown.message : undefined)} />
          <Arch label={t('title')}>
            <LookUpForm problems={problems} isMain onSubmit={(event) => void ask(event)} />
          </Arch>
        </div>
      )}
    </div>
  )
}
