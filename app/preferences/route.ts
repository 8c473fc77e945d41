import { pathToReturnTo, preferenceNames, readPreference } from '#app/_lib/preferences.ts'

const oneYearInSeconds = 31_536_000

/** Sets a switch of the page (language, colours, text size) by a plain form, and goes back to where the visitor was. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData())
  const headers = new Headers({ location: pathToReturnTo(request.headers.get('referer'), request.headers.get('host')) })
  for (const name of preferenceNames) {
    const value = readPreference(name, form.get(name))
    if (value) headers.append('set-cookie', `${name}=${value}; Path=/; Max-Age=${oneYearInSeconds}; SameSite=Lax`)
  }
  return new Response(null, { status: 303, headers })
}
