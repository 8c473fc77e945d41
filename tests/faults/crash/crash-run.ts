import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { TemporaryStack } from '#server/tools/temporary-stack.ts'
import { random } from '#workflows/random.ts'
import { StaffClient, untilAnswered } from './http-client.ts'

export interface CrashRun {
  kills: Record<string, number>
  acknowledged: number
  faults: string[]
}

export interface Filed {
  desk: StaffClient
  draftId: string
  requestId: string
  code: string
}

const PASSWORD = 'Demo@2026'
const answers = { documentName: 'Bằng tốt nghiệp', pageCount: 3, copyCount: 1, copyKind: 'paper', laterAgreed: false }
const papers = [
  { code: 'ban-chinh', originals: 0, certified: 0, copies: 0, originalSeen: true },
  { code: 'ban-sao', originals: 0, certified: 0, copies: 1, originalSeen: false },
]
const applicant = { fullName: 'Nguyễn Văn Bền', personalId: '031090000077', email: 'ben@cong-dan.demo' }

const submit = ({ desk, draftId, requestId }: Omit<Filed, 'code'>) =>
  desk.call('desk.submit', { draftId, requestId, papers, resultWay: 'DESK' })

/**
 * Files at the counter until the time is over; every call is repeated until it is answered, under the same request id. One account begins at
 * most sixty drafts an hour: who files for long pauses in between.
 */
export async function fileForever(
  desk: StaffClient,
  agencyId: string,
  until: () => boolean,
  filed: Filed[],
  pauseMs = 0,
): Promise<void> {
  for (; !until(); await new Promise((resume) => setTimeout(resume, pauseMs))) {
    const started = await untilAnswered(() =>
      desk.call('draft.start', { procedureCode: '2.000815', agencyId, source: 'DESK', applicant }),
    )
    const draftId = String(started.id)
    await untilAnswered(() => desk.call('draft.save', { id: draftId, revision: 1, answers })).catch((error: Error) => {
      // the save was done although its answer was lost: the revision has moved on
      if (error.message !== 'DRAFT_CHANGED_MEANWHILE') throw error
    })
    const command = { desk, draftId, requestId: randomUUID() }
    const { code } = await untilAnswered(() => submit(command))
    filed.push({ ...command, code: String(code) })
  }
}

/**
 * Web, worker and partners are killed without warning while people file at two counters. Afterwards: every acknowledged filing is there
 * once, a repeated request hears the same answer, and each status reached the portal once.
 */
export async function crashRun(stack: TemporaryStack, { seed, seconds }: { seed: number; seconds: number }): Promise<CrashRun> {
  const next = random(seed)
  const faults: string[] = []
  const filed: Filed[] = []
  const kills: Record<string, number> = { web: 0, worker: 0, simulators: 0 }
  const end = performance.now() + seconds * 1_000
  const isOver = () => performance.now() > end
  const desks = await Promise.all(
    ['xa-a', 'xa-b'].map(async (agencyId) => {
      const desk = new StaffClient(stack.url)
      await desk.signIn(`desk@${agencyId}.demo`, PASSWORD)
      return { desk, agencyId }
    }),
  )
  const people = desks.flatMap(({ desk, agencyId }) => [1, 2].map(() => fileForever(desk, agencyId, isOver, filed)))
  const killer = (async () => {
    while (!isOver()) {
      await new Promise((resume) => setTimeout(resume, 500 + next() * 2_500))
      const victim = (['web', 'worker', 'web', 'worker', 'simulators'] as const)[Math.floor(next() * 5)] ?? 'web'
      stack.part(victim).kill('SIGKILL')
      kills[victim] = (kills[victim] ?? 0) + 1
    }
  })()
  for (const result of await Promise.allSettled([...people, killer]))
    if (result.status === 'rejected') faults.push(`a command was never answered: ${result.reason}`)
  await stack.untilReady()

  const codes = new Set(filed.map(({ code }) => code))
  if (codes.size !== filed.length) faults.push(`${filed.length} filings share ${codes.size} codes`)
  for (const command of filed) {
    const again = await untilAnswered(() => submit(command))
    if (again.code !== command.code) faults.push(`${command.code}: the repeated request was answered with ${String(again.code)}`)
  }
  faults.push(...(await portalFaults(stack, [...codes])))
  return { kills, acknowledged: filed.length, faults }
}

const DRAIN_PATIENCE_MS = 120_000

/** Everything reached the portal, in order, seen once. */
async function portalFaults(stack: TemporaryStack, codes: string[]): Promise<string[]> {
  const end = performance.now() + DRAIN_PATIENCE_MS
  for (;;) {
    const { checks } = readinessSchema.parse(await fetch(`${stack.url}/readyz`).then((response) => response.json()))
    const { waiting, parked } = checks.outbox
    if (parked > 0) return [`${parked} messages are parked`]
    if (waiting === 0) break
    if (performance.now() > end) return [`${waiting} messages still wait after ${DRAIN_PATIENCE_MS / 1000} s`]
    await new Promise((resume) => setTimeout(resume, 500))
  }
  const faults: string[] = []
  for (const code of codes) {
    const received = await fetch(`${stack.simulatorsUrl}/_control/portal/received?dossier=${code}`).then((response) =>
      response.json(),
    )
    const statuses: string[] = statusesOf(received)
    if (statuses.join(' ') !== '1 2 4') faults.push(`${code}: the portal saw "${statuses.join(' ')}"`)
  }
  return faults
}

const readinessSchema = z.object({ checks: z.object({ outbox: z.object({ waiting: z.int(), parked: z.int() }) }) })
const receivedSchema = z.object({ dossier: z.object({ history: z.array(z.object({ status: z.string() })) }).nullable() })

/** The statuses as they changed: a progress line repeats the status that it belongs to. */
function statusesOf({ dossier }: z.output<typeof receivedSchema>): string[] {
  const all = (dossier?.history ?? []).map(({ status }) => status)
  return all.filter((status, index) => status !== all[index - 1])
}
