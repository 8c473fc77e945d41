import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, expect, it } from 'vitest'
import { linked } from '#tests/builders/linked.ts'
import { done, faultsAt, outboxOf, REASON, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, staff } from '#tests/builders/people.ts'
import { moveClock, type RunningWorker, startPartners, until } from '#tests/contracts/adapters/partners.ts'

const partners = await startPartners()
const workers: RunningWorker[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
})
afterAll(() => partners.close())

let offset = 0
/** Workers come and are killed after ever longer times, and leases end in between, until the line is done. */
async function deliveredByDyingWorkers(code: string): Promise<void> {
  for (const life of [20, 60, 120, 240, 480]) {
    const worker = await partners.startWorker()
    await wait(life)
    await worker.kill('SIGKILL')
    offset += 300_000
    await moveClock(offset)
  }
  workers.push(await partners.startWorker())
  await until(
    () => outboxOf(code, 'SUB'),
    (lines) => lines.length > 0 && lines.every(({ status }) => status === 'DELIVERED'),
  )
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
}
const countOf = async (table: string) => Number((await asOwner<{ n: string }>(`SELECT count(*) AS n FROM "${table}"`))[0]?.n)

it('workers that are killed open a sub-dossier once and tell its end once', async () => {
  const { code } = await linked()
  const [officer, desk] = [await staff('officer'), await staff('desk')]
  const before = await countOf('Dossier')
  await as(officer).work.openSub({ ...to(code), workId: await workOf(officer, code, 'openSub') })
  await deliveredByDyingWorkers(code)
  expect(await countOf('Dossier')).toBe(before + 1)
  const subCode = (await view(officer, code)).subs[0]?.code ?? ''
  await as(desk).desk.refuseIntake({ ...to(subCode), reasonCode: 'other', reason: REASON })
  await deliveredByDyingWorkers(subCode)
  const seen = await view(officer, code)
  expect(seen.subs).toMatchObject([{ code: subCode, outcome: 'REFUSED' }])
  expect(seen.timeline.filter(({ type }) => type === 'SUB_CLOSED')).toHaveLength(1)
  await done(officer, code, 'answered')
  expect(await faultsAt(code)).toEqual([])
  expect(await faultsAt(subCode)).toEqual([])
})
