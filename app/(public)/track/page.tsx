import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { LookedUp } from './_components/looked-up.tsx'
import { TrackHere } from './_components/track-here.tsx'
import { TrackedDossier } from './_components/tracked-dossier.tsx'
import { TrackedPetition } from './_components/tracked-petition.tsx'
import { askedIn, findTracked } from './_lib/find-tracked.ts'

/** A page that came back with problems says so first, also where no script can put it there. */
export async function generateMetadata({ searchParams }: PageProps<'/track'>): Promise<Metadata> {
  const [t, ui] = await Promise.all([getTranslations('track'), getTranslations('ui')])
  const asked = askedIn(await searchParams)
  const hasProblems = asked !== null && 'problems' in (await findTracked(...asked))
  return { title: `${hasProblems ? ui('errorPrefix') : ''}${t('title')}` }
}

/** Where a dossier is, for anybody with both codes; a plain address, so it works without JavaScript and from the QR code on the receipt. */
export default async function TrackPage({ searchParams }: PageProps<'/track'>) {
  const asked = askedIn(await searchParams)
  if (asked) {
    const found = await findTracked(...asked)
    if ('petition' in found) return <TrackedPetition view={found.petition} />
    return 'view' in found ? <TrackedDossier view={found.view} /> : <LookedUp found={found} asked={asked} />
  }
  const [t, { track, dossier, fields, ui, errors, format, site }] = await Promise.all([getTranslations('track'), getMessages()])
  return (
    <NextIntlClientProvider messages={{ track, dossier, fields: { dossier: fields.dossier }, ui, errors, format, site }}>
      <TrackHere>
        <h1 className="page-title">{t('title')}</h1>
        <p className="lead after-title">{t('lead')}</p>
      </TrackHere>
    </NextIntlClientProvider>
  )
}
