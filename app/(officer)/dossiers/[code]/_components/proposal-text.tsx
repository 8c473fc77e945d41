import { useLocale, useMessages, useTranslations } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Dossier } from './dossier-view.ts'

type Proposal = Dossier['proposals'][number]

/** What was proposed, as it would be done: the new date, the basis, what the applicant would be asked for, and why. */
export function ProposalText({
  proposal: { action, askedAt, askedByName, details, reason },
  dossier,
}: {
  proposal: Proposal
  dossier: Pick<Dossier, 'paperKinds' | 'formFields'>
}) {
  const t = useTranslations('staff.proposals')
  const words = useMessages().staff.proposals.acts
  const locale = useLocale()
  const format = useFormat()
  const act = knownKey(words, action)
  const nameOf = ({ paperCode, fieldId }: { paperCode: string | null; fieldId: string | null }): string => {
    const paper = dossier.paperKinds.find(({ code }) => code === paperCode)
    const field = dossier.formFields.find(({ id }) => id === fieldId)
    if (paper) return inLanguage(locale, paper.nameVi, paper.nameEn)
    return field ? inLanguage(locale, field.labelVi, field.labelEn) : (paperCode ?? fieldId ?? '')
  }
  return (
    <div>
      <p>
        <b>{act ? t(`acts.${act}`) : action}</b>
        {details.newPromisedAt && ` ${t('until', { when: format.dateTime(details.newPromisedAt) })}`}
      </p>
      {details.basis && <p>{t('basis', { basis: details.basis })}</p>}
      {details.items && (
        <ul>
          {details.items.map((item) => (
            <li key={`${item.paperCode} ${item.fieldId} ${item.note}`}>
              {nameOf(item)}: {item.note}
            </li>
          ))}
        </ul>
      )}
      {reason && <p>{t('reason', { reason })}</p>}
      <p className="small soft">{t('by', { name: askedByName ?? '', when: format.shortDateTime(askedAt) })}</p>
    </div>
  )
}
