import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import styles from './petition.module.css'
import { Timeline } from './timeline.tsx'
import { When } from './when.tsx'

type Petition = Api['petition']['get']
const EVENTS = { SEND: 0, TAKE: 0, FORWARD: 0, ANSWER: 0, REFER: 0, WITHDRAW: 0, ESCALATE: 0 }

/** What happened with a petition, the newest first; staff see who did it. */
export function PetitionWay({ events }: { events: Petition['events'] }) {
  const t = useTranslations('voice.event')
  return (
    <Timeline
      items={events.toReversed().map(({ seq, type, at, words, toNameVi, byName }) => {
        const known = knownKey(EVENTS, type)
        const what = [words, byName].filter((one): one is string => one !== null)
        return {
          id: String(seq),
          state: type === 'ESCALATE' ? ('stopped' as const) : ('done' as const),
          title: known ? t(known, { to: toNameVi }) : type,
          when: <When at={at} />,
          what: what.length > 0 ? what.map((line) => <Typed key={line}>{line}</Typed>) : undefined,
        }
      })}
    />
  )
}

/** What somebody wrote, with its line breaks, and never wider than the page. */
export function Typed({ children }: { children: string }) {
  return <p className={styles.typed}>{children}</p>
}

/** Files of whoever asked; one that is being checked cannot be opened yet. */
export function PetitionFiles({ files }: { files: Petition['files'] }) {
  const t = useTranslations('voice.page')
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <>
      <h3>{t('files')}</h3>
      <ul>
        {files.map(({ id, name, size, isWaiting }) => (
          <li key={id} className="file">
            <FileText />
            <span className="file-name">
              <a href={`/api/files/petition/${id}`} target="_blank" rel="noreferrer">
                {name}
              </a>{' '}
              <span className="soft">
                {format.fileSize(size)}
                {isWaiting && `, ${t('fileWaiting')}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
