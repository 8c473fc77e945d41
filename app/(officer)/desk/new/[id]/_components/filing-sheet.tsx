'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormProvider } from 'react-hook-form'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import { useFormat } from '#app/_lib/use-format.ts'
import { Button } from '#app/_ui/button.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { ErrorSummary, type FieldProblem } from '#app/_ui/error-summary.tsx'
import { fieldAt } from '#app/_ui/form-fields/field-words.ts'
import { FormFields } from '#app/_ui/form-fields/form-fields.tsx'
import { problemsOf } from '#app/_ui/form-fields/problems.ts'
import { type ResultWayTyped, readResultWay, useResultWayProblems } from '#app/_ui/result-way.tsx'
import { StatusLine } from '#app/_ui/status-line.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'
import { type PaperAtDesk, PapersChecklist, type PaperToCheck } from '../../../../_components/papers-checklist.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { Discard } from './discard.tsx'
import styles from './filing.module.css'
import { Person } from './person.tsx'
import { Terms } from './terms.tsx'
import { useFilingForm } from './use-filing-form.ts'
import { useSaving } from './use-saving.ts'

export type Draft = Api['draft']['get']

/** One screen from the person to the receipt: what was said, what lies on the counter, what it costs and when it will be ready. */
export function FilingSheet({ draft: first }: { draft: Draft }) {
  const t = useTranslations('desk.filing')
  const locale = useLocale()
  const format = useFormat()
  const router = useRouter()
  const api = useTRPCClient()
  const { data: draft } = useQuery({ ...useTRPC().draft.get.queryOptions({ id: first.id }), initialData: first })
  const { methods, pages, scope, read } = useFilingForm(first.form, first.answers, first.facts)
  const { saving, cancel } = useSaving(first.id, first.revision, methods, read)
  const [told, setTold] = useState<readonly PaperAtDesk[]>([])
  const [way, setWay] = useState(first.resultWay)
  const { chosen, wrong } = readResultWay(way)
  const wayProblems = useResultWayProblems()
  const keep = useMutation({ mutationFn: (typed: ResultWayTyped) => api.draft.keepResultWay.mutate({ id: first.id, ...typed }) })
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const papers = draft.papers.filter(({ isDeclaration }) => !isDeclaration).map((paper) => paperToCheck(paper, locale))
  const checked = papers.map(({ start }) => told.find(({ code }) => code === start.code) ?? start)
  const submit = useCommand(
    (requestId) =>
      api.desk.submit.mutate({ draftId: first.id, requestId, papers: checked, ...(chosen ?? { resultWay: 'DESK' }) }),
    () => undefined,
  )
  const { applicant, owner, procedure } = draft
  // the summary stays as it was when it was asked for; the count beside the button goes down with each answer
  const left = problems.length > 0 ? openProblems().length : 0
  const isBusy = submit.isPending || submit.isSuccess

  async function receive() {
    if (isBusy) return
    const isRight = await methods.trigger()
    const found = isRight ? [...paperProblems(), ...wayProblems(wrong)] : openProblems()
    setProblems(found)
    if (found.length > 0) return
    cancel()
    try {
      await saving.mutateAsync()
      const filed = await submit.mutateAsync()
      router.push(`/dossiers/${codeIn(filed)}?filed=1`)
    } catch {
      // both mutations keep their error, which is shown below the head
    }
  }

  function openProblems(): FieldProblem[] {
    const fields = pages.flatMap((page) => page.fields)
    return [...problemsOf(fields, methods.formState.errors), ...paperProblems(), ...wayProblems(wrong)]
  }

  function paperProblems(): FieldProblem[] {
    return papers.flatMap(({ name, isRequired, originalsShown, hasFile }, index): FieldProblem[] => {
      const now = checked[index]
      if (!isRequired || !now) return []
      if (originalsShown && !now.originalSeen) return [{ fieldId: `paper-${now.code}`, message: t('originalNotSeen', { name }) }]
      const isHandedIn = hasFile || now.originalSeen || now.originals + now.certified + now.copies > 0
      return isHandedIn ? [] : [{ fieldId: `paper-${now.code}`, message: t('paperMissing', { name }) }]
    })
  }

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <BackLink href="/desk">{useTranslations('desk')('title')}</BackLink>
        <h1>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</h1>
        <p className="soft small">
          <span className="num">{procedure.code}</span> · {inLanguage(locale, draft.agency.nameVi, draft.agency.nameEn)}
        </p>
      </header>
      <div className={styles.columns}>
        <Person applicant={applicant} owner={owner} />
        <div>
          <ErrorSummary problems={problems} />
          <FaultNote error={submit.error ?? saving.error} labelOf={labelOf} />
          <FormProvider {...methods}>
            <form
              method="post"
              noValidate
              id="filing"
              onSubmit={(event) => {
                event.preventDefault()
                void receive()
              }}
            >
              {pages.map((page) => (
                <section key={page.id} className={styles.part}>
                  <h2 className="ruled">{inLanguage(locale, page.titleVi, page.titleEn)}</h2>
                  {page.hintVi && <p className="hint">{inLanguage(locale, page.hintVi, page.hintEn)}</p>}
                  <div className={styles.fields}>
                    <FormFields fields={page.fields} facts={scope} />
                  </div>
                </section>
              ))}
            </form>
          </FormProvider>
          {papers.length > 0 && (
            <section className={styles.part}>
              <h2>{t('papers')}</h2>
              <p className="hint">{t('papersHint')}</p>
              <PapersChecklist papers={papers} checked={checked} onChange={setTold} />
            </section>
          )}
        </div>
        <Terms draft={draft} way={way} wrong={problems.length > 0 ? wrong : {}} onWay={setWay} onLeaveWay={keep.mutate} />
      </div>
      <div className={styles.bar}>
        <Discard id={first.id} />
        <StatusLine tone={saving.isError ? 'stop' : 'calm'}>
          {saving.isPending
            ? t('saving')
            : saving.isError
              ? t('notSaved')
              : t('saved', { time: format.time(saving.data?.savedAt ?? draft.updatedAt) })}
        </StatusLine>
        <span className={styles.end}>
          {left > 0 && <StatusLine tone="stop">{t('problems', { n: left })}</StatusLine>}
          <Button form="filing" isBusy={isBusy} keys="F9">
            {t('submit')}
          </Button>
        </span>
      </div>
    </div>
  )

  function labelOf(path: string): string | undefined {
    const field = fieldAt(
      pages.flatMap(({ fields }) => fields),
      path,
    )
    return field ? inLanguage(locale, field.labelVi, field.labelEn) : undefined
  }
}

/** The answer of the filing is kept as JSON, for a repeated press. */
function codeIn(filed: unknown): string {
  const code: unknown = typeof filed === 'object' && filed !== null ? Reflect.get(filed, 'code') : undefined
  return typeof code === 'string' ? encodeURIComponent(code) : ''
}

/** Of a required paper stands there what the law asks for; the desk corrects what is different. */
function paperToCheck(paper: Draft['papers'][number], locale: 'vi' | 'en'): PaperToCheck {
  const { code, nameVi, nameEn, required, originalsShown, original, certified, copies, files } = paper
  return {
    name: inLanguage(locale, nameVi, nameEn),
    isRequired: required,
    originalsShown,
    hasFile: files.length > 0,
    start: {
      code,
      originals: required ? original : 0,
      certified: required ? certified : 0,
      copies: required ? copies : 0,
      originalSeen: false,
    },
  }
}
