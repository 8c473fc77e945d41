import Link from 'next/link'
import { useLocale, useMessages, useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { whereItIs } from '#app/_lib/where-it-is.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { DossierTimeline } from '#app/_ui/dossier-timeline.tsx'
import { DuePanel } from '#app/_ui/due-panel.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'

/** What anybody with both codes may see: where it is and until when, and nobody's name. */
export function TrackedDossier({ view }: { view: Api['dossier']['track'] }) {
  const t = useTranslations('track')
  const words = useMessages().dossier
  const d = useTranslations('dossier')
  const locale = useLocale()
  const { code, procedure, nationalCode, shellState, agency, receivingPoint, holder, due, timeline, fees, progress } = view
  const here = knownKey(words.here, shellState)
  const ended = knownKey(words.ended, shellState)
  const sentence = whereItIs(holder, locale, (unit) => d('heldBy', { unit }))
  const places = [
    { term: t('agency'), place: agency },
    ...(receivingPoint.nameVi === agency.nameVi ? [] : [{ term: t('receivingPoint'), place: receivingPoint }]),
  ]
  return (
    <div className="wrap">
      <Crumbs trail={[{ href: '/track', label: t('title') }, { label: <CodeText code={code} isSoft /> }]} />
      <div className="with-side">
        <div>
          <h1>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</h1>
          <p className="below-title">
            <StatusChip code={nationalCode} isAsking={shellState === 'withdrawalAsked'} />
          </p>
          {ended && <Note family={ended === 'returned' ? 'good' : 'rest'}>{d(`ended.${ended}`)}</Note>}
          {due && !ended && <DuePanel due={due} />}
          <section className="sec">
            <h2>{t('steps')}</h2>
            <DossierTimeline
              events={timeline}
              parts={progress}
              now={here ? { title: d(`here.${here}`), what: sentence } : undefined}
            />
          </section>
        </div>
        <aside>
          <h2 className="ruled">{t('facts')}</h2>
          <Pairs
            pairs={[
              { term: t('code'), value: <CodeText code={code} /> },
              ...places.map(({ term, place }) => ({
                term,
                value: (
                  <>
                    {inLanguage(locale, place.nameVi, place.nameEn)}
                    <span className="small soft below" lang="vi">
                      {place.addressVi}. {place.openingVi}
                    </span>
                    <a className="nowrap" href={`tel:${place.phone.replace(/[^\d+]/g, '')}`}>
                      {place.phone}
                    </a>
                  </>
                ),
              })),
              ...(fees.owedVnd > 0 ? [{ term: t('owed'), value: <MoneyText amountVnd={fees.owedVnd} /> }] : []),
              ...(fees.settledVnd > 0 ? [{ term: t('settled'), value: <MoneyText amountVnd={fees.settledVnd} /> }] : []),
            ]}
          />
          <p className="small after-lead">{t.rich('signIn', { signIn: (text) => <Link href={`/my/${code}`}>{text}</Link> })}</p>
          <p className="small after-lead">
            <Link href="/track">{t('again')}</Link>
          </p>
        </aside>
      </div>
    </div>
  )
}
