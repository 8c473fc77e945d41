import { redirect } from 'next/navigation'
import { cache } from 'react'
import { caller, faultOf } from '#server/caller.ts'
import type { Draft } from './sections.ts'

type Read = { draft: Draft } | { endedAt: string | null }

const read = cache(async (id: string): Promise<Read> => {
  try {
    return { draft: await (await caller()).draft.get({ id }) }
  } catch (error) {
    const { code, details } = faultOf(error)
    if (code === 'DRAFT_EXPIRED') return { endedAt: typeof details?.expiredAt === 'string' ? details.expiredAt : null }
    if (code === 'NOT_FOUND' || code === 'INPUT_INVALID') return { endedAt: null }
    throw error
  }
})

/** The draft, or null when it is gone. One that was submitted leads on to its dossier. */
export async function readDraft(id: string): Promise<Draft | null> {
  const found = await read(id)
  if (!('draft' in found)) return null
  if (found.draft.submitted) redirect(`/my/${found.draft.submitted.dossierCode}/done`)
  return found.draft
}

/** When a draft that is gone came to its end; null when it was not time that ended it. */
export async function readEnd(id: string): Promise<string | null> {
  const found = await read(id)
  return 'endedAt' in found ? found.endedAt : null
}
