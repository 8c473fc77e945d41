import { Check, CircleAlert, FileText, Image } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '#app/_lib/use-format.ts'

export type FileState =
  | { is: 'uploading'; percent: number }
  | { is: 'ready'; quality?: 'clear' | 'blurred' }
  | { is: 'failed'; reason: string }

export interface FileRowProps {
  name: string
  size?: number
  pages?: number
  contentType?: string
  state: FileState
  /** Opens the file; only when it has arrived. */
  href?: string
  /** Buttons of the row: remove, send again. */
  actions?: ReactNode
}

function StateText({ state }: { state: FileState }) {
  const t = useTranslations('ui.file')
  switch (state.is) {
    case 'uploading':
      return <span className="due comfortable small">{t('uploading', { percent: state.percent })}</span>
    case 'ready':
      return state.quality === 'blurred' ? (
        <span className="due soon small">
          <CircleAlert /> {t('blurred')}
        </span>
      ) : (
        <span className="due done small">
          <Check /> {t(state.quality === 'clear' ? 'clear' : 'ready')}
        </span>
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
export function FileRow({ name, size, pages, contentType, state, href, actions }: FileRowProps) {
  const t = useTranslations('ui.file')
  const format = useFormat()
  const facts = [pages ? t('pages', { n: pages }) : null, size === undefined ? null : format.fileSize(size)].filter(Boolean)
  return (
    <li className="file">
      {contentType?.startsWith('image/') ? <Image /> : <FileText />}
      <div>
        {href ? (
          <a className="file-name" href={href}>
            {name}
          </a>
        ) : (
          <span className="file-name">{name}</span>
        )}
        {facts.length > 0 && <p className="small soft">{facts.join(', ')}</p>}
        <StateText state={state} />
        {state.is === 'uploading' && <progress aria-label={t('progress', { name })} value={state.percent} max={100} />}
      </div>
      {actions && <div className="btns">{actions}</div>}
    </li>
  )
}
