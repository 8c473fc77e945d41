import { describe, expect, it } from 'vitest'
import { setClockOffset } from '#server/clock.repository.ts'
import { loadDraftForSubmit } from '#server/modules/draft/load-draft-for-submit.ts'
import { assertMayAttach } from '#server/modules/draft/papers-of-draft.ts'
import { BIRTH, BUSINESS, begin, business } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen } from '#tests/builders/people.ts'

const DAY = 86_400_000

describe('a draft after its time', () => {
  it('is refused, and saving in time moves the end', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const kept = await begin(actor)
    try {
      await setClockOffset(29 * DAY)
      await as(actor).draft.save({ id: kept, revision: 1, answers: {} })
      await setClockOffset(31 * DAY)
      await expect(as(actor).draft.get({ id })).rejects.toMatchObject({ message: 'DRAFT_EXPIRED', code: 'CONFLICT' })
      await expect(as(actor).draft.save({ id, revision: 1, answers: {} })).rejects.toMatchObject({ message: 'DRAFT_EXPIRED' })
      await expect(loadDraftForSubmit(actor, id)).rejects.toMatchObject({ code: 'DRAFT_EXPIRED' })
      expect((await as(actor).draft.list()).map((draft) => draft.id)).toEqual([kept])
    } finally {
      await setClockOffset(0)
    }
  })

  it('and after it was submitted, is not changed any more', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await asOwner(`UPDATE "Draft" SET "submittedAt" = now() WHERE id = $1`, [id])
    await expect(as(actor).draft.save({ id, revision: 1, answers: {} })).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
      code: 'CONFLICT',
    })
    await expect(as(actor).draft.discard({ id })).rejects.toMatchObject({ message: 'EVENT_NOT_ALLOWED' })
    await expect(assertMayAttach(actor, id, 'bien-ban-hop')).rejects.toMatchObject({ code: 'EVENT_NOT_ALLOWED' })
  })
})

describe('what a submission gets', () => {
  it('is reckoned afresh from the answers', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: business })
    expect(await loadDraftForSubmit(actor, id)).toMatchObject({
      source: 'ONLINE',
      versionId: `${BUSINESS}@1`,
      issues: [],
      caseCode: 'individual',
      answers: { capitalVnd: 50_000_000 },
      fees: [{ amountVnd: 100_000, when: 'beforeIntake' }],
      agency: { id: 'xa-a', code: 'H24.12' },
      applicant: { fullName: actor.fullName, personalId: actor.personalId },
      submitted: null,
    })
  })

  it('is refused when another version came into force meanwhile', async () => {
    const actor = await citizen()
    const id = await begin(actor, BIRTH)
    await asOwner(`UPDATE "ProcedureVersion" SET "effectiveTo" = "effectiveFrom" WHERE id = $1 || '@1'`, [BIRTH])
    await asOwner(
      `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom")
       SELECT $1 || '@2', $1, 2, jsonb_set(definition, '{version}', '2'), 'x', "effectiveFrom" + 1 FROM "ProcedureVersion" WHERE id = $1 || '@1'`,
      [BIRTH],
    )
    await expect(loadDraftForSubmit(actor, id)).rejects.toMatchObject({ code: 'FORM_RENEWED' })
  })
})
