import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Uploader } from '#server/modules/file/file.schema.ts'
import { Disclosure } from './disclosure.tsx'
import { FileBy } from './file-by.tsx'
import styles from './received-files.module.css'

export interface ReceivedFileLine {
  id: string
  name: string
  size: number
  sha256: string
  by: Uploader
}

/** Exactly what was received: name, size and SHA-256 of the stored bytes, so that each side can show later what was sent. */
export function ReceivedFiles({ files }: { files: readonly ReceivedFileLine[] }) {
  const t = useTranslations('ui.received')
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <Disclosure summary={t('title', { n: files.length })}>
      <p className="small soft">{t('lead')}</p>
      <ul className={styles.list}>
        {files.map(({ id, name, size, sha256, by }) => (
          <li key={id}>
            <b>{name}</b> <span className="soft">{format.fileSize(size)}</span>
            <FileBy by={by} />
            <span className={styles.hash}>
              <span className="soft">SHA-256 </span>
              <code>{sha256}</code>
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
