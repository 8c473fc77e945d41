import { createTranslator, NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Api } from '#app/_lib/api-types.ts'
import { timeZone } from '#app/_lib/locale.ts'
import english from '#app/_messages/en.json'
import vietnamese from '#app/_messages/vi.json'
import { Main } from '#app/_ui/main.tsx'
import type { StillTracked } from '#server/web/still-page.schema.ts'
import { LookedUp } from '../_components/looked-up.tsx'
import { TrackedDossier } from '../_components/tracked-dossier.tsx'
import { isOfPetition } from '../_lib/is-of-petition.ts'
import { missingIn, type Problems, refusedWith } from '../_lib/problems.ts'

// The page of a tracked dossier as the door writes it into the kept one, by the same components as the page itself. It is a bundle of its own
// (server/tools/still-page.ts), because Next's way of making a page costs many times what is written here; and it needs no script.

const words = { vi: vietnamese, en: english }

export const stillTracked: StillTracked<Api['dossier']['track']> = async (asked, ask) => {
  const [code, secret] = [asked.code.trim(), asked.secret.trim()]
  // a petition that the desk wrote down: rare, and Next's matter
  if (secret !== '' && isOfPetition(code)) return null
  const { locale } = asked
  const messages = words[locale]
  const made = (middle: ReactNode, problems?: Problems) => {
    const t = createTranslator({ locale, messages, timeZone })
    const title = `${problems ? t('ui.errorPrefix') : ''}${t('track.title')} – ${t('site.name')}`
    return {
      title: renderToStaticMarkup(<title>{title}</title>),
      main: renderToStaticMarkup(
        <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={messages}>
          <Main>{middle}</Main>
        </NextIntlClientProvider>,
      ),
    }
  }
  const missing = missingIn({ code, secret }, messages)
  const heard = missing ? null : await ask({ code, secret })
  if (heard && 'view' in heard) return made(<TrackedDossier view={heard.view} />)
  const problems = missing ?? (heard && refusedWith(heard.fault, messages))
  return problems && made(<LookedUp found={problems} asked={[code, secret]} />, problems)
}
