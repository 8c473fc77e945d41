import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type EventRow, FIRST_PREV_HASH, hashOf, hashOfEvent } from '#server/modules/dossier/history.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { definitionsOf } from '#server/modules/procedure/definition-of.ts'
import { actionsOf, done, faultsAt, running, to, view, workOf } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { ending, JUSTICE, on, procedure, publish, step } from '#tests/builders/procedures.ts'
import { fold, replayRowSchema, versionsOf } from '#workflows/dossier/replay.ts'
import type { DossierState } from '#workflows/dossier/state.ts'

const steps = (first: string, more: object[] = []) => [
  step(first, 'review', JUSTICE, [on('eligible', more.length > 0 ? 'second' : 'sign')], {
    data: [{ id: 'finding', labelVi: 'Nhận xét', type: 'text', required: true }],
  }),
  ...more,
  ...ending,
]
const second = step('second', 'review', JUSTICE, [on('eligible', 'sign')])

describe('moving dossiers to another version', () => {
  it('says beforehand which could not move and why, moves the others once, and they go on', async () => {
    const first = procedure({ effectiveTo: '2026-12-31', start: 'check', steps: steps('check', [second]) })
    const here = await running(first)
    const officer = await staff('officer')
    await done(officer, here.code, 'eligible', { data: { finding: 'Đủ điều kiện' } })
    const next = await publish({
      ...first,
      version: 2,
      effectiveFrom: '2027-01-01',
      effectiveTo: null,
      start: 'examine',
      steps: procedure({ start: 'examine', steps: steps('examine') }).steps,
    })
    const [from, toVersion] = [`${first.code}@1`, `${next.code}@2`]
    const admin = await staff('admin')
    const move = (map: Record<string, string>, dryRun: boolean) =>
      as(admin).procedure.upgradeDossiers({ fromVersionId: from, toVersionId: toVersion, map, dryRun })

    await expect(
      as(officer).procedure.upgradeDossiers({ fromVersionId: from, toVersionId: toVersion, dryRun: true }),
    ).rejects.toMatchObject({
      message: 'NOT_PERMITTED',
    })
    const impossible = await move({ check: 'examine' }, true)
    expect(impossible.items).toMatchObject([
      { code: here.code, ok: false, problem: 'UPGRADE_IMPOSSIBLE', faults: [{ rule: 'stepMissing', id: 'second' }] },
    ])
    expect(await move({ check: 'examine' }, false)).toMatchObject({ moved: 0 })
    expect((await view(officer, here.code)).timeline.map(({ type }) => type)).not.toContain('UPGRADE_VERSION')

    await as(officer).work.sendBack({
      ...to(here.code),
      workId: await workOf(officer, here.code),
      toStep: 'check',
      reason: 'Xem lại từ đầu giúp',
    })
    expect((await move({ check: 'examine' }, true)).items).toMatchObject([{ ok: true }])
    expect(await move({ check: 'examine' }, false)).toMatchObject({ moved: 1 })
    expect(await move({ check: 'examine' }, false)).toMatchObject({ candidates: 0 })

    const seen = await view(officer, here.code)
    expect(seen.steps.map(({ id }) => id)).toEqual(['examine', 'sign', 'issue'])
    expect(seen.work).toMatchObject([{ workId: 'check#2', step: 'examine' }])
    expect((await as(officer).work.list({ queue: 'unit' })).items.find((item) => item.code === here.code)).toMatchObject({
      step: 'examine',
    })
    expect(seen.stepAnswers).toEqual({ examine: { finding: 'Đủ điều kiện' } })
    expect(await faultsAt(here.code)).toEqual([])
    await done(officer, here.code, 'eligible', { data: { finding: 'Đã xem lại' } })
    await done(await staff('leader'), here.code, 'granted')
    expect(await faultsAt(here.code)).toEqual([])
  })
})

