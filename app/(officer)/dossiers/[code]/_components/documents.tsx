import { FileText } from 'lucide-react'
import { useMessages, useTranslations } from 'next-intl'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Dossier } from './dossier-view.ts'
import { Part } from './part.tsx'
import { PendingPaper } from './pending-paper.tsx'

/** Forms that follow from where the dossier stands and that the worker has yet to make. */
function awaited({ shellState, receivedAt, supplements, receipts, documents }: Dossier): string[] {
  const has = (form: string) => documents.some((document) => document.form === form)
  const asked = supplements.length
  return [
    receivedAt && !has('MAU_01') ? 'MAU_01' : null,
    asked > documents.filter(({ form }) => form === 'MAU_02').length ? 'MAU_02' : null,
    receipts.length > documents.filter(({ form }) => form === 'PAYMENT_RECEIPT').length ? 'PAYMENT_RECEIPT' : null,
    shellState === 'refused' && !has('MAU_03') ? 'MAU_03' : null,
    shellState === 'resultReady' && !has('RESULT') ? 'RESULT' : null,
  ].filter((form) => form !== null)
}

export function Documents({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.documents')
  const d = useTranslations('dossier')
  const words = useMessages().dossier.forms
  const format = useFormat()
  const pending = awaited(dossier)
  const nameOf = (form: string): string => {
    const known = knownKey(words, form)
    return known ? d(`forms.${known}`) : form
  }
  return (
    <Part title={t('title')}>
      {dossier.documents.length === 0 && pending.length === 0 && <p className="soft">{t('none')}</p>}
      <ul>
        {dossier.documents.map((document) => (
          <li key={document.id} className="file">
            <FileText />
            <div>
              <a className="file-name" href={document.url} target="_blank" rel="noreferrer">
                {format.capital(nameOf(document.form))}
              </a>
              <p className="small soft">
                {t('number', { number: document.number })}. {t('issued', { when: format.shortDateTime(document.issuedAt) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {pending.map((form) => (
        <PendingPaper key={form} words={t('pending', { form: nameOf(form) })} />
      ))}
    </Part>
  )
}
