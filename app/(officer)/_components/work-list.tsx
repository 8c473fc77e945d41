'use client'

import { Clock, MessageCircle, Pause, Timer, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { DayStrip } from '#app/_ui/day-strip.tsx'
import { DueText } from '#app/_ui/due-text.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import styles from './work-list.module.css'

export type WorkItem = Api['work']['list']['items'][number]

const groupLooks = {
  overdue: { className: 'due overdue', Icon: TriangleAlert },
  soon: { className: 'due soon', Icon: Timer },
  comfortable: { className: 'due comfortable', Icon: Clock },
  noLimit: { className: 'due comfortable', Icon: Clock },
  paused: { className: 'due paused', Icon: Pause },
  done: { className: 'due done', Icon: Clock },
} as const
type Group = keyof typeof groupLooks

/** A step without a limit of its own is not paused: its dossier's date goes on running. */
const groupOf = (item: WorkItem): Group =>
  item.dueAt === null ? (item.dossierDueState === 'paused' ? 'paused' : 'noLimit') : item.dueState

/** Rows come by due time; neighbours in the same state stand under one heading. */
function grouped(items: readonly WorkItem[]): { group: Group; items: WorkItem[] }[] {
  const groups: { group: Group; items: WorkItem[] }[] = []
  for (const item of items) {
    const group = groupOf(item)
    const last = groups.at(-1)
    if (last?.group === group) last.items.push(item)
    else groups.push({ group, items: [item] })
  }
  return groups
}

/** Work by remaining time; the arrow keys go from row to row, Enter opens. */
export function WorkList({ items, areGroupsNamed = true }: { items: readonly WorkItem[]; areGroupsNamed?: boolean }) {
  const t = useTranslations('queue')
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    function move(event: KeyboardEvent) {
      if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const from = document.activeElement
      if (from?.matches('input, select, textarea, summary, [role="tab"]')) return
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
      const at = from instanceof HTMLElement ? rows.indexOf(from) : -1
      // one list on a page answers, and only from inside it or from nowhere
      if (at < 0 && from !== document.body && from?.id !== 'main') return
      const next = at < 0 ? rows[0] : rows[at + (event.key === 'ArrowDown' ? 1 : -1)]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    window.addEventListener('keydown', move)
    return () => window.removeEventListener('keydown', move)
  }, [])

  return (
    <div className={styles.list} ref={list}>
      {grouped(items).map(({ group, items: rows }) => {
        const { className, Icon } = groupLooks[group]
        return (
          <section key={`${group}-${rows[0]?.code}-${rows[0]?.workId}`}>
            {areGroupsNamed && (
              <h2 className={styles.group}>
                <span className={className}>
                  <Icon /> {t(`groups.${group}`)}
                </span>
              </h2>
            )}
            <ul>
              {rows.map((item) => (
                <WorkRow key={`${item.code} ${item.workId}`} item={item} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function WorkRow({ item }: { item: WorkItem }) {
  const t = useTranslations('queue')
  const desk = useTranslations('desk')
  const words = useMessages().queue
  const locale = useLocale()
  const format = useFormat()
  const shellStep = knownKey(words.shell, item.step)
  const stepName = item.stepNameVi
    ? inLanguage(locale, item.stepNameVi, item.stepNameEn)
    : shellStep
      ? t(`shell.${shellStep}`)
      : item.step
  return (
    <li className={styles.row}>
      <div>
        <Link className={styles.name} href={`/dossiers/${item.code}`} data-row>
          {inLanguage(locale, item.procedureNameVi, item.procedureNameEn)}
        </Link>
        <p className="small soft">
          {item.ownerName} · <CodeText code={item.code} isSoft />
        </p>
        {item.hasNews && (
          <p>
            <span className="due comfortable small">
              <MessageCircle /> {t('news')}
            </span>
          </p>
        )}
      </div>
      <div>
        <p>{item.member === null ? stepName : t('opinion')}</p>
        {item.member !== null && <p className="small">{t('opinionFor', { step: stepName })}</p>}
        {item.inNameOf && <p className="small">{t('inNameOf', { name: item.inNameOf })}</p>}
        <p className="small soft">
          {item.isMine ? t('mine') : item.assigneeName ? t('holder', { name: item.assigneeName }) : t('free')}
        </p>
      </div>
      <div>
        <StatusChip code={item.nationalCode} isShort isAsking={item.shellState === 'withdrawalAsked'} />
      </div>
      <div>
        {item.isSetAside ? (
          <p className="small soft">{t('setAside')}</p>
        ) : item.dueAt === null ? (
          !shellStep && <p className="small soft">{t('noStepDue')}</p>
        ) : (
          <>
            <DueText
              state={item.dueState}
              remainingMinutes={item.remainingMinutes}
              dayMinutes={item.dayMinutes}
              isForStaff
              isStep
            />
            <p className="small soft">
              {item.step === 'intake'
                ? desk('answerBefore', { when: format.shortDateTime(item.dueAt) })
                : t('stepDue', { when: format.shortDateTime(item.dueAt) })}
            </p>
          </>
        )}
        {!item.isSetAside && item.dossierDueAt && item.dossierDueAt !== item.dueAt && (
          <p className="small soft">{t('dossierDue', { when: format.shortDateTime(item.dossierDueAt) })}</p>
        )}
        {item.cells.length > 0 && <DayStrip cells={item.cells} isMini />}
      </div>
    </li>
  )
}
