import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import styles from './dossier.module.css'
import type { Dossier } from './dossier-view.ts'

/** After filing at the counter: the two codes, the receipt as soon as it is there, and the next person. */
export function FiledNote({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('staff.filed')
  const format = useFormat()
  const receipt = dossier.documents.find(({ form }) => form === 'MAU_01')
  return (
    <div className={styles.filed}>
      <Note
        family="good"
        title={t('title', { code: dossier.code })}
        actions={
          <>
            {receipt && (
              <a className="btn alt" href={receipt.url} target="_blank" rel="noreferrer" aria-keyshortcuts="F8">
                {t('receipt')}
                <span aria-hidden="true">
                  <kbd>F8</kbd>
                </span>
              </a>
            )}
            <LinkButton kind="outlined" href="/desk/new" keys="F2">
              {t('next')}
            </LinkButton>
          </>
        }
      >
        <p>{t.rich('secret', { code: () => <CodeText code={dossier.lookupSecret} /> })}</p>
        {!receipt && <p>{t('receiptComing')}</p>}
        {dossier.fees.owedVnd > 0 && <p>{t('owed', { amount: format.money(dossier.fees.owedVnd) })}</p>}
      </Note>
    </div>
  )
}
