import { type APIRequestContext, expect } from '@playwright/test'
import { z } from 'zod'

// The simulated partners, by their pages and their controls only.

const address = process.env.E2E_SIMULATORS_URL ?? ''

const portalSchema = z.object({
  dossier: z
    .object({
      deliveries: z.number(),
      applied: z.number(),
      history: z.array(z.object({ status: z.string() })),
      calls: z.array(z.object({ repeat: z.boolean() })),
    })
    .nullable(),
  refused: z.array(z.object({ error_code: z.string(), message: z.string() })),
})
const paymentSchema = z.object({
  transactions: z.array(
    z.object({
      reference: z.string(),
      state: z.enum(['pending', 'paid', 'cancelled']),
      calls: z.array(z.object({ ordered: z.boolean(), outcome: z.string() })),
    }),
  ),
})
const mailSchema = z.object({ messages: z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() })) })
const answersSchema = z.object({
  answers: z.array(z.object({ kind: z.string(), status: z.number().optional(), body: z.unknown() })),
})
const clockSchema = z.object({ offsetMs: z.number(), now: z.iso.datetime() })
const filedSchema = z.object({ code: z.string() })
const filingSchema = z.object({ filing: z.object({ state: z.enum(['sending', 'taken', 'refused']) }).nullable() })

type System = 'portal' | 'payment' | 'mail' | 'oidc'
type Resending = 'again' | 'sameNonce' | 'badSignature' | 'oldTimestamp' | 'otherBody'
type Forgery = 'hash' | 'amount' | 'unknown' | 'partner'

const sessionOver: ReadonlySet<string> = new Set(['11', '12'])
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export function openPartners(request: APIRequestContext) {
  async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const answer = await request.get(`${address}${path}`)
    expect(answer.status(), path).toBe(200)
    return schema.parse(await answer.json())
  }
  async function post<T>(path: string, data: object, schema: z.ZodType<T>): Promise<T> {
    const answer = await request.post(`${address}${path}`, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return schema.parse(await answer.json())
  }
  const received = <T>(system: System, code: string, schema: z.ZodType<T>) =>
    get(`/_control/${system}/received?dossier=${encodeURIComponent(code)}`, schema)
  const clock = () => get('/_control/clock', clockSchema)

  return {
    address,
    /** What the national portal holds of a dossier. */
    portal: (code: string) => received('portal', code, portalSchema),
    payments: async (code: string) => (await received('payment', code, paymentSchema)).transactions,
    letters: async (code: string) => (await received('mail', code, mailSchema)).messages,
    /** All statuses that the portal came to know, in order; waits for the last. */
    async portalKnows(code: string, statuses: readonly string[]): Promise<void> {
      await expect
        .poll(async () => (await received('portal', code, portalSchema)).dossier?.history.map(({ status }) => status), {
          message: `statuses of ${code} at the portal`,
          timeout: 60_000,
        })
        .toEqual(statuses)
      const { dossier, refused } = await received('portal', code, portalSchema)
      // a session that ran out is renewed and the message sent again: no harm done
      const harm = refused.filter(({ error_code }) => !sessionOver.has(error_code))
      expect(harm, 'refused by the portal').toEqual([])
      expect(dossier?.deliveries, 'nothing arrives twice').toBe(dossier?.applied)
    },
    fault: (system: System, kind: string, count: number) =>
      post(`/_control/${system}/faults`, { kind, count, seed: 1 }, z.unknown()),
    /** A citizen files at the national portal; the code is the portal's own. */
    fileAtPortal: async (procedure: string, number: string, agency: string) =>
      (await post('/_control/portal/file', { maTTHC: procedure, soDinhDanh: number, donVi: agency }, filedSchema)).code,
    /** Whether our side has taken a filing of the portal. */
    filing: async (foreignCode: string) => (await received('portal', foreignCode, filingSchema)).filing?.state,
    /** The message of a filing once more, rightly or wrongly. */
    resend: async (foreignCode: string, mode: Resending, times = 1) =>
      (await post('/_control/portal/resend', { maHoSo: foreignCode, mode, times }, answersSchema)).answers,
    /** Confirm messages of a payment, right ones or forged ones, all at once. */
    confirm: async (reference: string, { forge, times = 1 }: { forge?: Forgery; times?: number } = {}) =>
      (await post('/_control/payment/callback', { maThamChieu: reference, forge, times }, answersSchema)).answers,
    now: async () => new Date((await clock()).now),
    /** The clock of the product and of all partners goes ahead. */
    async pass({ hours = 0, days = 0 }: { hours?: number; days?: number }): Promise<void> {
      const { offsetMs } = await clock()
      await post('/_control/clock', { offsetMs: offsetMs + hours * HOUR_MS + days * DAY_MS }, z.unknown())
    },
    /** Ahead to nine o'clock in Viet Nam of the next Monday, so that working hours lie before the journey. */
    async toMondayMorning(): Promise<void> {
      const { offsetMs, now } = await clock()
      const VIETNAM_MS = 7 * HOUR_MS
      const civil = new Date(Date.parse(now) + VIETNAM_MS)
      const days = (8 - civil.getUTCDay()) % 7 || 7
      const monday = Date.UTC(civil.getUTCFullYear(), civil.getUTCMonth(), civil.getUTCDate() + days, 9) - VIETNAM_MS
      await post('/_control/clock', { offsetMs: offsetMs + monday - Date.parse(now) }, z.unknown())
    },
  }
}
export type Partners = ReturnType<typeof openPartners>
