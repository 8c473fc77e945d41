import { Check, CircleHelp, Clock, Minus, TriangleAlert, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { AttachedFiles } from './attached-files.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'

type Opinion = Dossier['opinions'][number]

const answered = {
  for: { className: 'due done', Icon: Check },
  against: { className: 'due overdue', Icon: X },
  neutral: { className: 'due comfortable', Icon: CircleHelp },
} as const

/** Who was asked what, until when, and what they said; silence is said as such. */
export function Opinions({ opinions }: { opinions: Dossier['opinions'] }) {
  const t = useTranslations('staff.opinions')
  const locale = useLocale()
  const format = useFormat()
  const asked = [...new Set(opinions.map(({ workId }) => workId))]
  return (
    <Part title={t('title')} isHidden={opinions.length === 0}>
      {asked.map((workId) => {
        const own = opinions.filter((one) => one.workId === workId)
        const [first] = own
        const left = own.filter(({ status }) => status === 'OPEN').length
        const questions = [...new Set(own.map(({ question }) => question).filter((one) => one !== null))]
        const common = questions.length === 1 ? questions[0] : null
        return (
          <section key={workId} className={styles.asked}>
            <h3>{inLanguage(locale, first?.stepNameVi ?? '', first?.stepNameEn)}</h3>
            <p className="small soft">{left === 0 ? t('all', { n: own.length }) : t('some', { n: own.length, left })}</p>
            {common && <p>{t('question', { question: common })}</p>}
            <ul>
              {own.map((opinion) => (
                <li key={opinion.member} className={styles.opinion}>
                  <b>{nameOf(opinion)}</b>{' '}
                  {opinion.mine && opinion.status === 'OPEN' && <span className="soft">({t('mine')})</span>}
                  <p className="small">{standing(opinion)}</p>
                  {!common && opinion.question && <p className="small">{t('question', { question: opinion.question })}</p>}
                  {opinion.text && <p className={styles.long}>{opinion.text}</p>}
                  <AttachedFiles files={opinion.files} />
                  <p className="small soft">
                    {opinion.answeredAt && opinion.status === 'ANSWERED'
                      ? t('answeredBy', {
                          name: opinion.answeredByName ?? '',
                          when: format.shortDateTime(opinion.answeredAt),
                        })
                      : t('askedBy', { name: opinion.askedByName ?? '', when: format.shortDateTime(opinion.askedAt) })}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </Part>
  )

  function nameOf({ nameVi, nameEn, personName, agencyNameVi }: Opinion): string {
    if (personName) return personName
    return nameVi ? `${inLanguage(locale, nameVi, nameEn)} (${agencyNameVi})` : agencyNameVi
  }

  function standing({ status, counts, answer, answerVi, answerEn, dueAt, isLate }: Opinion): ReactNode {
    switch (status) {
      case 'OPEN':
        return (
          <span className={isLate ? 'due overdue' : 'due soon'}>
            {isLate ? <TriangleAlert /> : <Clock />}{' '}
            {dueAt ? t(isLate ? 'late' : 'open', { when: format.shortDateTime(dueAt) }) : t('openNoLimit')}
          </span>
        )
      case 'ANSWERED': {
        const { className, Icon } = answered[counts ?? 'neutral']
        return (
          <span className={className}>
            <Icon /> {answerVi ? inLanguage(locale, answerVi, answerEn) : answer}
          </span>
        )
      }
      case 'SILENT':
        return (
          <span className="due done">
            <Check /> {t('silent')}
          </span>
        )
      case 'CANCELLED':
        return (
          <span className="due paused">
            <Minus /> {t('cancelled')}
          </span>
        )
    }
  }
}
