import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import styles from '../my.module.css'
import type { MyDossier } from './mine-list.tsx'

/** What does not go on without the person: to pay, to supplement, to collect. Only the first has the filled button. */
export function WaitsForMe({ items }: { items: readonly MyDossier[] }) {
  const t = useTranslations('my')
  const locale = useLocale()
  const format = useFormat()
  if (items.length === 0) return null
  const wordsOf = ({ waitsForMe, owedVnd, procedureNameVi, procedureNameEn }: MyDossier) => {
    const procedure = inLanguage(locale, procedureNameVi, procedureNameEn)
    const amount = format.money(owedVnd)
    switch (waitsForMe) {
      case 'PAY':
        return { title: t('payTitle', { procedure, amount }), text: t('payText'), button: t('pay', { amount }) }
      case 'SUPPLEMENT':
        return { title: t('supplementTitle', { procedure }), text: t('supplementText'), button: t('supplementNow') }
      case 'OBLIGATION':
        return { title: t('obligationTitle', { procedure }), text: t('obligationText'), button: t('obligationNow') }
      case 'COLLECT':
      case null:
        return { title: t('collectTitle', { procedure }), text: t('collectText'), button: t('see') }
    }
  }
  return (
    <section aria-label={t('waiting')}>
      {items.map((item, index) => {
        const { title, text, button } = wordsOf(item)
        return (
          <div key={item.code} className={styles.todo}>
            <div>
              <span className={styles.onTint}>
                <StatusChip code={item.nationalCode} />
              </span>
              <h2>{title}</h2>
              <p>{text}</p>
            </div>
            <LinkButton kind={index === 0 ? 'filled' : 'outlined'} href={`/my/${item.code}`}>
              {button}
            </LinkButton>
          </div>
        )
      })}
    </section>
  )
}
