import { useTranslations } from 'next-intl'
import { choicesFor, type Part, sameIn } from './pairing.ts'

/** Each step of this version and what it becomes there. */
export function PairTable({
  from,
  to,
  chosen,
  isDisabled,
  onChoose,
}: {
  from: { version: number; parts: Part[] }
  to: { version: number; parts: Part[] }
  chosen: Readonly<Record<string, string>>
  isDisabled: boolean
  onChoose: (id: string, now: string) => void
}) {
  const t = useTranslations('moveDossiers')
  return (
    <table className="sheet folds">
      <thead>
        <tr>
          <th scope="col">{t('head.from', { n: from.version })}</th>
          <th scope="col">{t('head.to', { n: to.version })}</th>
        </tr>
      </thead>
      <tbody>
        {from.parts.map((part) => {
          const same = sameIn(part, to.parts)
          return (
            <tr key={part.id}>
              <th scope="row">
                {part.name}
                {part.isBlock && <span className="small soft"> ({t('block')})</span>}
              </th>
              <td>
                <select
                  className="in"
                  aria-label={t('pairOf', { name: part.name, n: to.version })}
                  value={chosen[part.id] ?? same ?? ''}
                  disabled={isDisabled}
                  onChange={({ target }) => onChoose(part.id, target.value)}
                >
                  {/* a step of the same id is taken by itself: "none" would not be true */}
                  {same === null && <option value="">{t('none')}</option>}
                  {choicesFor(part, to.parts).map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
