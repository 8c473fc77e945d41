import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Empty } from '#app/_ui/empty.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { caller } from '#server/caller.ts'
import { WorkList } from '../_components/work-list.tsx'
import { holds, staffAt } from '../_lib/staff.ts'
import { Proposals } from './_components/proposals.tsx'
import styles from './inbox.module.css'

const queues = ['unit', 'mine', 'late', 'soon', 'paused', 'arrivals', 'results'] as const
const ofDesk: readonly string[] = ['arrivals', 'results']

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('queue'))('title') }
}

/** What this person can do, by remaining working time. */
export default async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const params = await searchParams
  const asked = oneOf(params.queue)
  const queue = queues.find((one) => one === asked) ?? 'unit'
  const cursor = oneOf(params.cursor) || undefined
  const me = await staffAt(withParams('/inbox', { queue: asked }))
  if (!me) return null
  const api = await caller()
  const [t, delegation, { items, nextCursor }, counts, proposals] = await Promise.all([
    getTranslations('queue'),
    getTranslations('delegation'),
    api.work.list({ queue, cursor }),
    api.work.counts(),
    api.work.proposals(),
  ])
  const shown = queues.filter((one) => !ofDesk.includes(one) || holds(me, ['desk']))
  const countOf = (one: (typeof queues)[number]) => (counts[one] >= 99 ? t('many') : String(counts[one]))
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <nav className="tabs" aria-label={t('nav')}>
          {shown.map((one) => (
            <Link key={one} href={withParams('/inbox', { queue: one })} aria-current={one === queue ? 'page' : undefined}>
              {t(`tabs.${one}`)} <span className="cnt">{countOf(one)}</span>
            </Link>
          ))}
        </nav>
        <p className="small">
          <Link href="/inbox/delegations">{delegation('link')}</Link>
        </p>
      </div>
      {queue === 'unit' && !cursor && <Proposals proposals={proposals} />}
      {items.length > 0 ? (
        <>
          <div className={styles.heads} aria-hidden="true">
            {(['what', 'step', 'status', 'due'] as const).map((head) => (
              <span key={head}>{t(`heads.${head}`)}</span>
            ))}
          </div>
          <WorkList items={items} />
          <div className={styles.foot}>
            <Pager nextHref={nextCursor ? withParams('/inbox', { queue, cursor: nextCursor }) : null} />
            {cursor && <Link href={withParams('/inbox', { queue })}>{t('empty.first')}</Link>}
          </div>
          <p className={styles.keys} aria-hidden="true">
            <span>
              <kbd>↓</kbd> <kbd>↑</kbd> {t('keys.move')}
            </span>
            <span>
              <kbd>Enter</kbd> {t('keys.open')}
            </span>
            <span>
              <kbd>F4</kbd> {t('keys.find')}
            </span>
          </p>
        </>
      ) : queue === 'unit' && proposals.length > 0 ? null : (
        <Empty
          title={cursor ? t('empty.more') : t(`empty.${queue}`)}
          action={
            cursor ? (
              <LinkButton kind="outlined" href={withParams('/inbox', { queue })}>
                {t('empty.first')}
              </LinkButton>
            ) : queue === 'unit' ? undefined : (
              <LinkButton kind="outlined" href="/inbox">
                {t('empty.toAll')}
              </LinkButton>
            )
          }
        >
          {queue === 'unit' && (counts.paused > 0 ? t('empty.paused_rest', { n: counts.paused }) : t('empty.hint'))}
        </Empty>
      )}
    </div>
  )
}
