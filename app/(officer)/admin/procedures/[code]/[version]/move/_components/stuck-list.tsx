import { useMessages, useTranslations } from 'next-intl'
import { domainErrorSentence } from '#app/_lib/domain-error-message.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { CodeText } from '#app/_ui/code-text.tsx'
import styles from './move.module.css'
import type { Item } from './use-moving.ts'

/** The map is mended for kinds of faults, not for each dossier: the first ones show them all, the number says how many there are. */
const SHOWN = 100

export interface Names {
  steps: Record<string, string>
  cases: Record<string, string>
  fees: Record<string, string>
}

interface Fault {
  rule: string
  id: string
}

const faultsIn = (faults: unknown): Fault[] =>
  (Array.isArray(faults) ? faults : []).filter(
    (fault): fault is Fault => typeof fault?.rule === 'string' && typeof fault.id === 'string',
  )

function nameOf({ rule, id }: Fault, { steps, cases, fees }: Names): string {
  const names = rule === 'caseMissing' ? cases : rule === 'feeMissing' ? fees : steps
  return names[id] ?? id
}

/** Dossiers that stay where they are, each with everything that stands in its way. */
export function StuckList({ items, names }: { items: readonly Item[]; names: Names }) {
  const t = useTranslations('moveDossiers')
  const { moveDossiers, errors } = useMessages()
  if (items.length === 0) return null
  const reasonsOf = ({ problem, faults }: Item) => {
    const reasons = faultsIn(faults).flatMap((fault) => {
      const rule = knownKey(moveDossiers.rule, fault.rule)
      return rule ? [t(`rule.${rule}`, { name: nameOf(fault, names) })] : []
    })
    return reasons.length > 0 ? [...new Set(reasons)] : [domainErrorSentence(errors, { code: problem })]
  }
  return (
    <section className={styles.stuck}>
      <h3>{t('stuck', { n: items.length })}</h3>
      <table className="sheet folds">
        <thead>
          <tr>
            <th scope="col">{t('stuckHead.code')}</th>
            <th scope="col">{t('stuckHead.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, SHOWN).map((item) => (
            <tr key={item.code}>
              <th scope="row">
                <CodeText code={item.code} />
              </th>
              <td>
                <ul>
                  {reasonsOf(item).map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > SHOWN && <p className="soft">{t('stuckMore', { n: items.length - SHOWN })}</p>}
    </section>
  )
}
