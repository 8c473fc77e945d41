import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { FeeLines } from '#app/_ui/fee-lines.tsx'
import { useLimitText } from '#app/_ui/limit-text.ts'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { ResultWayFields, type ResultWayTyped, type readResultWay } from '#app/_ui/result-way.tsx'
import { When } from '#app/_ui/when.tsx'
import styles from './filing.module.css'
import type { Draft } from './filing-sheet.tsx'

/** What it costs and when it will be ready, as reckoned from the answers of this minute. */
export function Terms({
  draft,
  way,
  wrong,
  onWay,
  onLeaveWay,
}: {
  draft: Draft
  way: ResultWayTyped
  wrong: ReturnType<typeof readResultWay>['wrong']
  onWay: (way: ResultWayTyped) => void
  onLeaveWay: (way: ResultWayTyped) => void
}) {
  const t = useTranslations('desk.filing')
  const staff = useTranslations('staff.dossier')
  const lines = useTranslations('ui.feeLine')
  const locale = useLocale()
  const limitText = useLimitText()
  const { fees, areFeesKnown, limit, promisedAt } = draft
  const totalVnd = fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0)
  return (
    <aside className={styles.terms} aria-label={t('fees')}>
      <h2 className="ruled">{t('fees')}</h2>
      <div aria-live="polite">
        {!areFeesKnown && <p className="soft">{t('feesUnknown')}</p>}
        {areFeesKnown && fees.length === 0 && <p className="soft">{t('free')}</p>}
        <ul className={styles.money}>
          {fees.map((fee) => (
            <li key={fee.code}>
              <div>
                <b>{inLanguage(locale, fee.nameVi, fee.nameEn)}</b>
                <FeeLines lines={fee.calculation} />
                {!fee.verified && <span className="small soft">{lines('unverified')}</span>}
              </div>
              <MoneyText amountVnd={fee.amountVnd} />
            </li>
          ))}
          {fees.length > 0 && (
            <li className={styles.total}>
              <b>{t('total')}</b>
              <b>
                <MoneyText amountVnd={totalVnd} />
              </b>
            </li>
          )}
        </ul>
        {draft.case && (
          <p className="small soft" lang="vi">
            {draft.case.nameVi}
          </p>
        )}
      </div>
      <Arch label={t('promise')}>
        <p className="small soft">{t('promise')}</p>
        <p className="due-date">{promisedAt ? <When at={promisedAt} /> : '–'}</p>
        <p className="small soft">
          {limitText(limit)}
          {limit.unit === 'sameDay' && limit.cutOff && `. ${t('cutOff', { time: limit.cutOff })}`}
        </p>
      </Arch>
      <ResultWayFields
        label={t('way')}
        options={{
          ONLINE: { label: staff('resultWays.ONLINE') },
          DESK: { label: staff('resultWays.DESK') },
          POST: { label: staff('resultWays.POST'), hint: t('wayPost') },
        }}
        typed={way}
        wrong={wrong}
        onChange={onWay}
        onLeave={onLeaveWay}
      />
    </aside>
  )
}
