import { CircleCheck, Timer, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Api } from '#app/_lib/api-types.ts'

type Scanner = Api['exchange']['overview']['scanner']

/** The virus scanner beside the partners: whether it answers, what waits for it, and whether it is the real one. */
export function ScannerLine({ scanner }: { scanner: Scanner }) {
  const t = useTranslations('exchange.scanner')
  const waits = scanner.waiting + scanner.faulty
  const tone = scanner.state === 'READY' ? (waits > 0 ? 'soon' : 'done') : 'overdue'
  const Icon = scanner.state !== 'READY' ? TriangleAlert : waits > 0 ? Timer : CircleCheck
  return (
    <li>
      <b>{t('name')}</b>
      <span className={`due ${tone} small`}>
        <Icon /> {t(`states.${scanner.state}`)}
      </span>
      {waits > 0 && <span className="small soft">{t('waiting', { n: waits })}</span>}
      {scanner.infected > 0 && <span className="small soft">{t('infected', { n: scanner.infected })}</span>}
      {scanner.isSimulator && <span className="small">{t('simulator')}</span>}
      {scanner.version && !scanner.isSimulator && <span className="small soft">{scanner.version}</span>}
    </li>
  )
}
