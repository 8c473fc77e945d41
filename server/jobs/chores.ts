import { removeEndedDrafts } from '#server/modules/draft/ending-drafts.ts'
import { removeLeftBehind } from '#server/modules/file/remove-left-behind.ts'
import { eraseOldNumbers } from '#server/modules/invitation/erase-numbers.ts'
import { deleteExpired, rootlessDays } from './chores.repository.ts'

const DAYS_AT_ONCE = 40

/** Days whose chain root is still to be published. */
export const dueRootDays = (): Promise<string[]> => rootlessDays(DAYS_AT_ONCE)

/** Removes what has served its time and belongs to no dossier. */
export const purgeExpired = async () => ({
  drafts: await removeEndedDrafts(),
  numbers: await eraseOldNumbers(),
  ...(await deleteExpired()),
  ...(await removeLeftBehind()),
})
