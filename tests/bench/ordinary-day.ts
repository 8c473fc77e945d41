import { setTimeout as wait } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import sharp from 'sharp'
import type { TemporaryStack } from '#server/tools/temporary-stack.ts'
import { StaffClient } from '#tests/faults/crash/http-client.ts'
import { liveThrough, type Office, read } from './dossier-life.ts'

// What goes on beside the people who only look: citizens who fill in, photograph, file and pay, an office that works all of it off (each step
// a report to the portal, letters and papers by the worker), and staff who look at their lists, search, and open registers.

const CITIZENS = 10
/** An account begins at most sixty drafts an hour. */
const EACH_LIFE_MS = 65_000
const LOOK_MS = 2_000
const PHOTO = { width: 2_400, height: 1_800 }

const words = ['khai sinh', 'chứng thực bản sao', 'ho kinh doanh', 'dang ky ket hon', 'giấy phép xây dựng', 'tam tru']

export interface OrdinaryDay {
  /** Codes. */
  filed: string[]
  looks: number
  /** What somebody was told that is neither an answer nor "come again". */
  failures: string[]
  end(): Promise<void>
}

/** People whom the identity provider has led in before. */
async function citizens(stack: TemporaryStack): Promise<StaffClient[]> {
  Object.assign(process.env, stack.environment, { LOG_LEVEL: 'fatal' })
  const { startSession } = await import('#server/modules/account/session.ts')
  const { citizen } = await import('#tests/builders/people.ts')
  const { closePools } = await import('#server/db.ts')
  const secret = stack.settings.NEXTAUTH_SECRET
  const all: StaffClient[] = []
  for (let n = 0; n < CITIZENS; n += 1) {
    const { id } = await citizen()
    const token = await encode({ token: { sid: await startSession(id, 'CITIZEN', 'bench') }, secret })
    all.push(new StaffClient(stack.url, { [`mocua${stack.settings.PORT}.session`]: token }))
  }
  await closePools()
  return all
}

async function office(stack: TemporaryStack): Promise<Office> {
  const signedIn = async (role: string) => {
    const person = new StaffClient(stack.url)
    await person.signIn(`${role}@xa-a.demo`, 'Demo@2026')
    return person
  }
  return {
    desk: await signedIn('desk'),
    officer: await signedIn('officer'),
    leader: await signedIn('leader'),
    clerk: await signedIn('clerk'),
  }
}

/** What a telephone sends of a paper: large, and never the same picture twice. */
const photograph = () =>
  sharp({ create: { ...PHOTO, channels: 3, background: 'white', noise: { type: 'gaussian', mean: 200, sigma: 30 } } })
    .jpeg({ quality: 70 })
    .toBuffer()

/** Lists, counters, search and a register in turn, as pages and as what pages ask for. */
const looksOf = ({ desk, officer, leader, clerk }: Office): ((n: number) => Promise<unknown>)[] => [
  () => read(officer, '/inbox'),
  () => officer.ask('work.counts'),
  (n) => desk.ask('work.search', { q: n % 2 === 0 ? 'tran van thu' : 'Nguyễn Văn Bền' }),
  () => leader.ask('work.list', { queue: 'mine' }),
  (n) => read(clerk, `/procedures?q=${encodeURIComponent(words[n % words.length] ?? '')}`),
  () => read(desk, '/desk'),
  (n) => desk.ask('procedure.search', { q: words[n % words.length] }),
  () => read(desk, '/desk/register'),
]

export async function beginDay(stack: TemporaryStack): Promise<OrdinaryDay> {
  const [people, staff, photo] = [await citizens(stack), await office(stack), await photograph()]
  const over = new AbortController()
  const day: OrdinaryDay = { filed: [], looks: 0, failures: [], end }
  const pause = (ms: number) => wait(ms, undefined, { signal: over.signal }).catch(() => undefined)
  /** Again and again, begun so many milliseconds after the time before. */
  async function forever(eachMs: number, firstMs: number, one: (n: number) => Promise<unknown>): Promise<void> {
    await pause(firstMs)
    for (let n = 0; !over.signal.aborted; n += 1) {
      const begin = performance.now()
      await one(n).catch((error: unknown) => day.failures.push(String(error)))
      await pause(Math.max(0, eachMs - (performance.now() - begin)))
    }
  }
  const looks = looksOf(staff)
  const all = [
    ...people.map((citizen, n) =>
      forever(EACH_LIFE_MS, (n * EACH_LIFE_MS) / CITIZENS, async () => {
        await liveThrough(citizen, staff, photo, (code) => day.filed.push(code))
      }),
    ),
    forever(LOOK_MS, 0, async (n) => {
      await looks[n % looks.length]?.(n)
      day.looks += 1
    }),
  ]
  /** What was begun is finished. */
  async function end(): Promise<void> {
    over.abort()
    await Promise.all(all)
  }
  return day
}
