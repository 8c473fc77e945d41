import { Check, CircleAlert, Clock, FileText, Image, ShieldAlert, ShieldCheck, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '#app/_lib/use-format.ts'
import type { ScanState, Uploader } from '#server/modules/file/file.schema.ts'
import { FileBy } from './file-by.tsx'

export type FileState =
  | { is: 'uploading' | 'stalled' | 'unfinished'; percent: number }
  | { is: 'checking' }
  | { is: 'ready'; quality?: 'clear' | 'blurred'; scan?: ScanState }
  | { is: 'failed'; reason: string }

export interface FileRowProps {
  name: string
  size?: number
  pages?: number
  contentType?: string
  state: FileState
  /** Opens the file; only when it has arrived. */
  href?: string
  /** Opened beside the page, where something is being worked on. */
  isOpenedBeside?: boolean
  /** A small picture of it. */
  thumbnail?: string
  by?: Uploader
  /** Buttons of the row: remove, send again. */
  actions?: ReactNode
}

const SCANS = {
  PENDING: { tone: 'soft', Icon: Clock },
  CLEAN: { tone: 'done', Icon: ShieldCheck },
  INFECTED: { tone: 'overdue', Icon: ShieldAlert },
  ERROR: { tone: 'soon', Icon: CircleAlert },
  NOT_CONFIGURED: { tone: 'soft', Icon: CircleAlert },
} as const

/** What the virus scanner says, in words: a scanner that is away is said too, and is no "safe". */
export function ScanText({ scan, isAlert = false }: { scan: ScanState; isAlert?: boolean }) {
  const t = useTranslations('ui.file.scan')
  const { tone, Icon } = SCANS[scan]
  return (
    <span className={`due ${tone} small`} role={isAlert && scan === 'INFECTED' ? 'alert' : undefined}>
      <Icon /> {t(scan)}
    </span>
  )
}

function StateText({ state }: { state: FileState }) {
  const t = useTranslations('ui.file')
  switch (state.is) {
    case 'uploading':
      return <span className="due comfortable small">{t('uploading', { percent: state.percent })}</span>
    case 'stalled':
      return (
        <span className="due soon small">
          <WifiOff /> {t('stalled', { percent: state.percent })}
        </span>
      )
    case 'unfinished':
      return (
        <span className="due soon small">
          <CircleAlert /> {t('unfinished', { percent: state.percent })}
        </span>
      )
    case 'checking':
      return <span className="due comfortable small">{t('checking')}</span>
    case 'ready':
      return (
        <>
          {state.quality === 'blurred' ? (
            <span className="due soon small">
              <CircleAlert /> {t('blurred')}
            </span>
          ) : (
            <span className="due done small">
              <Check /> {t(state.quality === 'clear' ? 'clear' : 'ready')}
            </span>
          )}
          {state.scan && <ScanText scan={state.scan} isAlert />}
        </>
      )
    case 'failed':
      return (
        <span className="due overdue small" role="alert">
          <CircleAlert /> {state.reason}
        </span>
      )
  }
}

/** A paper that was sent: name, size, how it arrived. A failed one keeps its place, so that a retry does not disorder the list. */
export function FileRow({ name, size, pages, contentType, state, href, isOpenedBeside, thumbnail, by, actions }: FileRowProps) {
  const t = useTranslations('ui.file')
  const format = useFormat()
  const facts = [
    contentType === 'application/pdf' ? 'PDF' : null,
    pages ? t('pages', { n: pages }) : null,
    size === undefined ? null : format.fileSize(size),
    href && isOpenedBeside ? t('beside') : null,
  ].filter(Boolean)
  const beside = isOpenedBeside ? { target: '_blank', rel: 'noreferrer' } : {}
  return (
    <li className="file">
      {thumbnail ? (
        // made for each reading and kept nowhere, so there is nothing to optimise
        // biome-ignore lint/performance/noImgElement: see above
        <img className="file-picture" src={thumbnail} alt="" width={56} height={56} />
      ) : contentType?.startsWith('image/') ? (
        <Image />
      ) : (
        <FileText />
      )}
      <div>
        {href ? (
          <a className="file-name" href={href} {...beside}>
            {name}
          </a>
        ) : (
          <span className="file-name">{name}</span>
        )}
        {facts.length > 0 && <p className="small soft">{facts.join(', ')}</p>}
        {by && <FileBy by={by} />}
        <StateText state={state} />
        {(state.is === 'uploading' || state.is === 'stalled') && (
          <progress aria-label={t('progress', { name })} value={state.percent} max={100} />
        )}
      </div>
      {actions && <div className="btns">{actions}</div>}
    </li>
  )
}
