import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { caller, faultOf } from '#server/caller.ts'
import { ForCitizens } from '../../_components/for-citizens.tsx'
import { isCitizen } from '../../_lib/citizen.ts'
import { WaitForBank } from './_components/wait-for-bank.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payment'))('title') }
}

async function read(reference: string) {
  try {
    return await (await caller()).payment.status({ reference })
  } catch (error) {
    if (['PAYMENT_UNKNOWN', 'INPUT_INVALID', 'NOT_FOUND'].includes(faultOf(error).code)) return null
    throw error
  }
}

const words = { SUCCEEDED: 'succeeded', FAILED: 'failed', CANCELLED: 'cancelled' } as const

/** Where the payment platform sends people back to. Its word may come a little later than the person, so the page waits and looks again. */
export default async function PaymentReturnPage({ searchParams }: PageProps<'/payment/return'>) {
  const reference = oneOf((await searchParams).ref)
  const here = `/payment/return?ref=${encodeURIComponent(reference)}`
  if (!(await isCitizen(here))) return <ForCitizens />
  const payment = await read(reference)
  const [t, my, format] = await Promise.all([getTranslations('payment'), getTranslations('my'), getFormat()])
  if (!payment)
    return (
      <div className="read">
        <h1 className="page-title">{t('unknownTitle')}</h1>
        <p className="lead after-title">{t('unknown')}</p>
        <LinkButton href="/my">{my('title')}</LinkButton>
      </div>
    )
  const { status, isRefundDue, code } = payment
  const amount = format.money(payment.amountVnd)
  if (status === 'PENDING')
    return (
      <div className="read">
        <h1 className="page-title">{t('pendingTitle')}</h1>
        <WaitForBank reference={reference} here={here} dossierHref={`/my/${code}`} />
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      </div>
    )
  const is = words[status]
  return (
    <div className="read">
      <div className="page-title">
        <Arch look={status === 'SUCCEEDED' ? 'done' : 'plain'} labelledBy="payment-title">
          <h1 id="payment-title">{t(`${is}Title`, { amount })}</h1>
          <p className="after-lead">{isRefundDue ? t('refund') : t(is, { amount })}</p>
          <p className="btns fill after-lead">
            <LinkButton href={`/my/${code}`}>{t(status === 'SUCCEEDED' ? 'toDossier' : 'toPay')}</LinkButton>
          </p>
        </Arch>
      </div>
    </div>
  )
}
