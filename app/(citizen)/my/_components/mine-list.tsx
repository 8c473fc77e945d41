import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { DueText } from '#app/_ui/due-text.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import styles from '../my.module.css'

export type MyDossier = Api['dossier']['mine']['items'][number]

function Due({ item }: { item: MyDossier }) {
  const t = useTranslations('my')
  const format = useFormat()
  if (item.isSetAside) return <p className="small soft">{t('setAside')}</p>
  if (!item.dueState) return null
  const when = item.dueAt ? format.shortDateTime(item.dueAt) : null
  return (
    <>
      <DueText
        state={item.dueState}
        remainingMinutes={item.remainingMinutes}
        pausedSince={item.pausedSince}
        dayMinutes={item.dayMinutes}
      />
      {when && <span className={styles.sub}>{t(item.dueKind === 'INTAKE' ? 'answerBy' : 'promised', { when })}</span>}
    </>
  )
}

/** A register of dossiers: procedure and code, where it stands, until when. */
export function MineList({ title, items }: { title: string; items: readonly MyDossier[] }) {
  const t = useTranslations('my')
  const locale = useLocale()
  const format = useFormat()
  if (items.length === 0) return null
  return (
    <section className="sec">
      <h2>{title}</h2>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.code}>
            <div>
              <h3>
                <Link href={`/my/${item.code}`}>{inLanguage(locale, item.procedureNameVi, item.procedureNameEn)}</Link>
              </h3>
              <p className={styles.meta}>
                <CodeText code={item.code} isSoft />
                <span className="nowrap">{t('filedOn', { date: format.date(item.openedAt) })}</span>
                <span lang="vi">{item.agencyNameVi}</span>
                {item.isHelping && <b>{t('helpingMark')}</b>}
                {item.hasNews && (
                  <Link href={`/my/${item.code}/messages`} className={styles.news}>
                    {t('newsMark')}
                    <span className="sr">: {item.code}</span>
                  </Link>
                )}
              </p>
            </div>
            <div>
              <StatusChip code={item.nationalCode} isShort isAsking={item.shellState === 'withdrawalAsked'} />
            </div>
            <div>
              <Due item={item} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
