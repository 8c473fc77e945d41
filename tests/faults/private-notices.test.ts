import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeCompanyLetters } from '#server/jobs/company.ts'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { warnOfEndingDrafts } from '#server/modules/draft/ending-drafts.ts'
import { voiceFaults } from '#server/modules/petition/check-petitions.ts'
import { begin } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { moveClock, type RunningWorker, startPartners, until } from '#tests/contracts/adapters/partners.ts'

// Notices about drafts and invitations, by the ways that people chose; real worker, real simulated partners, late in the night.

const partners = await startPartners()
const workers: RunningWorker[] = []
const startWorker = async () => {
  const worker = await partners.startWorker()
  workers.push(worker)
  return worker
}
const HOUR = 3_600_000
let offset = 0
async function onTo(hour: number): Promise<void> {
  const local = new Date(Date.now() + offset + 7 * HOUR)
  const minutes = (hour * 60 - (local.getUTCHours() * 60 + local.getUTCMinutes()) + 24 * 60) % (24 * 60)
  offset += minutes * 60_000
  await moveClock(offset)
  await partners.control('clock', { offsetMs: offset, forward: false })
}
beforeAll(() => onTo(10))
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')))
  await partners.up()
})
afterAll(() => partners.close())

let seen = 0
/** A citizen with a number of which the partners know what becomes: 118 no Zalo, 404 nobody. */
async function reachable(ending: string, email: string | null = 'nguoi-dan@cong-dan.demo'): Promise<CitizenActor> {
  const person = await citizen()
  seen += 1
  await asOwner(`UPDATE "Account" SET phone = $2, "contactEmail" = $3, email = NULL WHERE id = $1`, [
    person.id,
    `08${String(seen).padStart(5, '0')}${ending}`,
    email,
  ])
  return person
}
async function ending(owner: CitizenActor): Promise<string> {
  const id = await begin(owner)
  await asOwner(
    `UPDATE "Draft" SET "expiresAt" = app_now() + interval '3 days', "updatedAt" = app_now() - interval '27 days' WHERE id = $1`,
    [id],
  )
  return id
}
interface Row extends Record<string, unknown> {
  id: string
  channel: string
  status: string
  reason: string | null
  isUndeliverable: boolean
}
const rowsOf = (aboutId: string) =>
  asOwner<Row>(
    `SELECT id, channel, status, reason, "undeliverableAt" IS NOT NULL AS "isUndeliverable" FROM "Notification" WHERE "aboutId" = $1 ORDER BY channel`,
    [aboutId],
  )
const stateOf = (rows: Row[], channel: string) => rows.find((row) => row.channel === channel)?.status
const stop = new AbortController().signal
const heldBy = async (system: 'sms' | 'zalo', rows: Row[]) => {
  const { messages } = await partners.control<{ messages: { key: string; text: string; code: string }[] }>(`${system}/received`)
  return messages.filter(({ key }) => rows.some(({ id }) => id === key))
}
const faults = async () => {
  const found: string[] = []
  for await (const { what } of voiceFaults()) found.push(what)
  return found
}

