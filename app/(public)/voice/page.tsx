import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { getFormat } from '#app/_lib/get-format.ts'
import { oneOf, withParams } from '#app/_lib/search-params.ts'
import { LinkButton } from '#app/_ui/button.tsx'
import { Note } from '#app/_ui/note.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import flow from '#app/_ui/petition.module.css'
import { Typed } from '#app/_ui/petition-way.tsx'
import { Pairs } from '#app/_ui/summary-rows.tsx'
import { caller } from '#server/caller.ts'

const KINDS = ['petition', 'complaint', 'denunciation'] as const
const PORTAL = 'https://pakn.dichvucong.gov.vn'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voice'))('title') }
}

/** What the three are, how they differ, where each goes; and what was answered in public. Works without JavaScript. */
export default async function VoicePage({ searchParams }: PageProps<'/voice'>) {
  const cursor = oneOf((await searchParams).cursor)
  const api = await caller()
  const [rule, { items, nextCursor }, t, site, format] = await Promise.all([
    api.petition.rule(),
    api.petition.published(cursor === '' ? {} : { cursor }),
    getTranslations('voice'),
    getTranslations('site'),
    getFormat(),
  ])
  const facts = { days: rule.workingDays, basis: rule.basisVi }
  return (
    <div className={`read ${flow.flow}`}>
      <h1 className="page-title">{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <p className="btns after-lead">
        <LinkButton href="/my/petitions/new">{t('begin')}</LinkButton>
        <LinkButton href="/my/referrals" kind="outlined">
          {t('referral')}
        </LinkButton>
      </p>
      <p className="soft">{t('noAccount', { phone: site('phone') })}</p>
      <h2>{t('compare')}</h2>
      {KINDS.map((kind) => (
        <section key={kind} className="sec">
          <h3>{t(`kinds.${kind}.name`)}</h3>
          <Pairs
            pairs={(['what', 'who', 'when', 'law'] as const).map((part) => ({
              term: t(part),
              value: t(`kinds.${kind}.${part}`, facts),
            }))}
          />
        </section>
      ))}
      <Note family="wait">{t('unchecked')}</Note>
      <ul>
        <li>
          <a href={PORTAL} target="_blank" rel="noreferrer">
            {t('links.portal')}
          </a>
        </li>
        <li>
          <Link href="/my/petitions" prefetch={false}>
            {t('mine')}
          </Link>
        </li>
      </ul>
      <section className="sec">
        <h2>{t('published')}</h2>
        {items.length === 0 ? (
          <p className="soft">{t('publishedNone')}</p>
        ) : (
          <>
            <p>{t('publishedLead')}</p>
            <ul className="tasks">
              {items.map(({ code, agencyNameVi, words, at }) => (
                <li key={code}>
                  <p className="small soft">{t('publishedLine', { agency: agencyNameVi, at: format.date(at) })}</p>
                  <Typed>{words}</Typed>
                </li>
              ))}
            </ul>
          </>
        )}
        <Pager nextHref={nextCursor ? withParams('/voice', { cursor: nextCursor }) : null} />
      </section>
    </div>
  )
}
