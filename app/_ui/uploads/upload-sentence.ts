import { useMessages, useTranslations } from 'next-intl'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { UploadFault } from './send-file.ts'

/** Why a file was not taken and what to do about it. */
export function useUploadSentence(): (fault: UploadFault) => string {
  const t = useTranslations('draft.file')
  const words = useMessages().draft.file
  const format = useFormat()
  const sentence = useDomainErrorMessage()
  return ({ code, details }) => {
    if (code === null) return t('network')
    const reason = typeof details.reason === 'string' ? knownKey(words, details.reason) : undefined
    if (code === 'FILE_TYPE_REFUSED' && reason && reason !== 'tooLarge') return t(reason)
    if (code === 'FILE_TOO_LARGE' && typeof details.maxBytes === 'number')
      return t('tooLarge', { size: format.fileSize(details.maxBytes) })
    if (code === 'INPUT_INVALID' && JSON.stringify(details).includes('tooManyFiles')) return t('tooMany')
    if (code === 'FILE_NOT_READY' && typeof details.arrived === 'number') return t('notWhole')
    if (code === 'PARTNER_UNAVAILABLE' && details.partner === 'storage') return t('storageFull')
    return sentence({ code })
  }
}
