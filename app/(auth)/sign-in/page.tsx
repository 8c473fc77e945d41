import { IdCard } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getMessages, getTranslations } from 'next-intl/server'
import { knownKey } from '#app/_lib/known-key.ts'
import { pathOf, returnPath } from '#app/_lib/return-path.ts'
import { oneOf } from '#app/_lib/search-params.ts'
import { Arch } from '#app/_ui/arch.tsx'
import { Button } from '#app/_ui/button.tsx'
import { ErrorSummary } from '#app/_ui/error-summary.tsx'
import { TextField } from '#app/_ui/inputs.tsx'
import { signInForm } from '#server/auth.ts'
import { caller } from '#server/caller.ts'
import styles from './sign-in.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') }
}

/** Marks the way back from the errand for the cookie, so that a browser that takes none does not go round for ever. */
const ERRAND = 'COOKIE.'

async function sentenceOf(code: string): Promise<string | null> {
  if (code === '' || code === 'NONE') return null
  const [t, { errors }] = await Promise.all([getTranslations('signIn'), getMessages()])
  if (code === 'SessionRequired') return errors.NOT_SIGNED_IN
  const known = knownKey(errors, code)
  // whatever else next-auth says happened between here and the identity provider
  return known ? errors[known] : t('cancelled')
}

/** Plain forms to next-auth: they work without JavaScript, and the password never passes through a script of ours. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const params = await searchParams
  const given = oneOf(params.error)
  const isBack = given.startsWith(ERRAND)
  const code = isBack ? given.slice(ERRAND.length) : given
  const [me, form, t] = await Promise.all([(await caller()).account.me(), signInForm(), getTranslations('signIn')])
  // an error comes back without the page that was wanted; next-auth's cookie still knows it
  const path = pathOf(oneOf(params.callbackUrl)) ?? (code === '' ? null : pathOf(form.callbackUrl ?? ''))
  if (me && code === '') redirect(returnPath(me.kind, path))
  if (!form.csrfToken && !isBack) {
    const wanted = new URLSearchParams({ callbackUrl: path ?? '/sign-in', error: `${ERRAND}${code === '' ? 'NONE' : code}` })
    redirect(`/api/auth/signin?${wanted}`)
  }
  const problem = form.csrfToken ? await sentenceOf(code) : t('noCookies')
  const token = <input type="hidden" name="csrfToken" value={form.csrfToken ?? ''} />
  return (
    <div className="wrap">
      <h1 className="page-title">{t('title')}</h1>
      {path && path !== '/' && <p className="lead">{t('next')}</p>}
      <div className={styles.columns}>
        <div>
          {problem && <ErrorSummary problems={[{ message: problem }]} />}
          <Arch look="lifted" labelledBy="citizen-title">
            <h2 id="citizen-title">{t('citizenTitle')}</h2>
            <p>{t('citizen')}</p>
            <form method="post" action="/api/auth/signin/vneid">
              {token}
              <input type="hidden" name="callbackUrl" value={returnPath('CITIZEN', path)} />
              <Button isWide icon={<IdCard />}>
                {t('vneid')}
              </Button>
            </form>
            <p className="small soft">{t.rich('noVneid', { track: (text) => <Link href="/track">{text}</Link> })}</p>
          </Arch>
        </div>
        <section className={styles.staff} aria-labelledby="staff-title">
          <h2 id="staff-title">{t('staffTitle')}</h2>
          <form method="post" action="/api/auth/callback/staff">
            {token}
            <input type="hidden" name="callbackUrl" value={returnPath('STAFF', path)} />
            <TextField name="email" type="email" label={t('email')} autoComplete="username" required maxLength={254} />
            <TextField
              name="password"
              type="password"
              label={t('password')}
              autoComplete="current-password"
              required
              maxLength={200}
            />
            <div className="btns">
              <Button kind="outlined">{t('staff')}</Button>
            </div>
          </form>
        </section>
      </div>
    </div>
  )
}
