import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Timeline, type TimelineItem, type TimelineState } from './timeline.tsx'
import { When } from './when.tsx'

/** What the timeline of a dossier gives, whoever reads it: names, reasons and papers are empty where the reader may not see them. */
export interface DossierEvent {
  seq: number
  at: string
  type: string
  params: {
    stepVi?: string
    stepEn?: string
    outcomeVi?: string
    outcomeEn?: string
    feeVi?: string
    amountVnd?: number
    dueAt?: string | null
    oldDueAt?: string | null
    agencyVi?: string
    agencyEn?: string
    toVi?: string
    fromVi?: string
    mode?: string
    memberVi?: string
    memberEn?: string
    answerVi?: string
    answerEn?: string
    approverVi?: string
    approverViaVi?: string
    unitVi?: string
    unitEn?: string
    source?: string
    what?: string
    value?: string
  }
  personVi: string | null
  /** The delegate who did it in that name. */
  viaVi?: string | null
  reason: string | null
  documents: readonly { form: string; url: string }[]
}

export interface DossierPart {
  key: 'opened' | 'accepted' | 'processing' | 'result' | 'returned'
  state: 'done' | 'now' | 'later' | 'stopped'
}

const waited = new Set([
  'REQUEST_SUPPLEMENT',
  'SUPPLY',
  'REQUIRE_OBLIGATION',
  'SUSPEND',
  'REQUEST_WITHDRAWAL',
  'EXTEND',
  'TRANSFER',
])
const stopped = new Set(['REFUSE_INTAKE', 'STOP', 'WITHDRAW', 'CONFIRM_WITHDRAWAL'])

/** What is told apart by more than its type. */
function nameOf(type: string, { what, source }: DossierEvent['params']): string {
  if (type === 'AMEND') return `AMEND_${what}`
  return type === 'OPEN' && source === 'DESK' ? 'OPEN_DESK' : type
}

const stateOf = (type: string): TimelineState => (stopped.has(type) ? 'stopped' : waited.has(type) ? 'waited' : 'done')

/** The way so far, newest first, under what is still to come and where the dossier is now. */
export function DossierTimeline({
  events,
  parts = [],
  now,
}: {
  events: readonly DossierEvent[]
  parts?: readonly DossierPart[]
  /** Title and sentence of the place where it is; left out once it has ended. */
  now?: { title: string; what?: string }
}) {
  const t = useTranslations('dossier')
  const words = useMessages().dossier
  const locale = useLocale()
  const format = useFormat()

  function titleOf({ type, params }: DossierEvent): string {
    const values = {
      step: inLanguage(locale, params.stepVi ?? '', params.stepEn),
      fee: params.feeVi ?? '',
      amount: format.money(params.amountVnd ?? 0),
      due: params.dueAt ? format.shortDateTime(params.dueAt) : '',
      oldDue: params.oldDueAt ? format.shortDateTime(params.oldDueAt) : '',
      agency: inLanguage(locale, params.agencyVi ?? '', params.agencyEn),
      answer: inLanguage(locale, params.answerVi ?? '', params.answerEn),
    }
    const mode = type === 'ASSIGN' ? knownKey(words.assign, params.mode ?? '') : undefined
    if (mode) return t(`assign.${mode}`, values)
    // a step that is not public is the agency's own matter: that it is over is told, its name is not
    const isHidden = type === 'COMPLETE_STEP' && !params.stepVi
    // a calendar that moved no date is said otherwise than one that did
    const isUnmoved = type === 'RECALENDAR' && (params.dueAt ?? null) === (params.oldDueAt ?? null)
    const special = isHidden ? 'HIDDEN_STEP' : isUnmoved ? 'RECALENDAR_UNMOVED' : nameOf(type, params)
    const key = knownKey(words.events, special)
    return key ? t(`events.${key}`, values) : type
  }

  const coming = parts
    .filter(({ state }) => state === 'later')
    .toReversed()
    .map(({ key }): TimelineItem => ({ id: key, state: 'next', title: t(`parts.${key}`) }))
  const present: TimelineItem[] = now ? [{ id: 'now', state: 'now', title: now.title, what: now.what }] : []
  const past = events.map((event): TimelineItem => {
    const outcome = event.params.outcomeVi ? inLanguage(locale, event.params.outcomeVi, event.params.outcomeEn) : null
    const { toVi, fromVi, memberVi, memberEn, approverVi, approverViaVi } = event.params
    const way = knownKey(words.ways, event.params.value ?? '')
    const lines = [
      outcome,
      way ? t(`ways.${way}`) : null,
      memberVi ? t('whoAnswered', { name: inLanguage(locale, memberVi, memberEn) }) : null,
      event.reason,
      // whoever takes work himself is named once
      toVi && toVi !== event.personVi ? t('toWhom', { name: toVi }) : null,
      fromVi && fromVi !== toVi ? t('fromWhom', { name: fromVi }) : null,
      event.personVi
        ? event.viaVi
          ? t('byVia', { name: event.personVi, via: event.viaVi })
          : t('by', { name: event.personVi })
        : null,
      event.personVi === null && event.params.unitVi ? inLanguage(locale, event.params.unitVi, event.params.unitEn) : null,
      approverVi && approverVi !== event.personVi
        ? approverViaVi
          ? t('agreedVia', { name: approverVi, via: approverViaVi })
          : t('agreed', { name: approverVi })
        : null,
    ].filter((line) => line !== null)
    return {
      id: String(event.seq),
      state: stateOf(event.type),
      title: titleOf(event),
      when: <When at={event.at} as="shortDateTime" />,
      what: (
        <>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {event.documents.map(({ form, url }) => (
            <p key={url}>
              <a href={url}>{t('paper', { form: formName(form) })}</a>
            </p>
          ))}
        </>
      ),
    }
  })
  return <Timeline items={[...coming, ...present, ...past]} />

  function formName(form: string): string {
    const key = knownKey(words.forms, form)
    return key ? t(`forms.${key}`) : form
  }
}
