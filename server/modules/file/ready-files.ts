import { DomainError } from '#workflows/domain-error.ts'
import { setting } from '../setting/settings.ts'

interface Waiting {
  name: string
  scanState: string
  uploadedAt: string
}

/**
 * Only files that were looked at go into a submission. While the scanner works this is a matter of seconds, and the page waits; when it has
 * not answered for as long as the setting says, the person does not lose the day for our outage: the file goes in unopened, and stays closed
 * to everybody else until it was looked at. Where no scanner is connected, the setting of opening decides.
 */
export async function assertScanned(files: readonly Waiting[], now: string): Promise<void> {
  const refuse = (scanState: string, bad: readonly Waiting[]) => {
    if (bad.length > 0)
      throw new DomainError('FILE_NOT_READY', `${bad.length} files are ${scanState}`, {
        scanState,
        names: bad.map(({ name }) => name),
      })
  }
  refuse(
    'INFECTED',
    files.filter(({ scanState }) => scanState === 'INFECTED'),
  )
  const { submitAfterMinutes } = await setting('scan.rule')
  const isLate = ({ uploadedAt }: Waiting) =>
    submitAfterMinutes !== null && Date.parse(now) - Date.parse(uploadedAt) >= submitAfterMinutes * 60_000
  for (const state of ['ERROR', 'PENDING'])
    refuse(
      state,
      files.filter((file) => file.scanState === state && !isLate(file)),
    )
}
