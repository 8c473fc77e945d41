/** A person over HTTP, as a browser would: sign-in of staff by the page's own endpoints, then calls with the session cookie. */
export class StaffClient {
  private readonly cookies: Map<string, string>
  private readonly base: string

  /** With the cookies of somebody who is signed in already. */
  constructor(base: string, cookies: Record<string, string> = {}) {
    this.base = base
    this.cookies = new Map(Object.entries(cookies))
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.base + path, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      headers: {
        ...init.headers,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: this.base,
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  async signIn(email: string, password: string): Promise<void> {
    const { csrfToken }: { csrfToken: string } = await (await this.fetch('/api/auth/csrf')).json()
    const response = await this.fetch('/api/auth/callback/staff', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    })
    await response.arrayBuffer()
    if (![...this.cookies.keys()].some((name) => name.endsWith('session')))
      throw new Error(`${email} could not sign in: ${response.status}`)
  }

  /** The endpoint's answer; a refusal is an error with the domain code, a lost connection any other error. */
  async call(path: string, input: unknown): Promise<Record<string, unknown>> {
    const response = await this.fetch(`/api/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: input }),
    })
    return answerOf(response)
  }

  /** The same of an endpoint that only reads. */
  async ask(path: string, input?: unknown): Promise<Record<string, unknown>> {
    const given = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`
    return answerOf(await this.fetch(`/api/trpc/${path}${given}`))
  }
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  const body = await response.json()
  if (response.ok) return body.result.data.json
  throw new Refused(body.error?.json?.message ?? `HTTP ${response.status}`)
}

export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Codes that say "not now": the same command is sent again. */
const AGAIN = ['INTERNAL', 'RATE_LIMITED', 'OVERLOADED', 'PARTNER_UNAVAILABLE']

/** The same command until it is answered, as a person presses the button again. */
export async function untilAnswered<Answer>(run: () => Promise<Answer>, patienceMs = 60_000): Promise<Answer> {
  const end = performance.now() + patienceMs
  for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
    try {
      return await run()
    } catch (error) {
      const isFinal = error instanceof Refused && !AGAIN.includes(error.message) && !error.message.startsWith('HTTP 5')
      if (isFinal || performance.now() > end) throw error
      await new Promise((resume) => setTimeout(resume, wait))
    }
  }
}
