import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { Api } from '#app/_lib/api-types.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { LookUpForm, type LookUpProblems } from '../_components/look-up-form.tsx'
import { TrackedDossier } from './_components/tracked-dossier.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('track'))('title') }
}

type Found = { view: Api['dossier']['track'] } | { problems: LookUpProblems; message?: string }

async function find(code: string, secret: string): Promise<Found> {
  const [t, errors, fields] = await Promise.all([getTranslations('track'), getTranslations('errors'), getTranslations('fields')])
  if (code === '' || secret === '')
    return {
      problems: {
        code: code === '' ? fields('dossier.codeMissing') : undefined,
        secret: secret === '' ? fields('dossier.secretWrong') : undefined,
      },
    }
  try {
    return { view: await (await caller()).dossier.track({ code, secret }) }
  } catch (error) {
    const { code: fault } = faultOf(error)
    // Whether the code or the secret was wrong is not told, or codes could be tried out.
    if (fault === 'NOT_FOUND' || fault === 'INPUT_INVALID') return { problems: { code: t('notFound') } }
    if (fault === 'RATE_LIMITED') return { problems: {}, message: errors('RATE_LIMITED') }
    throw error
  }
}

/** Where a dossier is, for anybody with both codes; a plain address, so it works without JavaScript and from the QR code on the receipt. */
export default async function TrackPage({ searchParams }: PageProps<'/track'>) {
  const params = await searchParams
  const [code, secret] = [oneOf(params.code), oneOf(params.secret)]
  const isAsked = params.code !== undefined || params.secret !== undefined
  const t = await getTranslations('track')
  const found = isAsked ? await find(code, secret) : null
  if (found && 'view' in found) return <TrackedDossier view={found.view} />
  const problems = found?.problems ?? {}
  const listed = [
    { fieldId: 'code', message: problems.code },
    { fieldId: 'secret', message: problems.secret },
    { message: found?.message },
  ].flatMap(({ fieldId, message }) => (message ? [{ fieldId, message }] : []))
  return (
    <div className="read">
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead after-title">{t('lead')}</p>
      <ErrorSummary problems={listed} />
      <Arch label={t('title')}>
        <LookUpForm code={code} secret={secret} problems={problems} isMain />
      </Arch>
    </div>
  )
}
