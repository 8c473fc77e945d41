import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { knownKey } from '#app/_lib/known-key.ts'
import { Disclosure } from '#app/_ui/disclosure.tsx'
import { caller } from '#server/caller.ts'
import { Rate } from './rate.tsx'

const LEVELS = { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0 }

/** What the person thinks of how it was handled: a rating after the end, and a petition at any time. */
export async function Voice({ code }: { code: string }) {
  const [{ mayRate, rating }, t, my] = await Promise.all([
    (await caller()).rating.mine({ code }),
    getTranslations('rating'),
    getTranslations('my'),
  ])
  const level = rating ? knownKey(LEVELS, String(rating.level)) : undefined
  return (
    <>
      {(mayRate || level) && (
        <section className="sec">
          <h2>{t('title')}</h2>
          {level && <p>{t('given', { level: t(`levels.${level}`) })}</p>}
          {mayRate && !rating && (
            <>
              <p>{t('lead')}</p>
              <Rate code={code} given={null} />
            </>
          )}
          {mayRate && rating && (
            <Disclosure summary={t('change')}>
              <Rate code={code} given={rating} />
            </Disclosure>
          )}
        </section>
      )}
      <p className="sec">
        <Link href={`/my/petitions/new?dossier=${encodeURIComponent(code)}`}>{my('voice')}</Link>
      </p>
    </>
  )
}