describe('more dossiers than one page of the answer', () => {
  it('are all looked at and all moved by following the cursor, though those that moved are no longer in the list', async () => {
    const first = await publish(procedure({ effectiveTo: '2026-12-31' }))
    const person = await citizen()
    for (let n = 0; n < 51; n += 1) {
      const { id } = await as(person).draft.start({ procedureCode: first.code, agencyId: 'xa-a', source: 'ONLINE' })
      await as(person).draft.save({ id, revision: 1, answers: { matter: `Việc thứ ${n}` } })
      await as(person).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
    }
    await publish({ ...first, version: 2, effectiveFrom: '2027-01-01', effectiveTo: null })
    const admin = await staff('admin')
    const allPages = async (dryRun: boolean) => {
      const pages = []
      let cursor: string | undefined
      do {
        const plan = { fromVersionId: `${first.code}@1`, toVersionId: `${first.code}@2`, map: {}, dryRun, cursor }
        const found = await as(admin).procedure.upgradeDossiers(plan)
        pages.push({ candidates: found.candidates, moved: found.moved, codes: found.items.map(({ code }) => code) })
        expect(found.items.filter((item) => !item.ok || item.problem !== null || item.faults !== null)).toEqual([])
        cursor = found.nextCursor ?? undefined
      } while (cursor)
      return pages
    }
    const looked = await allPages(true)
    expect(looked).toMatchObject([
      { candidates: 50, moved: 0 },
      { candidates: 1, moved: 0 },
    ])
    expect(new Set(looked.flatMap(({ codes }) => codes)).size).toBe(51)
    expect(await allPages(false)).toEqual(looked.map((each) => ({ ...each, moved: each.candidates })))
    expect(await allPages(true)).toEqual([{ candidates: 0, moved: 0, codes: [] }])
  }, 180_000)
})

/** The history as the code of the first shell would have written it: the same events, states and hashes of that shell. */
async function asFirstShell(code: string): Promise<void> {
  for await (const history of histories()) {
    if (history.code !== code) continue
    const rows = history.events.map((event) => replayRowSchema.parse({ ...event, shellVersion: 1 }))
    const definitions = Object.fromEntries(await definitionsOf(versionsOf(rows)))
    let state: DossierState | null = null
    let prevHash = FIRST_PREV_HASH
    await asOwner(`ALTER TABLE "DossierEvent" DISABLE TRIGGER "DossierEvent_append_only"`)
    for (const [index, row] of rows.entries()) {
      state = fold(definitions, state, row).state
      const event: Omit<EventRow, 'hash'> = {
        ...(history.events[index] as EventRow),
        shellVersion: 1,
        stateHash: hashOf(state),
        prevHash,
      }
      const { hash: _hash, ...covered } = event as EventRow
      const hash = hashOfEvent(covered)
      await asOwner(
        `UPDATE "DossierEvent" SET "shellVersion" = 1, "stateHash" = $3, "prevHash" = $4, hash = $5 WHERE "dossierId" = $1 AND seq = $2`,
        [history.id, event.seq, event.stateHash, prevHash, hash],
      )
      prevHash = hash
    }
    await asOwner(`ALTER TABLE "DossierEvent" ENABLE TRIGGER "DossierEvent_append_only"`)
    await asOwner(
      `UPDATE "Dossier" SET state = $2::jsonb, "stateHash" = $3, "lastHash" = $4, "shellVersion" = 1 WHERE code = $1`,
      [code, JSON.stringify(state), hashOf(state), prevHash],
    )
  }
}

describe('a dossier that an earlier shell left', () => {
  it('is read as it is, and raised by an event of its own before its next change', async () => {
    const { code } = await running(procedure())
    await asFirstShell(code)
    expect(await faultsAt(code)).toEqual([])
    const officer = await staff('officer')
    expect(await actionsOf(officer, code)).toContain('completeStep')
    const workId = await workOf(officer, code)
    const given = { ...to(code), workId, outcome: 'eligible' }
    await as(officer).work.completeStep(given)
    await as(officer).work.completeStep(given)
    const types = (await view(officer, code)).timeline.map(({ type }) => type)
    expect(types.slice(0, 2)).toEqual(['COMPLETE_STEP', 'UPGRADE_VERSION'])
    expect(types.filter((type) => type === 'UPGRADE_VERSION')).toHaveLength(1)
    const [row] = await asOwner(`SELECT "shellVersion", state ->> 'shellVersion' AS shell FROM "Dossier" WHERE code = $1`, [code])
    expect(row).toEqual({ shellVersion: 2, shell: '2' })
    await done(await staff('leader'), code, 'granted')
    expect(await faultsAt(code)).toEqual([])
  })
})