describe('a draft that ends soon', () => {
  it('is told once, by the ways that its owner chose, and by none that was switched off', async () => {
    const [usual, choosy] = [await reachable('001'), await reachable('002')]
    const choices = { REMINDER: { EMAIL: false, ZALO: true, SMS: false, PUSH: false, IN_APP: true } }
    await as(choosy).notice.saveChoices({ choices, quietFrom: null, quietTo: null })
    const [first, second] = [await ending(usual), await ending(choosy)]
    expect((await warnOfEndingDrafts(stop)).told).toBe(2)
    // killed between notice and mark
    await asOwner(`UPDATE "Draft" SET "warnedFor" = NULL WHERE id = ANY ($1)`, [[first, second]])
    await warnOfEndingDrafts(stop)
    await startWorker()
    const told = await until(
      () => rowsOf(first),
      (rows) => stateOf(rows, 'EMAIL') === 'SENT',
      60_000,
    )
    expect(told.filter(({ channel }) => channel === 'EMAIL')).toHaveLength(1)
    const rows = await until(
      () => rowsOf(second),
      (found) => ['SENT', 'DELIVERED'].includes(stateOf(found, 'ZALO') ?? ''),
      60_000,
    )
    expect(rows.map(({ channel }) => channel)).toEqual(['IN_APP', 'ZALO'])
    const [held] = await heldBy('zalo', rows)
    expect(held?.text).toBe('Bản viết dở: sắp bị xóa vì quá lâu chưa nộp.')
    expect(await as(choosy).notice.mine({})).toMatchObject({ items: [{ template: 'draftEnds', code: null, draftId: second }] })
    expect(await faults()).toEqual([])
  }, 120_000)

  it('waits for the morning, is left out once it is handed in, and is given to the desk when nothing takes it', async () => {
    await onTo(23)
    const [sleeper, gone, nobody] = [await reachable('003'), await reachable('004'), await reachable('404', null)]
    const [waiting, submitted, lost] = [await ending(sleeper), await ending(gone), await ending(nobody)]
    const zalo = { REMINDER: { EMAIL: false, ZALO: true, SMS: true } }
    for (const person of [sleeper, gone, nobody])
      await as(person).notice.saveChoices({ choices: zalo, quietFrom: null, quietTo: null })
    await warnOfEndingDrafts(stop)
    await asOwner(`UPDATE "Draft" SET "submittedAt" = app_now() WHERE id = $1`, [submitted])
    await startWorker()
    expect(stateOf(await rowsOf(waiting), 'ZALO')).toBe('QUEUED')
    await onTo(8)
    await until(
      () => rowsOf(waiting),
      (rows) => ['SENT', 'DELIVERED'].includes(stateOf(rows, 'ZALO') ?? ''),
      60_000,
    )
    const skipped = await until(
      () => rowsOf(submitted),
      (rows) => stateOf(rows, 'ZALO') === 'FAILED',
      60_000,
    )
    expect(skipped.find(({ channel }) => channel === 'ZALO')).toMatchObject({ reason: 'NOT_NEEDED', isUndeliverable: false })
    expect(stateOf(skipped, 'SMS')).toBeUndefined()
    await until(
      () => rowsOf(lost),
      (rows) => rows.some(({ isUndeliverable }) => isUndeliverable),
      60_000,
    )
    const { items } = await as(await staff('desk')).notice.undeliverable({})
    const mine = items.filter(({ template, name }) => template === 'draftEnds' && name === nobody.fullName)
    expect(mine).toMatchObject([{ code: null, about: 'DRAFT', todo: 'WRONG_NUMBER' }])
    expect(await faults()).toEqual([])
  }, 120_000)
})

describe('an invitation to a draft', () => {
  it('is told to who is asked without a name or a code, and its answer to who asked', async () => {
    await onTo(10)
    const [owner, helper] = [await reachable('005'), await reachable('118')]
    const phones = { PROGRESS: { ZALO: true, SMS: true } }
    for (const person of [owner, helper]) await as(person).notice.saveChoices({ choices: phones, quietFrom: null, quietTo: null })
    const draftId = await begin(owner)
    const { id } = await as(owner).invitation.invite({ about: { draftId }, kind: 'HELP', personalId: helper.personalId ?? '' })
    await writeCompanyLetters(stop)
    await startWorker()
    const asked = await until(
      () => rowsOf(id),
      (rows) => ['SENT', 'DELIVERED'].includes(stateOf(rows, 'SMS') ?? '') && stateOf(rows, 'EMAIL') === 'SENT',
      60_000,
    )
    const [held] = await heldBy('sms', asked)
    expect(held?.text).toMatch(/^Loi nho lam ho so: cho ong\/ba tra loi\. Xem: /)
    expect(held?.text).not.toContain(draftId)
    expect((await as(helper).notice.mine({})).items[0]).toMatchObject({ template: 'invited', code: null, about: 'INVITATION' })
    await as(helper).invitation.answer({ id, accept: true })
    await writeCompanyLetters(stop)
    await writeCompanyLetters(stop)
    const answered = () => rowsOf(id).then((rows) => rows.filter(({ id: key }) => !asked.some((row) => row.id === key)))
    const rows = await until(answered, (found) => ['SENT', 'DELIVERED'].includes(stateOf(found, 'ZALO') ?? ''), 60_000)
    expect(rows.map(({ channel }) => channel)).toEqual(['EMAIL', 'IN_APP', 'ZALO'])
    expect(await faults()).toEqual([])
  }, 120_000)
})
