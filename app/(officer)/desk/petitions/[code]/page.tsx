import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { domainErrorCodeOf } from '#app/_lib/domain-error-message.ts'
import { knownKey } from '#app/_lib/known-key.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { LinkButton } from '#app/_ui/button.tsx'
import { CodeText } from '#app/_ui/code-text.tsx'
import { BackLink } from '#app/_ui/crumbs.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { When } from '#app/_ui/when.tsx'
import { caller } from '#server/caller.ts'
import { staffAt } from '../../../_lib/staff.ts'
import { PrintButton } from './_components/print-button.tsx'
import styles from './slip.module.css'

type Props = PageProps<'/desk/petitions/[code]'>
const WAYS = { SMS: 0, EMAIL: 0, CALL: 0 }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice.desk'))('slip.title') }
}

async function read(code: string) {
  try {
    return await (await caller()).petition.slip({ code })
  } catch (error) {
    if (['NOT_FOUND', 'NOT_PERMITTED', 'INPUT_INVALID'].includes(domainErrorCodeOf(error) ?? '')) return notFound()
    throw error
  }
}

/** The slip for the person: two codes and a QR, until when there is an answer, and whom to call. Printed on half a sheet. */
export default async function SlipPage({ params }: Props) {
  const code = decodeURIComponent((await params).code)
  if (!(await staffAt(`/desk/petitions/${code}`))) return null
  const [slip, t, d, m, p] = await Promise.all([
    read(code),
    getTranslations('voice.desk'),
    getTranslations('desk'),
    getTranslations('my'),
    getTranslations('voice.page'),
  ])
  const way = knownKey(WAYS, slip.answerWay ?? '')
  return (
    <div className="read">
      <div className={styles.tools}>
        <BackLink href="/desk">{d('title')}</BackLink>
      </div>
      <Arch look="done" labelledBy="slip-title">
        <p className={styles.ok}>{t('slip.ok')}</p>
        <h1 id="slip-title">{t('slip.title')}</h1>
        <div className={styles.ids}>
          <Pairs
            pairs={[
              { term: t('name'), value: slip.personName },
              { term: p('code'), value: <CodeText code={slip.code} /> },
              { term: m('secret'), value: <CodeText code={slip.secret} /> },
              { term: t('slip.received'), value: <When at={slip.receivedAt} /> },
              { term: p('due'), value: <When at={slip.dueAt} /> },
              { term: p('to'), value: `${slip.agency.nameVi}, ${slip.agency.addressVi}. ${slip.agency.phone}` },
              ...(way ? [{ term: t('way'), value: t(`ways.${way}`) }] : []),
            ]}
          />
          <figure>
            {/* biome-ignore lint/performance/noImgElement: it holds the look-up code, so no optimiser may keep a copy */}
            <img src={`/api/petitions/${slip.code}/qr`} alt={t('slip.qr')} width={176} height={176} />
            <figcaption className="small">{t('slip.scan')}</figcaption>
          </figure>
        </div>
        <p className="small">{t('slip.keep')}</p>
      </Arch>
      <div className={`btns ${styles.tools}`}>
        <PrintButton>{t('slip.print')}</PrintButton>
        <LinkButton kind="outlined" href="/desk/petitions/new">
          {t('slip.another')}
        </LinkButton>
      </div>
    </div>
  )
}
