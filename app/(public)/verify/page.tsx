import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { oneOf } from '#app/_lib/search-params.ts'
import { ApiProvider } from '#app/_lib/trpc.tsx'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { CheckHistory } from './_components/check-history.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('verify'))('pageTitle') }
}

/** Is it genuine? A paper by the code that is printed on it, a history by the file itself. */
export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  const id = oneOf((await searchParams).id).trim()
  if (id !== '') redirect(`/verify/${encodeURIComponent(id)}`)
  const [t, { errors, ui, format, verify }] = await Promise.all([getTranslations('verify'), getMessages()])
  return (
    <div className="read">
      <h1 className="page-title">{t('pageTitle')}</h1>
      <p className="lead after-title">{t('pageLead')}</p>
      <section className="sec">
        <h2>{t('byCode')}</h2>
        <form action="/verify">
          <TextField
            name="id"
            label={t('byCodeLabel')}
            hint={t('byCodeHint')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={64}
          />
          <div className="btns fill">
            <Button type="submit" kind="outlined">
              {t('check')}
            </Button>
          </div>
        </form>
      </section>
      <section className="sec">
        <h2>{t('history.title')}</h2>
        <p>{t('history.lead')}</p>
        <noscript>
          <p>{t('history.noScript')}</p>
        </noscript>
        <NextIntlClientProvider messages={{ errors, ui, format, verify }}>
          <ApiProvider>
            <div className="after-lead">
              <CheckHistory />
            </div>
          </ApiProvider>
        </NextIntlClientProvider>
      </section>
      <section className="sec">
        <h2>{t('history.selfTitle')}</h2>
        <p>{t('history.self')}</p>
      </section>
    </div>
  )
}
