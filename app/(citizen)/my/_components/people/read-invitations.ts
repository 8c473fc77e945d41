import type { Api } from '#app/_lib/api-types.ts'
import { caller, faultOf } from '#server/caller.ts'
import type { About } from './invite-form.tsx'

/** Null for whoever has nothing to share here: a stranger, or a helper. */
export async function readInvitations(about: About): Promise<Api['invitation']['of'] | null> {
  try {
    return await (await caller()).invitation.of({ about })
  } catch (error) {
    if (['NOT_FOUND', 'INPUT_INVALID', 'NOT_PERMITTED', 'DOSSIER_SET_ASIDE'].includes(faultOf(error).code)) return null
    throw error
  }
}
