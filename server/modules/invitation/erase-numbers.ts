import { setting } from '../setting/settings.ts'
import { eraseNumbers } from './invitation.repository.ts'

/** Of old invitations and ended offers only who asked, who answered and when is kept. */
export const eraseOldNumbers = async (): Promise<number> => eraseNumbers((await setting('invitation.numberDays')).days)
