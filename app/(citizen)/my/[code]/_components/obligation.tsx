import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { FileBy } from '#app/_ui/file-by.tsx'
import { MoneyText } from '#app/_ui/money-text.tsx'
import { Note } from '#app/_ui/note.tsx'
import type { Dossier } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'
import { ProveForm } from './prove-form.tsx'

type Obligation = Dossier['obligations'][number]

function Files({ files }: { files: Obligation['noticeFiles'] }) {
  const format = useFormat()
  return files.map((file) => (
    <div key={file.id}>
      <p className="small">
        <a href={`/api/files/${file.id}?inline=1`}>{file.name}</a> <span className="soft">{format.fileSize(file.size)}</span>
      </p>
      <FileBy by={file.by} />
    </div>
  ))
}

/** Item by item as on the notice, with the sum under it. */
function Items({ obligation: { items, amountVnd } }: { obligation: Obligation }) {
  const t = useTranslations('my.obligation')
  return (
    <ul className={styles.items}>
      {items.map((item, index) => (
        // two items of a notice may have the same name; their order never changes
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <span lang="vi">{item.nameVi}</span>
          <MoneyText amountVnd={item.amountVnd} />
        </li>
      ))}
      <li>
        <b>{t('total')}</b>
        <b>
          <MoneyText amountVnd={amountVnd} />
        </b>
      </li>
    </ul>
  )
}

/** What has to be paid elsewhere before the dossier goes on: to whom, how much, until when, and the place for the proof. */
export function OpenObligation({ obligation, code, mayProve }: { obligation: Obligation; code: string; mayProve: boolean }) {
  const t = useTranslations('my.obligation')
  const format = useFormat()
  return (
    <Note family="wait" title={t('title', { amount: format.money(obligation.amountVnd) })}>
      <p>
        {t.rich('notice', {
          number: obligation.noticeNumber,
          agency: () => <b lang="vi">{obligation.agencyVi}</b>,
        })}
      </p>
      <Items obligation={obligation} />
      {obligation.dueOn && (
        <p>{t.rich('until', { day: format.weekdayDate(obligation.dueOn), b: (text) => <b className="nowrap">{text}</b> })}</p>
      )}
      <p>{t('where')}</p>
      <Files files={obligation.noticeFiles} />
      <p>{t('paused')}</p>
      {mayProve && <ProveForm code={code} obligationId={obligation.id} />}
    </Note>
  )
}

/** What was paid elsewhere, and by which paper that was shown. */
export function SettledObligations({ obligations }: { obligations: readonly Obligation[] }) {
  const t = useTranslations('my.obligation')
  const format = useFormat()
  const settled = obligations.filter(({ status }) => status === 'SETTLED')
  if (settled.length === 0) return null
  return (
    <section className={styles.side}>
      <h2 className="ruled">{t('settledTitle')}</h2>
      {settled.map((obligation) => (
        <div key={obligation.id}>
          <p lang="vi">
            {obligation.agencyVi}, {obligation.noticeNumber}
          </p>
          <Items obligation={obligation} />
          {obligation.settledAt && (
            <p className="small">
              <span className="due done">
                <Check /> {t('settledAt', { when: format.shortDateTime(obligation.settledAt) })}
              </span>
            </p>
          )}
          <Files files={[...obligation.noticeFiles, ...obligation.proofFiles]} />
        </div>
      ))}
    </section>
  )
}
