import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findDutyHolders } from '#server/modules/notification/notification.repository.ts'
import { processingBusiness } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'

const kindOf = async (person: Awaited<ReturnType<typeof citizen>>, kind: string) =>
  (await as(person).notice.choices()).kinds.find((one) => one.kind === kind)?.ways

describe('what a person chose', () => {
  it('is kept, and what was not chosen is as the installation has it', async () => {
    const person = await citizen()
    await as(person).notice.saveChoices({ choices: { MONEY: { EMAIL: false } }, quietFrom: '20:00', quietTo: '08:00' })
    expect(await kindOf(person, 'MONEY')).toContainEqual({ channel: 'EMAIL', isOn: false, isFixed: false })
    expect(await kindOf(person, 'LEGAL')).toContainEqual({ channel: 'EMAIL', isOn: true, isFixed: false })
    expect((await as(person).notice.choices()).quiet).toEqual({ from: '20:00', to: '08:00' })
  })

  it.each([
    ['switching off what the law wants told', { choices: { LEGAL: { IN_APP: false } }, quietFrom: null, quietTo: null }],
    ['half of the quiet hours', { choices: {}, quietFrom: '20:00', quietTo: null }],
    ['a time that is none', { choices: {}, quietFrom: '25:00', quietTo: '07:00' }],
    ['a way that is none', { choices: { LEGAL: { PIGEON: true } }, quietFrom: null, quietTo: null }],
  ])('%s is refused and changes nothing', async (_, input) => {
    const person = await citizen()
    await expect(as(person).notice.saveChoices(input as never)).rejects.toMatchObject({ message: 'INPUT_INVALID' })
    expect((await as(person).notice.choices()).quiet).toBeNull()
    expect(await kindOf(person, 'LEGAL')).toContainEqual({ channel: 'IN_APP', isOn: true, isFixed: true })
  })
})

describe('the list of notices', () => {
  it('is the person’s own, by pages, and read by nobody else', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    await asOwner(
      `INSERT INTO "Notification" ("homeAgencyId", id, "dossierId", "eventSeq", template, kind, channel, recipient, "accountId", status, "createdAt")
       SELECT "homeAgencyId", gen_random_uuid()::text, id, 1, 'accepted/' || n, 'LEGAL', 'IN_APP', 'APPLICANT', $2, 'DELIVERED', app_now() + n * interval '1 ms'
       FROM "DossierLocator", generate_series(1, 120) n WHERE code = $1`,
      [code, person.id],
    )
    expect(await as(person).notice.unseen()).toEqual({ count: 99, isMore: true })
    const seen = new Set<string>()
    let cursor: string | undefined
    for (let pages = 0; pages < 10; pages += 1) {
      const { items, nextCursor } = await as(person).notice.mine(cursor ? { cursor } : {})
      for (const { id } of items) seen.add(id)
      if (!nextCursor) break
      cursor = nextCursor
    }
    expect(seen.size).toBe(120)
    const other = await citizen()
    expect((await as(other).notice.mine({})).items).toEqual([])
    await as(other).notice.seen({ id: [...seen][0] })
    expect(await as(person).notice.unseen()).toEqual({ count: 99, isMore: true })
    await as(person).notice.seen({})
    expect(await as(person).notice.unseen()).toEqual({ count: 0, isMore: false })
    await expect(as(person).notice.mine({ cursor: 'rubbish' })).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })
})

describe('whoever acts in another’s name', () => {
  it('is written to like the one who entrusted them, as long as that lasts', async () => {
    const { code } = await processingBusiness(await citizen())
    const [at] = await asOwner<{ homeAgencyId: string; id: string }>(
      `SELECT "homeAgencyId", id FROM "DossierLocator" WHERE code = $1`,
      [code],
    )
    if (!at) throw new Error(code)
    const holders = () => findDutyHolders(at.homeAgencyId, at.id, 'head')
    const [head] = await holders()
    if (!head) throw new Error('no head')
    const clerk = await staff('clerk')
    expect((await holders()).map(({ id }) => id)).not.toContain(clerk.id)
    const delegationId = randomUUID()
    await asOwner(
      `INSERT INTO "Delegation" (id, "agencyId", "fromId", "toId", roles, "validFrom", "validTo", reason, "createdById", "createdAt")
       VALUES ($1, 'xa-a', $2, $3, '{head}', '2020-01-01', '2199-12-31', 'Một lý do đủ dài', $2, app_now())`,
      [delegationId, head.id, clerk.id],
    )
    expect((await holders()).map(({ id }) => id)).toContain(clerk.id)
    await asOwner(`UPDATE "Delegation" SET "revokedAt" = app_now(), "revokedById" = "fromId" WHERE id = $1`, [delegationId])
    expect((await holders()).map(({ id }) => id)).not.toContain(clerk.id)
  })
})
