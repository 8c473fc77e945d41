import { Paperclip } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { ScanState } from '#server/modules/file/file.schema.ts'
import { ScanText } from '../file-row.tsx'
import { When } from '../when.tsx'
import styles from './talk.module.css'

export interface TalkMessage {
  id: string
  at: string
  side: 'CITIZEN' | 'AGENCY'
  isUnread: boolean
  /** Null once erased. */
  text: string | null
  authorVi: string | null
  onBehalfOfVi: string | null
  agencyVi: string | null
  agencyEn: string | null
  files: readonly { id: string; name: string; size: number; contentType: string; scanState: ScanState }[]
}

/** What the server opens to the other side; where there is no scanner, its setting decides when it is pressed. */
const isOpenable = (scan: ScanState) => scan === 'CLEAN' || scan === 'NOT_CONFIGURED'

/** What was said between the applicant and the agency, newest first; who helps is named with whom he helps. */
export function TalkList({ messages }: { messages: readonly TalkMessage[] }) {
  const t = useTranslations('talk')
  const locale = useLocale()
  const format = useFormat()
  if (messages.length === 0) return <p className="soft">{t('empty')}</p>
  function whoOf({ authorVi, onBehalfOfVi, agencyVi, agencyEn }: TalkMessage): string {
    const agency = inLanguage(locale, agencyVi ?? '', agencyEn ?? undefined)
    if (authorVi && onBehalfOfVi) return t('helper', { name: authorVi, owner: onBehalfOfVi })
    if (authorVi && agency) return t('officer', { name: authorVi, agency })
    return authorVi ?? agency
  }
  return (
    <ol className={styles.list}>
      {messages.map((message) => (
        <li key={message.id} className={styles[message.side]}>
          <p className={styles.head}>
            <b>{whoOf(message)}</b> <When at={message.at} as="shortDateTime" />
            {message.isUnread && <span className={styles.fresh}>{t('fresh')}</span>}
          </p>
          <p className={styles.text}>{message.text ?? t('purged')}</p>
          {message.files.length > 0 && (
            <ul className={styles.files} aria-label={t('files')}>
              {message.files.map(({ id, name, size, scanState }) => (
                <li key={id}>
                  <Paperclip aria-hidden="true" />
                  <div>
                    {isOpenable(scanState) ? (
                      <a href={`/api/files/${id}?inline=1`} target="_blank" rel="noreferrer">
                        {name}
                      </a>
                    ) : (
                      name
                    )}{' '}
                    <span className="small soft nowrap">{format.fileSize(size)}</span>
                    {scanState !== 'CLEAN' && (
                      <p>
                        <ScanText scan={scanState} />
                      </p>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
