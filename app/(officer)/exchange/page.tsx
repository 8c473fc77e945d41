import { CircleCheck, Timer, TriangleAlert } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { Pager } from '#app/_ui/pager.tsx'
import { When } from '#app/_ui/when.tsx'
import { caller } from '#server/caller.ts'
import { NotYours } from '../_components/not-yours.tsx'
import { holds, placesOf, staffAt } from '../_lib/staff.ts'
import { ReloadButton } from './_components/reload-button.tsx'
import { ReplayButton } from './_components/replay-button.tsx'
import { ScannerLine } from './_components/scanner-line.tsx'
import { SetAside } from './_components/set-aside.tsx'
import { ZaloLine } from './_components/zalo-line.tsx'
import styles from './exchange.module.css'

const names = ['PORTAL', 'MAIL', 'FORM', 'RESULT', 'PAYMENT', 'SUB', 'RESIDENT', 'SMS', 'ZALO', 'PUSH'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exchange'))('title') }
}

const words = { waiting: 'soon', parked: 'overdue', calm: 'done' } as const
const icons = { waiting: Timer, parked: TriangleAlert, calm: CircleCheck }

/** Each partner in words, then what needs a person and why, then what came in and every call. */
export default async function ExchangePage({ searchParams }: PageProps<'/exchange'>) {
  const me = await staffAt('/exchange')
  if (!me) return null
  if (!placesOf(me).exchange) return <NotYours />
  const cursor = oneOf((await searchParams).cursor) || undefined
  const api = await caller()
  const [t, format, numbers, { targets, parked, inbound, setAside, scanner, zalo }, log] = await Promise.all([
    getTranslations('exchange'),
    getFormat(),
    getFormatter(),
    api.exchange.overview(),
    api.exchange.log({ cursor }),
  ])
  const waiting = targets.reduce((sum, target) => sum + target.waiting, 0)
  const standing = targets.reduce((sum, target) => sum + target.parked, 0)
  const sentence = standing > 0 ? 'parked' : waiting > 0 ? 'waiting' : 'calm'
  const age = (seconds: number) =>
    seconds < 120
      ? t('seconds', { n: seconds })
      : seconds < 7_200
        ? t('minutes', { n: Math.floor(seconds / 60) })
        : t('hoursLong', { n: Math.floor(seconds / 3_600) })
  const targetName = (system: string): string => {
    const known = names.find((one) => one === system)
    return known ? t(`targets.${known}`) : system
  }
  const outcomeName = (outcome: string): string => {
    const known = (['OK', 'REFUSED', 'UNAVAILABLE'] as const).find((one) => one === outcome)
    return known ? t(`log.outcomes.${known}`) : outcome
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <p className="soft small">
          {t('asOf', {
            time: numbers.dateTime(new Date(), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
          })}
        </p>
        <ReloadButton />
      </div>
      <ul className={styles.targets}>
        {targets.map((target) => {
          const state = target.parked > 0 ? 'parked' : target.waiting > 0 ? 'waiting' : 'calm'
          const Icon = icons[state]
          return (
            <li key={target.target}>
              <b>{t(`targets.${target.target}`)}</b>
              <span className={`due ${words[state]} small`}>
                <Icon /> {state === 'calm' ? t('calm') : t(state, { n: target[state] })}
              </span>
              {target.waiting > 0 && <span className="small soft">{t('slow', { time: age(target.oldestSeconds) })}</span>}
              <span className="small soft">{t('delivered', { n: target.deliveredToday })}</span>
            </li>
          )
        })}
        <ScannerLine scanner={scanner} />
        <ZaloLine zalo={zalo} />
      </ul>
      <p className={styles.say}>{t(`sentence.${sentence}`, { waiting, parked: standing })}</p>
      <p className="soft small">{t('promise')}</p>

      <section className={styles.section}>
        <h2>{t('needs.title')}</h2>
        {parked.length === 0 ? (
          <p className="soft">{t('needs.none')}</p>
        ) : (
          <table className="sheet folds">
            <thead>
              <tr>
                {(['dossier', 'message', 'why', 'attempts', 'since', 'act'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`needs.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parked.map((line) => (
                <tr key={`${line.dossierCode} ${line.target} ${line.lineSeq}`}>
                  <td className="num nowrap">{line.dossierCode}</td>
                  <td>
                    {t(`targets.${line.target}`)}
                    <span className="small soft">
                      {line.type}, {t('needs.line', { n: line.lineSeq })}
                      {line.behind > 0 && `. ${t('needs.behind', { n: line.behind })}`}
                    </span>
                  </td>
                  <td>
                    <span className="due overdue">
                      <TriangleAlert /> {line.lastError ?? '–'}
                    </span>
                  </td>
                  <td className="num">{line.attempts}</td>
                  <td>
                    <When at={line.since} as="shortDateTime" />
                  </td>
                  <td>
                    <ReplayButton dossierCode={line.dossierCode} target={line.target} lineSeq={line.lineSeq} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>

      <SetAside dossiers={setAside} mayLift={holds(me, ['admin'])} />

      <section className={styles.section}>
        <h2>{t('inbound.title')}</h2>
        {inbound.length === 0 && <p className="soft">{t('inbound.none')}</p>}
        <ul>
          {inbound.map((message) => (
            <li key={`${message.system} ${message.foreignKey}`} className={styles.line}>
              <When at={message.receivedAt} as="shortDateTime" /> {targetName(message.system)}{' '}
              <span className="code soft">{message.foreignKey}</span>{' '}
              {message.dossierCode && <span className="code">{message.dossierCode}</span>}
            </li>
          ))}
        </ul>
      </section>

      <section className={styles.section}>
        <h2>{t('log.title')}</h2>
        {log.items.length === 0 ? (
          <p className="soft">{t('log.none')}</p>
        ) : (
          <table className="sheet folds">
            <thead>
              <tr>
                {(['at', 'where', 'dossier', 'what', 'result'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`log.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {log.items.map((row) => (
                <tr key={row.id}>
                  <td>
                    <When at={row.at} as="shortDateTime" />
                  </td>
                  <td>{targetName(row.system)}</td>
                  <td className="num nowrap">{row.dossierCode ?? '–'}</td>
                  <td>
                    {row.service} <span className="small soft">{t(row.direction === 'IN' ? 'log.in' : 'log.out')}</span>
                  </td>
                  <td>
                    {outcomeName(row.outcome)}
                    <span className="small soft">
                      {[row.errorCode, row.message, `${format.number(row.durationMs)} ms`].filter(Boolean).join('. ')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pager nextHref={log.nextCursor ? withParams('/exchange', { cursor: log.nextCursor }) : null} />
        {cursor && <Link href="/exchange">{t('log.first')}</Link>}
      </section>
    </div>
  )
}
