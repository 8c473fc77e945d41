import { tellPerson } from '../notification/tell-person.ts'
import { setting } from '../setting/settings.ts'
import { deleteEnded, draftsToWarn, markWarned } from './draft-end.repository.ts'

/**
 * Tells owners of drafts that these end soon, by the ways that they chose, once for each end: killed between notice and mark, the notice is
 * known by its draft and end.
 */
export async function warnOfEndingDrafts(signal: AbortSignal): Promise<{ told: number }> {
  let told = 0
  for (const { id, accountId, agencyId, expiresAt } of await draftsToWarn(await setting('draft.warnDays'))) {
    if (signal.aborted) break
    await tellPerson({ homeAgencyId: agencyId, kind: 'DRAFT', id, template: 'draftEnds', accountId, limit: expiresAt })
    await markWarned(id, expiresAt)
    told += 1
  }
  return { told }
}

/** Drafts whose time has passed go, and leave a note; so many at a time. */
export const removeEndedDrafts = (): Promise<number> => deleteEnded()

const DAY_MS = 86_400_000

/** Within the days in which its owner is warned. */
export async function endsSoon({ expiresAt, now }: { expiresAt: Date; now: Date }): Promise<boolean> {
  return expiresAt.getTime() - now.getTime() <= (await setting('draft.warnDays')) * DAY_MS
}
