import { ArrowRight, ArrowUpRight, Banknote, Clock, FileCheck, Landmark, type LucideIcon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { useLimitText } from '#app/_ui/limit-text.ts'
import { Note } from '#app/_ui/note.tsx'
import { useFeeText } from '../../../_components/procedure-facts.tsx'
import styles from '../procedure.module.css'
import { ExpectedTime } from './expected-time.tsx'

function Fact({ Icon, term, children }: { Icon: LucideIcon; term: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        <Icon />
        {term}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The doorway: time, money, place, result, and the one button that begins. */
export function StartPanel({ procedure }: { procedure: Api['procedure']['get'] }) {
  const t = useTranslations('procedure')
  const locale = useLocale()
  const limitText = useLimitText()
  const feeText = useFeeText()
  const { limit, online, onlineLevel } = procedure
  const { elsewhere } = procedure
  const canStart = onlineLevel !== 'information' && elsewhere === null
  const isAtPortal = procedure.filedAtPortal && !procedure.filedAtDesk
  return (
    <div className={styles.start}>
      <Arch as="aside" look="lifted" label={t('start.label')}>
        <dl className={styles.facts}>
          <Fact Icon={Clock} term={t('start.time')}>
            {limitText(limit)}
            {limit.unit === 'sameDay' && limit.cutOff && <small>{t('start.cutOff', { time: limit.cutOff })}</small>}
            {limit.nextDayAfter && <small>{t('start.nextDayAfter', { time: limit.nextDayAfter })}</small>}
            <ExpectedTime expected={procedure.expected} />
          </Fact>
          <Fact Icon={Banknote} term={t('start.fee')}>
            {feeText(procedure.feeSummary)}
            {procedure.fees.some(({ exemptions }) => exemptions.length > 0) && <small>{t('start.exemptions')}</small>}
          </Fact>
          <Fact Icon={Landmark} term={t('start.place')}>
            {t(`level.${procedure.level}`)}
          </Fact>
          <Fact Icon={FileCheck} term={t('start.result')}>
            {procedure.results
              .filter(({ kind }) => kind !== 'refusal')
              .map(({ nameVi, nameEn }) => inLanguage(locale, nameVi, nameEn))
              .join(', ')}
          </Fact>
        </dl>
        {canStart ? (
          <LinkButton href={`/apply/${procedure.code}`} isWide>
            {t('start.begin')} <ArrowRight />
          </LinkButton>
        ) : elsewhere ? (
          <>
            <a className="btn wide" href={elsewhere.url} rel="external">
              {t('start.elsewhere')} <ArrowUpRight />
            </a>
            <p className="small">
              <span lang="vi">{elsewhere.nameVi}</span>. {t('start.elsewhereHint')}
            </p>
          </>
        ) : isAtPortal ? (
          <Note family="wait" title={t('start.atPortal')}>
            {t('start.atPortalHint')}
          </Note>
        ) : (
          <Note family="wait" title={t('start.atDesk')}>
            {online.partialReasonVi ? <span lang="vi">{online.partialReasonVi}</span> : t('start.atDeskHint')}
          </Note>
        )}
        {canStart && <p className="small soft">{t('start.signIn')}</p>}
        {onlineLevel === 'partial' && (
          <p className="small">
            <b>{t('start.partial')}</b> {online.partialReason && t(`partialReason.${online.partialReason}`)}{' '}
            {online.partialReasonVi && <span lang="vi">{online.partialReasonVi}</span>}
          </p>
        )}
        <p className="small soft">
          {t('start.code')} <CodeText code={procedure.code} />
        </p>
      </Arch>
    </div>
  )
}
