import 'server-only'
import { z } from 'zod'
import { appNow, clockOffset, setClockOffset } from './clock.repository.ts'
import { env } from './env.ts'
import { isDemo } from './modules/setting/settings.ts'
import { addressOf, isSameOrigin } from './request.ts'
import { readLimited } from './request-body.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const TEN_YEARS = 3650 * 86_400_000
const clockSchema = z.object({ offsetMs: z.int().min(-TEN_YEARS).max(TEN_YEARS) })

const answer = async () =>
  Response.json(
    { offsetMs: await clockOffset(), now: (await appNow()).toISOString() },
    { headers: { 'cache-control': 'no-store' } },
  )
const refused = (code: string, status: number) => Response.json({ error: { code, message: code } }, { status })

function bodyOf(text: string | null) {
  try {
    return clockSchema.safeParse(JSON.parse(text ?? ''))
  } catch (error) {
    if (error instanceof SyntaxError) return clockSchema.safeParse(null)
    throw error
  }
}

/** GET and POST of /api/control/clock: exists in a demo with MOCUA_TEST_CLOCK=1, for this machine only. */
export async function handleClock(request: Request): Promise<Response> {
  if (!env.MOCUA_TEST_CLOCK || !(await isDemo()) || !LOOPBACK.has(addressOf(request.headers))) return refused('NOT_FOUND', 404)
  if (request.method !== 'POST') return answer()
  if (!request.headers.get('content-type')?.startsWith('application/json') || !isSameOrigin(request.headers))
    return refused('NOT_PERMITTED', 403)
  const parsed = bodyOf(await readLimited(request, 1_000))
  if (!parsed.success) return refused('INPUT_INVALID', 400)
  await setClockOffset(parsed.data.offsetMs)
  return answer()
}
