import type { Actor } from '../account/actor.ts'
import { type DraftRow, saveResultWay } from './draft.repository.ts'
import { type KeepResultWayInput, keepResultWaySchema } from './draft.schema.ts'
import { openDraft } from './own-draft.ts'

const keptSchema = keepResultWaySchema.omit({ id: true })

interface Person {
  fullName: string
  phone?: string | null
  address?: string | null
}

/** How the result is to come, as it was typed last; until then what is known of the one who files. */
export function resultWayOf({ resultWay, source }: Pick<DraftRow, 'resultWay' | 'source'>, { fullName, phone, address }: Person) {
  const kept = keptSchema.safeParse(resultWay)
  if (kept.success) return kept.data
  const way = source === 'DESK' ? ('DESK' as const) : ('ONLINE' as const)
  return { way, receiver: fullName, phone: phone ?? '', address: address ?? '' }
}

/** Kept like an answer, so that it is still there on another device. */
export async function keepResultWay(actor: Actor, { id, ...kept }: KeepResultWayInput): Promise<{ kept: true }> {
  await openDraft(actor, id)
  await saveResultWay(id, kept)
  return { kept: true }
}
