import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { caller, faultOf } from '#server/caller.ts'
import type { LookUpProblems } from '../../_components/look-up-form.tsx'
import { isOfPetition } from './is-of-petition.ts'

export type Problems = { problems: LookUpProblems; message?: string }
export type Petition = { petition: Api['petition']['track'] }
export type Found = { view: Api['dossier']['track'] } | Petition | Problems

/** Asked once for the title and the page. */
export const findTracked = cache(async (code: string, secret: string): Promise<Found> => {
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
/** Code and secret as the address has them; null when it asks for nothing. */
export const askedIn = ({ code, secret }: Params) =>
  code === undefined && secret === undefined ? null : ([oneOf(code), oneOf(secret)] as const)

/** A page that came back with problems says so first, also where no script can put it there. */
export async function titleOf(params: Params): Promise<string> {
  const [t, ui] = await Promise.all([getTranslations('track'), getTranslations('ui')])
  const asked = askedIn(params)
  const hasProblems = asked !== null && 'problems' in (await findTracked(...asked))
  return `${hasProblems ? ui('errorPrefix') : ''}${t('title')}`
}
