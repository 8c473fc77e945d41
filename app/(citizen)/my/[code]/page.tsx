import type { Metadata } from 'next'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { whereItIs } from '#app/_lib/where-it-is.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Crumbs } from '#app/_ui/crumbs.tsx'
import { DossierTimeline } from '#app/_ui/dossier-timeline.tsx'
import { DuePanel } from '#app/_ui/due-panel.tsx'
import { Note } from '#app/_ui/note.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { caller } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import { NoDossier } from '../_components/no-dossier.tsx'
import { SetAside } from '../_components/set-aside.tsx'
import { readDossier } from '../_lib/read-dossier.ts'
import { Facts } from './_components/facts.tsx'
import { Links, Passed } from './_components/links.tsx'
import { Money } from './_components/money.tsx'
import { More } from './_components/more.tsx'
import { NextThing } from './_components/next-thing.tsx'
import { SettledObligations } from './_components/obligation.tsx'
import { Progress } from './_components/progress.tsx'
import { Result } from './_components/result.tsx'
import { Said } from './_components/said.tsx'
import { Voice } from './_components/voice.tsx'
import { Withdraw } from './_components/withdraw.tsx'

type Props = PageProps<'/my/[code]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  return { title: `${decodeURIComponent(code)} – ${(await getTranslations('my'))('title')}` }
}

/** One's own dossier: what to do now, until when and why, the way so far, the money, and all that was handed in. */
export default async function MyDossierPage({ params }: Props) {
  const { code } = await params
  if (!(await isCitizen(`/my/${code}`))) return <ForCitizens />
  const dossier = await readDossier(decodeURIComponent(code))
  if (!dossier) return <NoDossier />
  if (dossier === 'SET_ASIDE') return <SetAside code={decodeURIComponent(code)} />
  const [talk, locale, t, d, { dossier: words }] = await Promise.all([
    (await caller()).message.summary({ code: dossier.code }),
    getLocale(),
    getTranslations('my'),
    getTranslations('dossier'),
    getMessages(),
  ])
  const { procedure, shellState, holder, due, timeline, progress } = dossier
  const here = knownKey(words.here, shellState)
  const ended = knownKey(words.ended, shellState)
  const now = here ? { title: d(`here.${here}`), what: whereItIs(holder, locale, (unit) => t('heldBy', { unit })) } : undefined
  const withdrawal = dossier.actions.find(({ action }) => action === 'withdraw' || action === 'requestWithdrawal')
  return (
    <div className="wrap">
      <Crumbs trail={[{ href: '/my', label: t('title') }, { label: <CodeText code={dossier.code} isSoft /> }]} />
      <div className="with-side">
        <div>
          <h1>{inLanguage(locale, procedure.nameVi, procedure.nameEn)}</h1>
          <p className="below-title">
            <StatusChip code={dossier.nationalCode} isAsking={shellState === 'withdrawalAsked'} />
          </p>
          <NextThing dossier={dossier} />
          {!ended && <Passed transfers={dossier.transfers} />}
          {ended && ended !== 'returned' && <Note family="rest">{d(`ended.${ended}`)}</Note>}
          <Result dossier={dossier} />
          {due && !ended && due.state !== 'done' && <DuePanel due={due} />}
          <Progress lines={dossier.way} />
          <section className="sec">
            <h2>{t('way')}</h2>
            <DossierTimeline events={timeline} parts={progress} now={now} />
          </section>
          <Links dossier={dossier} />
          <More dossier={dossier} unread={talk.unread} />
          <Said dossier={dossier} />
          <Voice code={dossier.code} />
        </div>
        <aside>
          <Money dossier={dossier} />
          <SettledObligations obligations={dossier.obligations} />
          <Facts dossier={dossier} />
          {withdrawal && <Withdraw code={dossier.code} isAsked={withdrawal.action === 'requestWithdrawal'} />}
        </aside>
      </div>
    </div>
  )
}
