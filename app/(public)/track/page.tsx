import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { LookUpForm, type LookUpProblems } from '../_components/look-up-form.tsx'
import { TrackHere } from './_components/track-here.tsx'
import { TrackedDossier } from './_components/tracked-dossier.tsx'
import { TrackedPetition } from './_components/tracked-petition.tsx'
import { isOfPetition } from './_lib/is-of-petition.ts'
import { listedProblems } from './_lib/listed-problems.ts'

type Found =
  | { view: Api['dossier']['track'] }
  | { petition: Api['petition']['track'] }
  | { problems: LookUpProblems; message?: string }

/** Asked once for the title and the page. */
const find = cache(async (code: string, secret: string): Promise<Found> => {
  const [t, errors, fields] = await Promise.all([getTranslations('track'), getTranslations('errors'), getTranslations('fields')])
  if (code === '' || secret === '')
    return {
      problems: {
        code: code === '' ? fields('dossier.codeMissing') : undefined,
        secret: secret === '' ? fields('dossier.secretWrong') : undefined,
      },
    }
  try {
    if (isOfPetition(code))
      return { petition: await (await caller()).petition.track({ code: code.trim().toUpperCase(), secret }) }
    return { view: await (await caller()).dossier.track({ code, secret }) }
  } catch (error) {
    const { code: fault } = faultOf(error)
    // Whether the code or the secret was wrong is not told, or codes could be tried out.
    if (fault === 'NOT_FOUND' || fault === 'INPUT_INVALID') return { problems: { code: t('notFound') } }
    if (fault === 'RATE_LIMITED') return { problems: {}, message: errors('RATE_LIMITED') }
    throw error
  }
})

type Params = Awaited<PageProps<'/track'>['searchParams']>
const askedIn = ({ code, secret }: Params) =>
  code === undefined && secret === undefined ? null : ([oneOf(code), oneOf(secret)] as const)

/** A page that came back with problems says so first, also where no script can put it there. */
export async function generateMetadata({ searchParams }: PageProps<'/track'>): Promise<Metadata> {
  const [asked, t, ui] = await Promise.all([searchParams.then(askedIn), getTranslations('track'), getTranslations('ui')])
  const hasProblems = asked !== null && 'problems' in (await find(...asked))
  return { title: `${hasProblems ? ui('errorPrefix') : ''}${t('title')}` }
}

/** Where a dossier is, for anybody with both codes; a plain address, so it works without JavaScript and from the QR code on the receipt. */
export default async function TrackPage({ searchParams }: PageProps<'/track'>) {
  const asked = askedIn(await searchParams)
  const [t, { track, dossier, fields, ui, errors, format, site }] = await Promise.all([getTranslations('track'), getMessages()])
  const words = (
    <>
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead after-title">{t('lead')}</p>
    </>
  )
  if (asked === null)
    return (
      <NextIntlClientProvider messages={{ track, dossier, fields: { dossier: fields.dossier }, ui, errors, format, site }}>
        <TrackHere>{words}</TrackHere>
      </NextIntlClientProvider>
    )
  const found = await find(...asked)
  if ('petition' in found) return <TrackedPetition view={found.petition} />
  if ('view' in found) return <TrackedDossier view={found.view} />
  const [code, secret] = asked
  return (
    <div className="read">
      {words}
      <NextIntlClientProvider messages={{ ui }}>
        <ErrorSummary problems={listedProblems(found.problems, found.message)} />
      </NextIntlClientProvider>
      <Arch label={t('title')}>
        <LookUpForm code={code} secret={secret} problems={found.problems} isMain />
      </Arch>
    </div>
  )
}
