import { redirect } from 'next/navigation'
import { cache } from 'react'
import { caller, faultOf } from '#server/caller.ts'
import type { Draft } from './sections.ts'

/** The draft, or null when it is gone. One that was submitted leads on to its dossier. */
export const readDraft = cache(async (id: string): Promise<Draft | null> => {
  try {
    const draft = await (await caller()).draft.get({ id })
    if (draft.submitted) redirect(`/my/${draft.submitted.dossierCode}/done`)
    return draft
  } catch (error) {
    if (['NOT_FOUND', 'DRAFT_EXPIRED', 'INPUT_INVALID'].includes(faultOf(error).code)) return null
    throw error
  }
})
