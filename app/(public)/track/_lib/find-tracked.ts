import { getMessages } from 'next-intl/server'
import { cache } from 'react'
import type { Api } from '#app/_lib/api-types.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { caller, faultOf } from '#server/caller.ts'
import { isOfPetition } from './is-of-petition.ts'
import { missingIn, type Problems, refusedWith } from './problems.ts'

type Found = { view: Api['dossier']['track'] } | { petition: Api['petition']['track'] } | Problems

/** Asked once for the title and the page. */
export const findTracked = cache(async (code: string, secret: string): Promise<Found> => {
  const words = await getMessages()
  const missing = missingIn({ code, secret }, words)
  if (missing) return missing
  try {
    if (isOfPetition(code))
      return { petition: await (await caller()).petition.track({ code: code.trim().toUpperCase(), secret }) }
    return { view: await (await caller()).dossier.track({ code, secret }) }
  } catch (error) {
    const refused = refusedWith(faultOf(error).code, words)
    if (refused) return refused
    throw error
  }
})

type Params = Awaited<PageProps<'/track'>['searchParams']>
/** Code and secret as the address has them; null when it asks for nothing. */
export const askedIn = ({ code, secret }: Params) =>
  code === undefined && secret === undefined ? null : ([oneOf(code), oneOf(secret)] as const)
