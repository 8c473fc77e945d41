'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type MouseEvent, useEffect, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { signInPath } from '#app/_lib/return-path.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { ErrorSummary, type FieldProblem } from '#app/_ui/error-summary.tsx'
import { answersResolver } from '#app/_ui/form-fields/answers-resolver.ts'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { toAnswers, toFormValues } from '#app/_ui/form-fields/form-values.ts'
import { useIssueSentence } from '#app/_ui/form-fields/issue-sentence.ts'
import { problemsOf } from '#app/_ui/form-fields/problems.ts'
import { Note } from '#app/_ui/note.tsx'
import type { Page } from '#workflows/form/form.schema.ts'
import type { Answers, FormFacts } from '#workflows/form/validate.ts'
import { PartMeter } from '../../../../_components/part-meter.tsx'
import type { Draft, Earlier, Section } from '../../../../_lib/sections.ts'
import { useSourceNote } from '../../../../_lib/source-note.ts'
import styles from '../../../../apply.module.css'
import { isOutdated, useDraftSave } from '../../_lib/use-draft-save.ts'
import { Conflict } from './conflict.tsx'
import { EarlierAnswers } from './earlier-answers.tsx'
import { FileQuestion } from './file-question.tsx'
import { SavedLine } from './saved-line.tsx'

interface PageFormProps {
  draft: { id: string; revision: number; updatedAt: string; viewerId: string }
  page: Page
  answers: Answers
  facts: FormFacts
  /** Where answers came from that nobody typed. */
  prefilled: Draft['prefilled']
  /** Papers that questions of this page ask for. */
  papers: Draft['papers']
  earlier: Earlier['answers']
  parts: readonly Pick<Section, 'id' | 'kind' | 'titleVi' | 'titleEn'>[]
  backHref: string
}

/** The questions of one page: checked as on the server, saved while one types and when one leaves, right or wrong. */
export function PageForm({ draft, page, answers, facts, prefilled, papers, earlier, parts, backHref }: PageFormProps) {
  const t = useTranslations('draft')
  const locale = useLocale()
  const router = useRouter()
  const errorSentence = useDomainErrorMessage()
  const sentence = useIssueSentence()
  const form = useForm({
    defaultValues: toFormValues(page.fields, answers),
    resolver: answersResolver(page.fields, facts, (issue, typed) => sentence(issue, fieldAt(page.fields, issue.path), typed)),
    shouldFocusError: false,
  })
  const save = useDraftSave({
    draft,
    part: page.id,
    stored: answers,
    read: () => toAnswers(page.fields, form.getValues()),
    write: (changed) => {
      for (const [field, value] of Object.entries(toFormValues(page.fields, changed)))
        if (field in changed) form.setValue(field, value, { shouldDirty: true })
    },
  })
  const noteOf = useSourceNote()
  const format = useFormat()
  const [listed, setListed] = useState<{ attempt: number; problems: FieldProblem[] }>({ attempt: 0, problems: [] })
  const [isLeaving, setLeaving] = useState(false)
  const [isStale] = useState(() => isOutdated(draft.id, draft.revision))

  useEffect(() => {
    // shown again by the Back key from the browser's memory: what was saved since is on the server
    if (isStale) router.refresh()
  }, [isStale, router])

  const { changed } = save
  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => changed() }), [form, changed])

  const list = (problems: FieldProblem[]) => setListed(({ attempt }) => ({ attempt: attempt + 1, problems }))

  async function leave(href: string): Promise<void> {
    if (isLeaving) return
    setLeaving(true)
    if (await save.saveNow()) return router.push(href)
    setLeaving(false)
    list([])
  }

  function follow(event: MouseEvent, href: string): void {
    event.preventDefault()
    void leave(href)
  }

  const submit = form.handleSubmit(
    () => {
      list([])
      return leave(`/apply/draft/${draft.id}/${page.id}/next`)
    },
    (errors) => {
      list(problemsOf(page.fields, errors))
      return save.saveNow()
    },
  )
  const unsaved =
    save.state.is === 'failed'
      ? [{ message: errorSentence(save.state.error) }]
      : save.state.is === 'waiting' && listed.attempt > 0
        ? [{ message: t('notSavedNext') }]
        : []
  const isFixed = (id: string) => prefilled[id] !== undefined && page.fields.some((field) => field.id === id && field.fixed)
  const filledAt = page.fields.flatMap(({ id }) => (isFixed(id) ? [] : (prefilled[id]?.at ?? [])))[0]
  const notes = Object.fromEntries(
    Object.entries(prefilled)
      .filter(([id]) => !form.formState.dirtyFields[id])
      .map(([id, source]) => [id, noteOf(source, isFixed(id))]),
  )
  return (
    <div className="read">
      <PartMeter parts={parts} here={page.id}>
        <SavedLine state={save.state} />
      </PartMeter>
      <Link className="back" href={backHref} onClick={(event) => follow(event, backHref)}>
        <ArrowLeft /> {t(backHref.endsWith(draft.id) ? 'back' : 'previous')}
      </Link>
      {save.state.is === 'conflict' && (
        <div className={styles.conflict}>
          <Conflict
            fields={page.fields}
            mine={form.getValues()}
            theirs={save.state.theirs}
            onMine={() => void save.settle('mine')}
            onTheirs={() => void save.settle('theirs')}
          />
        </div>
      )}
      {save.state.is === 'signedOut' && (
        <div className={styles.conflict}>
          <Note
            family="wait"
            isAlert
            title={t('signedOut')}
            actions={
              <LinkButton kind="outlined" href={signInPath(`/apply/draft/${draft.id}/${page.id}`)}>
                {t('signInAgain')}
              </LinkButton>
            }
          >
            {t('signedOutText')}
          </Note>
        </div>
      )}
      <FormProvider {...form}>
        <form
          method="post"
          noValidate
          onSubmit={(event) => void submit(event)}
          // each field is saved as it is left
          onBlur={() => void save.saveNow()}
        >
          <ErrorSummary key={listed.attempt} problems={[...listed.problems, ...unsaved]} />
          <h1 className={styles.question}>{inLanguage(locale, page.titleVi, page.titleEn)}</h1>
          {page.hintVi && <p className="hint">{inLanguage(locale, page.hintVi, page.hintEn)}</p>}
          {filledAt && <p className="hint">{t('prefilled', { when: format.dateTime(filledAt) })}</p>}
          <EarlierAnswers draftId={draft.id} part={page.id} offered={earlier} save={save} />
          <FormFields
            fields={page.fields}
            facts={facts}
            notes={notes}
            fixed={page.fields.filter(({ id }) => isFixed(id)).map(({ id }) => id)}
            renderFile={(field) => <FileQuestion field={field} draftId={draft.id} papers={papers} />}
          />
          <div className="btns fill">
            <Button isBusy={isLeaving} busyLabel={t('saving')}>
              {t('next')}
            </Button>
            <Button type="button" kind="plain" onClick={() => void leave(`/apply/draft/${draft.id}`)}>
              {t('later')}
            </Button>
          </div>
        </form>
      </FormProvider>
    </div>
  )
}
