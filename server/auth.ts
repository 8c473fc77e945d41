import 'server-only'
import { cookies, headers } from 'next/headers'
import type { NextRequest } from 'next/server'
import type { NextAuthOptions } from 'next-auth'
import * as nextAuth from 'next-auth'
import { cache } from 'react'
import { env } from './env.ts'
import { faultOf } from './errors.ts'
import { log } from './log.ts'
import { type SignInFrom, staffSignInSchema } from './modules/account/account.schema.ts'
import type { Actor } from './modules/account/actor.ts'
import { actorOfToken, LIFE_SECONDS } from './modules/account/session.ts'
import { signInCitizen } from './modules/account/sign-in-citizen.ts'
import { signInStaff } from './modules/account/sign-in-staff.ts'
import { signOut, signOutOfToken } from './modules/account/sign-out.ts'
import { addressOf, type GivenHeaders, isSameOrigin } from './request.ts'

declare module 'next-auth' {
  interface User {
    sid?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string
  }
}

const isHttps = () => env.PUBLIC_URL.startsWith('https:')

/** Cookies know no ports: two installations on one machine must not overwrite each other's. */
const cookieName = (name: string) => `${isHttps() ? '__Host-' : ''}mocua${new URL(env.PUBLIC_URL).port}.${name}`
const cookie = (name: string, maxAge?: number) => ({
  name: cookieName(name),
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps(), ...(maxAge ? { maxAge } : {}) },
})

/** A path of this site; whatever else a link asks for leads to the first page. */
export function returnTarget(url: string, baseUrl: string): string {
  const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null
  return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl
}

/** The sign-in page shows `errors.<code>` of its query. */
const signInPage = (code: string) => `/sign-in?error=${code}`

const optionsFor = (from: SignInFrom): NextAuthOptions => ({
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: LIFE_SECONDS.STAFF },
  useSecureCookies: isHttps(),
  cookies: {
    sessionToken: cookie('session'),
    callbackUrl: cookie('callback-url'),
    csrfToken: cookie('csrf'),
    pkceCodeVerifier: cookie('pkce', 15 * 60),
    state: cookie('state', 15 * 60),
    nonce: cookie('nonce', 15 * 60),
  },
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/' },
  providers: [
    {
      id: 'vneid',
      name: 'VNeID',
      type: 'oauth',
      wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      // signing out here does not end the session there: on a shared computer the next person must not become the one before
      authorization: { params: { scope: 'openid', prompt: 'login' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      // The ID token (checked before this) proves who signed in; the claims about the person come from userinfo, which compares `sub`
      // with the ID token when it gets the whole set. next-auth types the set by its fields only.
      userinfo: { request: ({ client, tokens }) => client.userinfo(tokens as Parameters<typeof client.userinfo>[0]) },
      profile: (claims: { sub: string }) => ({ id: claims.sub }),
    },
    {
      id: 'staff',
      name: 'staff',
      type: 'credentials',
      credentials: { email: {}, password: {} },
      authorize: async (given) => {
        const parsed = staffSignInSchema.safeParse(given)
        if (!parsed.success) throw new Error('SIGN_IN_FAILED')
        try {
          return await signInStaff(parsed.data, from)
        } catch (error) {
          // next-auth shows the message of the error in the address of the sign-in page
          const { code } = faultOf(error)
          if (code === 'INTERNAL') log.error({ err: error }, 'staff sign-in')
          throw new Error(code)
        }
      },
    },
  ],
  callbacks: {
    signIn: async ({ user, account, profile }) => {
      if (account?.provider !== 'vneid') return true
      try {
        Object.assign(user, await signInCitizen(profile, from))
        return true
      } catch (error) {
        const { code } = faultOf(error)
        if (code === 'INTERNAL') log.error({ err: error }, 'citizen sign-in')
        return signInPage(code)
      }
    },
    // the browser's encrypted token carries the session's secret only; who that is and what he may do is read at each request
    jwt: ({ token, user }) => (user ? { sid: user.sid } : { sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url, baseUrl }) => returnTarget(url, baseUrl),
  },
  events: {
    signOut: async ({ token }) => {
      if (token?.sid) await signOut(token.sid)
    },
  },
  logger: {
    error: (code, details) =>
      log.warn({ code, err: details instanceof Error ? details : Reflect.get(details, 'error') }, 'next-auth'),
    warn: (code) => log.debug({ code }, 'next-auth'),
    debug: () => undefined,
  },
})

/** A CommonJS module: bundlers and Node differ in what its default import is. */
const handler: typeof nextAuth.default = ((): typeof nextAuth.default => {
  const inner: unknown = Reflect.get(nextAuth.default, 'default')
  return typeof inner === 'function' ? (inner as typeof nextAuth.default) : nextAuth.default
})()

/** GET and POST of /api/auth/*. */
export async function handleAuth(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  // next-auth reads its own address from the environment only
  Object.assign(process.env, { NEXTAUTH_URL: env.NEXTAUTH_URL })
  const from = { ip: addressOf(request.headers), userAgent: request.headers.get('user-agent') }
  return handler(request, context, optionsFor(from))
}

/**
 * POST /sign-out: a plain form, which needs no script and no token. The cookie does not travel with posts of other sites (SameSite), and a
 * page of another site is refused besides.
 */
export async function handleSignOut(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const jar = await cookies()
  const { name, options } = cookie('session')
  await signOutOfToken(jar.get(name)?.value)
  jar.set(name, '', { ...options, maxAge: 0 })
  return new Response(null, { status: 303, headers: { location: '/' } })
}

/** What a plain sign-in form carries: the token is null until next-auth has set its cookie (GET /api/auth/signin does). */
export async function signInForm(): Promise<{ csrfToken: string | null; callbackUrl: string | null }> {
  const jar = await cookies()
  return {
    csrfToken: jar.get(cookieName('csrf'))?.value.split('|')[0] ?? null,
    callbackUrl: jar.get(cookieName('callback-url'))?.value ?? null,
  }
}

/** Who asks; the visitor when nobody is signed in. Once per request. */
export const currentActor: () => Promise<Actor> = cache(async () =>
  actorOfToken((await cookies()).get(cookieName('session'))?.value),
)

/** The value of a cookie as it came; ours are written without anything that would have to be decoded. */
const cookieIn = (header: string | null, wanted: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${wanted}=`))
    ?.slice(wanted.length + 1)

/** The same for a request that Next has not opened. */
export async function askerOf(headers: GivenHeaders): Promise<{ actor: Actor; ip: string; locale: 'vi' | 'en' }> {
  const cookie = headers.get('cookie')
  return {
    actor: await actorOfToken(cookieIn(cookie, cookieName('session'))),
    ip: addressOf(headers),
    locale: cookieIn(cookie, 'locale') === 'en' ? 'en' : 'vi',
  }
}

/** The address that asks, for limits of visitors. */
export const currentAddress = async (): Promise<string> => addressOf(await headers())
