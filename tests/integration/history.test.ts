import { createHash, randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { env } from '#server/env.ts'
import { chainRootFaults, merkleRoot, publishChainRoot } from '#server/modules/history/chain-root.ts'
import { faultsOf } from '#server/modules/history/check-history.ts'
import { histories, type StoredHistory } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import { withClient } from '#server/tools/postgres.ts'
import { arrivedBusiness, processingBusiness, throughProcessing } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { canonical } from '#workflows/dossier/canonical.ts'

async function historyOf(code: string): Promise<StoredHistory> {
  for await (const history of histories()) if (history.code === code) return history
  throw new Error(`no history of ${code}`)
}
const violations = async (code: string) => {
  const history = await historyOf(code)
  const beside = await projectionsOf(history.homeAgencyId, history.id)
  if (!beside) throw new Error('gone')
  return violationsOf(history, beside)
}
const asApp = (sql: string) => withClient(env.DATABASE_URL, (client) => client.query(sql))

describe('the history of a dossier', () => {
  it('holds, replays, and everything beside the state follows from it', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    await throughProcessing(code)
    const desk = await staff('desk')
    await as(desk).desk.returnResult({ code, requestId: randomUUID(), receiverName: person.fullName, originalsReturned: false })
    expect(faultsOf(await historyOf(code))).toEqual([])
    expect(await violations(code)).toEqual([])
  })

  it('holds as well while it waits for the applicant, suspended, and taken back', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const officer = await staff('officer')
    await as(officer).work.requestSupplement({
      code,
      requestId: randomUUID(),
      reason: 'Tên hộ kinh doanh trùng với tên đã đăng ký',
      items: [{ paperCode: null, fieldId: 'businessName', note: 'Chọn một tên khác' }],
    })
    expect(await violations(code)).toEqual([])
    const view = await as(person).dossier.get({ code })
    expect(view).toMatchObject({ nationalCode: 5, due: { state: 'paused', at: null } })
    const [request] = view.supplements
    await as(person).dossier.supply({
      code,
      requestId: randomUUID(),
      supplementId: request?.id ?? '',
      answers: { businessName: 'Hộ kinh doanh Cà phê Cầu Đất' },
    })
    expect(await as(person).dossier.get({ code })).toMatchObject({ nationalCode: 4 })
    expect(await violations(code)).toEqual([])
    await as(person).dossier.requestWithdrawal({ code, requestId: randomUUID(), reason: 'Tôi chưa mở cửa hàng nữa' })
    expect(await violations(code)).toEqual([])
  })
})

describe('a history that somebody edited', () => {
  const disarm = `ALTER TABLE "DossierEvent" DISABLE TRIGGER ALL`
  afterEach(() => asOwner(`ALTER TABLE "DossierEvent" ENABLE TRIGGER ALL`))

  const edits: [string, (code: string) => string][] = [
    ['a changed payload', () => `UPDATE "DossierEvent" SET payload = payload || '{"x": 1}' WHERE "dossierId" = $1 AND seq = 2`],
    ['another actor', () => `UPDATE "DossierEvent" SET "actorId" = 'somebody' WHERE "dossierId" = $1 AND seq = 1`],
    ['a removed event', () => `DELETE FROM "DossierEvent" WHERE "dossierId" = $1 AND seq = 2`],
    [
      'a cut-off end',
      () =>
        `DELETE FROM "DossierEvent" WHERE "dossierId" = $1 AND seq = (SELECT max(seq) FROM "DossierEvent" WHERE "dossierId" = $1)`,
    ],
    ['other sealed words', () => `UPDATE "EventSealed" SET body = '{"reason": "khác"}' WHERE key LIKE $1 || ':%'`],
    [
      'other answers',
      () => `UPDATE "FormData" SET json = jsonb_set(json, '{answers,businessName}', '"Khác"') WHERE "dossierId" = $1`,
    ],
  ]
  it.each(edits)('is found: %s', async (_, sql) => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const desk = await staff('desk')
    await as(desk).desk.refuseIntake({
      code,
      requestId: randomUUID(),
      reasonCode: 'other',
      reason: 'Người đăng ký đang là chủ hộ kinh doanh khác',
    })
    const { id } = await historyOf(code)
    await asOwner(disarm)
    await asOwner(sql(code), [id])
    expect(faultsOf(await historyOf(code))).not.toEqual([])
  })

  it('is no fault when the words were purged: their hash still stands', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const desk = await staff('desk')
    await as(desk).desk.refuseIntake({
      code,
      requestId: randomUUID(),
      reasonCode: 'other',
      reason: 'Người đăng ký đang là chủ hộ kinh doanh khác',
    })
    const { id } = await historyOf(code)
    await asOwner(`UPDATE "EventSealed" SET body = NULL WHERE key LIKE $1 || ':%'`, [id])
    await asOwner(`UPDATE "FormData" SET json = NULL WHERE "dossierId" = $1`, [id])
    expect(faultsOf(await historyOf(code))).toEqual([])
  })

  it('no longer gives the published root of its day', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    await publishChainRoot(today)
    expect(await chainRootFaults()).toEqual([])
    const { id } = await historyOf(code)
    await asOwner(disarm)
    await asOwner(`DELETE FROM "DossierEvent" WHERE "dossierId" = $1 AND seq = 2`, [id])
    expect(await chainRootFaults()).toHaveLength(1)
  })

  it('cannot be made by the application: its role has no right to it', async () => {
    for (const sql of [
      `UPDATE "DossierEvent" SET type = 'X'`,
      `DELETE FROM "DossierEvent"`,
      `INSERT INTO "DossierEvent" SELECT * FROM "DossierEvent" LIMIT 1`,
      `UPDATE "Dossier" SET revision = 0`,
      `UPDATE "WorkItem" SET "closedAt" = now()`,
      `DELETE FROM "OutboxMessage"`,
      `UPDATE "EventSealed" SET body = NULL`,
    ])
      await expect(asApp(sql), sql).rejects.toThrow(/permission denied/)
  })
})

describe('the daily root', () => {
  it('does not depend on the order of the dossiers, but on each of them', () => {
    const heads = ['a', 'b', 'c'].map((dossierId, n) => ({ dossierId, seq: n + 1, hash: String(n).repeat(64) }))
    expect(merkleRoot([...heads].reverse())).toBe(merkleRoot(heads))
    expect(merkleRoot(heads.slice(1))).not.toBe(merkleRoot(heads))
    expect(merkleRoot([])).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is what it is by its definition, level by level, for any number of dossiers', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    for (let count = 0; count < 70; count += 1) {
      const heads = Array.from({ length: count }, (_, n) => ({
        dossierId: String(n).padStart(3, '0'),
        seq: n,
        hash: sha256(`${n}`),
      }))
      let level = heads.map(({ dossierId, seq, hash }) => sha256(`leaf:${canonical([dossierId, seq, hash])}`))
      while (level.length > 1)
        level = level.flatMap((left, n) =>
          n % 2 === 1 ? [] : n + 1 < level.length ? sha256(`node:${left}${level[n + 1]}`) : left,
        )
      expect(merkleRoot(heads)).toBe(level[0] ?? sha256('empty'))
    }
  })
})
