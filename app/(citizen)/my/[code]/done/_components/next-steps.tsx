import { useTranslations } from 'next-intl'
import { maskPhone } from '#app/_lib/format.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Dossier } from '../../../_lib/read-dossier.ts'
import styles from '../done.module.css'

interface Step {
  when: string
  title: string
  text: string
}

/** "la•••@vidu.vn": enough to know which mailbox. */
const maskEmail = (email: string) => email.replace(/^(.{1,2})[^@]*/, '$1•••')

/** What happens now, each with its time: nobody should have to ask whether it was received. */
export function NextSteps({ dossier, owedVnd }: { dossier: Dossier; owedVnd: number }) {
  const t = useTranslations('my.done')
  const format = useFormat()
  const { due, applicant, resultWay } = dossier
  const pay: Step[] =
    owedVnd > 0 ? [{ when: t('payWhen'), title: t('pay', { amount: format.money(owedVnd) }), text: t('payText') }] : []
  const contact = applicant?.email ? maskEmail(applicant.email) : applicant?.phone ? maskPhone(applicant.phone) : null
  const answer: Step = {
    when:
      due?.kind === 'INTAKE' && due.at
        ? t('answerWhen', { when: format.shortDateTime(due.at) })
        : t(owedVnd > 0 ? 'answerAfterPay' : 'answerUsual'),
    title: t('answer'),
    text: applicant?.email && contact ? t('answerText', { email: contact }) : t('answerTextNoMail'),
  }
  const result = resultWay === 'POST' ? 'resultPost' : resultWay === 'DESK' ? 'resultDesk' : 'resultOnline'
  const steps: Step[] = [
    ...pay,
    answer,
    { when: t('workAfter'), title: t('work'), text: t('workText') },
    { when: t('resultWhen'), title: t('result'), text: t(result) },
  ]
  return (
    <section className="sec">
      <h2>{t('next')}</h2>
      <ol>
        {steps.map(({ when, title, text }) => (
          <li key={title} className={styles.step}>
            <span className={styles.when}>{when}</span>
            <div>
              <b>{title}</b>
              <p className="small soft">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
