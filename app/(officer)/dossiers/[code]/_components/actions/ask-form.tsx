'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useTRPC, useTRPCClient } from '#app/_lib/trpc.tsx'
import { TextArea, TextField } from '#app/_ui/inputs.tsx'
import { FaultNote } from '../../../../_components/fault-note.tsx'
import { useCommand } from '../../../../_components/use-command.ts'
import { ActionForm, type ActionProps } from './action-form.tsx'
import { type Pickable, PickList } from './pick-list.tsx'

type Whom = Api['work']['membersFor']
type Member = { agencyId: string } | { accountId: string } | { memberId: string }

/** Whom to ask, what, and until when. The first asking may name several; later ones are added one by one. */
export function AskForm({
  code,
  workId,
  kind,
  onDone,
  onCancel,
}: ActionProps & { code: string; workId: string; kind: 'askOpinion' | 'addMember' }) {
  const t = useTranslations('action')
  const whom = useQuery(useTRPC().work.membersFor.queryOptions({ code, workId }))
  if (whom.error) return <FaultNote error={whom.error} />
  if (!whom.data) return <p role="status">{t('assignLoading')}</p>
  return <AskWhom code={code} workId={workId} kind={kind} whom={whom.data} onDone={onDone} onCancel={onCancel} />
}

function AskWhom({
  code,
  workId,
  kind,
  whom,
  onDone,
  onCancel,
}: ActionProps & { code: string; workId: string; kind: 'askOpinion' | 'addMember'; whom: Whom }) {
  const t = useTranslations('action')
  const locale = useLocale()
  const api = useTRPCClient()
  const [chosen, setChosen] = useState<string[]>([])
  const [days, setDays] = useState('')
  const [question, setQuestion] = useState('')
  const [isTried, setTried] = useState(false)
  const isFirst = kind === 'askOpinion'
  const candidates = candidatesOf()
  const least = isFirst ? Math.max(1, whom.min) : 1
  const most = isFirst ? whom.left : 1
  const limit = days.trim() === '' ? undefined : Number(days)
  const faults = {
    chosen:
      chosen.length < least
        ? t('ask.atLeast', { n: least })
        : chosen.length > most && isFirst
          ? t('ask.atMost', { n: most })
          : undefined,
    days: limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= 60) ? undefined : t('ask.daysWrong'),
    question: question.trim().length < 10 ? t('ask.questionShort') : undefined,
  }
  const command = useCommand((requestId) => {
    const until = limit === undefined ? {} : { limit: { unit: 'workingDay' as const, amount: limit } }
    const members = candidates
      .filter(({ id }) => chosen.includes(id))
      .map(({ member }) => ('memberId' in member ? member : { ...member, ...until }))
    const [member] = members
    return isFirst || !member
      ? api.work.askOpinion.mutate({ code, requestId, workId, members, question })
      : api.work.addMember.mutate({ code, requestId, workId, member, question })
  }, onDone)

  if (candidates.length === 0) return <p>{t('ask.nobody')}</p>
  return (
    <ActionForm
      error={command.error}
      typed={question}
      isPending={command.isPending}
      submit={t(kind)}
      onCancel={onCancel}
      onSubmit={() => {
        setTried(true)
        if (!faults.chosen && !faults.days && !faults.question) command.mutate()
      }}
    >
      <PickList
        id="whom"
        label={isFirst ? t(whom.from === 'own' ? 'ask.people' : 'ask.agencies', { n: most }) : t('ask.one')}
        options={candidates}
        chosen={chosen}
        isOne={!isFirst}
        error={isTried ? faults.chosen : undefined}
        onChange={setChosen}
      />
      <TextArea
        name="question"
        label={t('ask.question')}
        hint={t('ask.questionHint')}
        error={isTried ? faults.question : undefined}
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
      />
      <TextField
        name="days"
        label={t('ask.days')}
        hint={t('ask.daysHint')}
        isOptional
        isShort
        inputMode="numeric"
        error={isTried ? faults.days : undefined}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
    </ActionForm>
  )

  function candidatesOf(): (Pickable & { member: Member })[] {
    const fixed = isFirst
      ? []
      : whom.fixed.map(({ member, nameVi, nameEn }) => ({
          id: member,
          label: inLanguage(locale, nameVi, nameEn),
          member: { memberId: member },
        }))
    return [
      ...fixed,
      ...whom.agencies.map(({ id, code: agencyCode, nameVi, nameEn }) => ({
        id,
        label: inLanguage(locale, nameVi, nameEn),
        hint: agencyCode,
        member: { agencyId: id },
      })),
      ...whom.people.map(({ id, fullName }) => ({ id, label: fullName, member: { accountId: id } })),
    ]
  }
}
