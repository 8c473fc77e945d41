import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { Note } from '#app/_ui/note.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import styles from './simulate.module.css'

type Answer = Api['procedure']['simulate']
type Figure = Answer['onTime']

/** Above this share of their time people have no room for a bad day. */
const FULL = 0.95
const GOOD = 0.95

export function Findings({
  answer,
  nameOfStep,
  nameOfPool,
}: {
  answer: Answer
  nameOfStep: (id: string) => string
  nameOfPool: (key: string) => string
}) {
  const t = useTranslations('simulate')
  const format = useFormat()
  const { onTime, leadTime, bottleneck, pools, steps, dayMinutes } = answer
  const time = (figure: Figure) => (figure === null ? t('none') : format.workingTime(Math.round(figure.mean), { dayMinutes }))
  const share = (figure: Figure) =>
    figure === null ? t('none') : t('percent', { n: format.number(Math.round(figure.mean * 1_000) / 10) })
  const between = (figure: Figure) => {
    if (figure?.low == null || figure.high == null) return null
    const [low, high] = [figure.low, figure.high].map((value) => format.number(Math.round(value * 1_000) / 10))
    return low === high ? null : t('between', { low: low ?? '', high: high ?? '' })
  }
  const isGood = onTime !== null && onTime.mean >= GOOD
  const full = pools.filter(({ utilisation }) => (utilisation?.mean ?? 0) >= FULL)
  const step = steps.find((each) => each.step === bottleneck.step)
  return (
    <section className={styles.findings}>
      <h2>{t('answer')}</h2>
      <Note family={isGood ? 'good' : 'wait'} title={t('onTime', { share: share(onTime) })}>
        {between(onTime)}
      </Note>
      {full.length > 0 && (
        <Note family="stop" title={t('tooMuch')}>
          {t('tooMuchOf', { pools: full.map(({ pool }) => nameOfPool(pool)).join('; ') })}
        </Note>
      )}
      <Pairs
        pairs={[
          {
            term: t('bottleneck'),
            value: step
              ? t('bottleneckOf', { step: nameOfStep(step.step), time: time(step.waitingPerDossier) })
              : t('noBottleneck'),
          },
          { term: t('half'), value: time(leadTime.p50) },
          { term: t('most'), value: time(leadTime.p95) },
        ]}
      />
      <p className="small soft">{t('basis', { dossiers: answer.dossiers, runs: answer.runs, days: answer.days })}</p>
      <h3>{t('byPool')}</h3>
      <table className={`sheet folds ${styles.figures}`}>
        <thead>
          <tr>
            {(['pool', 'people', 'used'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pools.map(({ pool, people, utilisation }) => (
            <tr key={pool}>
              <th scope="row">{nameOfPool(pool)}</th>
              <td data-label={t('head.people')}>{people}</td>
              <td data-label={t('head.used')}>{share(utilisation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('byStep')}</h3>
      <table className={`sheet folds ${styles.figures}`}>
        <thead>
          <tr>
            {(['step', 'waiting', 'working', 'others', 'visits'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step: id, waiting, working, others, visits }) => (
            <tr key={id} className={id === bottleneck.step ? styles.worst : undefined}>
              <th scope="row">
                {nameOfStep(id)}
                {id === bottleneck.step && <span className="small"> {t('here')}</span>}
              </th>
              <td data-label={t('head.waiting')}>{time(waiting)}</td>
              <td data-label={t('head.working')}>{time(working)}</td>
              <td data-label={t('head.others')}>{time(others)}</td>
              <td data-label={t('head.visits')}>
                {visits === null ? t('none') : format.number(Math.round(visits.mean * 100) / 100)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small soft">{t('assumed')}</p>
    </section>
  )
}
