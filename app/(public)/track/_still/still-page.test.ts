import { describe, expect, it } from 'vitest'
import english from '#app/_messages/en.json'
import vietnamese from '#app/_messages/vi.json'
import { stillTracked } from './still-page.tsx'

// What is no dossier; the page of a found one is looked at in the journeys.

const codes = { code: ' H24.12-261122-9999 ', secret: '0123<456789AB' }
const refused = (fault: string) => async () => ({ fault })

describe('the still page of a tracked dossier', () => {
  it.each([['vi', vietnamese] as const, ['en', english] as const])(
    'says in its language that nothing fits, and keeps what was typed: %s',
    async (locale, words) => {
      const page = await stillTracked({ ...codes, locale }, refused('NOT_FOUND'))
      expect(page?.title).toBe(`<title>${words.ui.errorPrefix}${words.track.title} – ${words.site.name}</title>`)
      expect(page?.main).toMatch(/^<main id="main" tabindex="-1">.*<\/main>$/s)
      expect(page?.main).toContain(words.track.notFound)
      expect(page?.main).toContain('value="H24.12-261122-9999"')
      expect(page?.main).toContain('value="0123&lt;456789AB"')
      expect(page?.main).not.toContain('<script')
    },
  )

  it('asks nothing when something is missing, and says what', async () => {
    const page = await stillTracked({ code: 'H24', secret: ' ', locale: 'vi' }, () => Promise.reject(new Error('asked')))
    expect(page?.main).toContain(vietnamese.fields.dossier.secretWrong)
  })

  it('says that somebody has to wait', async () => {
    const page = await stillTracked({ ...codes, locale: 'vi' }, refused('RATE_LIMITED'))
    expect(page?.main).toContain(vietnamese.errors.RATE_LIMITED)
  })

  it('leaves petitions and what was not foreseen to Next', async () => {
    expect(await stillTracked({ ...codes, code: 'PA.1', locale: 'vi' }, () => Promise.reject(new Error('asked')))).toBeNull()
    expect(await stillTracked({ ...codes, locale: 'vi' }, refused('INTERNAL'))).toBeNull()
  })
})
