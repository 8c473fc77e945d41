import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_lib/use-format.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'
import { PayButton } from '../../_components/pay-button.tsx'
import { type Dossier, payableOnline, sumOf } from '../../_lib/read-dossier.ts'
import styles from '../dossier.module.css'
import { OpenObligation } from './obligation.tsx'

/** What the dossier waits for from this person, with the button that does it. Only what policy and machine allow now. */
export function NextThing({ dossier }: { dossier: Dossier }) {
  const t = useTranslations('my')
  const format = useFormat()
  const may = (action: string) => dossier.actions.some((one) => one.action === action)
  const fees = may('pay') ? payableOnline(dossier.feeItems) : []
  const amount = format.money(sumOf(fees))
  const asked = may('supply') || dossier.isHelping ? dossier.supplements.find(({ status }) => status === 'OPEN') : undefined
  const owed =
    dossier.shellState === 'awaitingObligation' ? dossier.obligations.find(({ status }) => status === 'OPEN') : undefined
  if (fees.length === 0 && !asked && !owed) return null
  return (
    <div className={styles.stack}>
      {owed && <OpenObligation obligation={owed} code={dossier.code} mayProve={may('proveObligation')} />}
      {asked && (
        <Note
          family="wait"
          title={t('supplementAsked')}
          actions={<LinkButton href={`/my/${dossier.code}/supplement/${asked.id}`}>{t('supplementNow')}</LinkButton>}
        >
          {asked.dueAt && t.rich('supplementBy', { when: format.dateTime(asked.dueAt), b: (text) => <b>{text}</b> })}{' '}
          {t('supplementPaused')}
          {asked.reason && <p>{asked.reason}</p>}
        </Note>
      )}
      {fees.length > 0 && (
        <Note
          family="wait"
          title={t(dossier.shellState === 'awaitingFee' ? 'payFirst' : 'payNow', { amount })}
          actions={
            <PayButton
              code={dossier.code}
              feeIds={fees.map(({ feeId }) => feeId)}
              amountVnd={sumOf(fees)}
              isMain={asked === undefined && owed === undefined}
            />
          }
        />
      )}
    </div>
  )
}
