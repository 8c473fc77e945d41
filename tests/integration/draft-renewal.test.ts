import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { removeEndedDrafts } from '#server/modules/draft/ending-drafts.ts'
import { filedBusiness } from '#tests/builders/dossiers.ts'
import { BUSINESS, begin, business } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen } from '#tests/builders/people.ts'

describe('what was said once', () => {
  it('is offered again for the same empty questions, and taken only when asked to, with its dossier as the source', async () => {
    const actor = await citizen()
    const { code } = await filedBusiness(actor)
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { businessName: 'Hộ mới' }, seen: {} })
    const { answers } = await as(actor).draft.earlier({ id })
    expect(answers.map(({ row }) => row.fieldId)).toEqual(expect.arrayContaining(['businessPlace', 'capitalVnd', 'founder']))
    expect(answers.map(({ row }) => row.fieldId)).not.toContain('businessName')
    expect(answers.every((answer) => answer.code === code)).toBe(true)
    const taken = await as(actor).draft.takeEarlier({ id, revision: 2, part: 'business' })
    expect(taken.taken).toBeGreaterThan(2)
    const draft = await as(actor).draft.get({ id })
    expect(draft.answers).toMatchObject({ businessName: 'Hộ mới', capitalVnd: 50_000_000 })
    expect(draft.answers).not.toHaveProperty('founder')
    expect(draft.prefilled).toMatchObject({ capitalVnd: { from: 'earlier', code } })
    await expect(as(actor).draft.takeEarlier({ id, revision: 2, part: 'founders' })).rejects.toMatchObject({
      message: 'DRAFT_CHANGED_MEANWHILE',
    })
  })

  it('is nobody else’s, and nothing of it is offered when one files for another', async () => {
    await filedBusiness(await citizen())
    const stranger = await citizen()
    expect(await as(stranger).draft.earlier({ id: await begin(stranger) })).toEqual({ answers: [], papers: [] })
    const actor = await citizen()
    await filedBusiness(actor)
    const { id } = await as(actor).draft.start({
      procedureCode: BUSINESS,
      agencyId: 'xa-a',
      source: 'ONLINE',
      owner: { kind: 'PERSON', fullName: 'Nguyễn Thị Hoa', personalId: '031190000002', right: 'AUTHORISED' },
    })
    expect(await as(actor).draft.earlier({ id })).toEqual({ answers: [], papers: [] })
  })

  it('a paper of an own earlier dossier is handed in again without its bytes, the hash stays', async () => {
    const actor = await citizen()
    const { code } = await filedBusiness(actor)
    const sha256 = 'c'.repeat(64)
    const fileId = randomUUID()
    await asOwner(
      `INSERT INTO "StoredFile" (id, sha256, size, "contentType", name, purpose, "uploadedBy", "scanState", "createdAt", "homeAgencyId", "dossierId")
       SELECT $1, $2, 1234, 'application/pdf', 'biên bản.pdf', 'PAPER', $3, 'NOT_CONFIGURED', now(), "homeAgencyId", id FROM "DossierLocator" WHERE code = $4`,
      [fileId, sha256, actor.id, code],
    )
    await asOwner(
      `INSERT INTO "DossierPaper" ("homeAgencyId", "dossierId", id, "paperCode", "nameVi", "fileId", "addedAt", "addedById")
       SELECT "homeAgencyId", id, $1, 'bien-ban-hop', 'Biên bản họp', $2, now(), $3 FROM "DossierLocator" WHERE code = $4`,
      [randomUUID(), fileId, actor.id, code],
    )
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { founder: 'household' }, seen: {} })
    const { papers } = await as(actor).draft.earlier({ id })
    expect(papers).toMatchObject([{ paperCode: 'bien-ban-hop', fileId, sha256, code }])
    const first = await as(actor).draft.reusePaper({ id, paperCode: 'bien-ban-hop', fileId })
    expect(first.sha256).toBe(sha256)
    // once more changes nothing
    expect((await as(actor).draft.reusePaper({ id, paperCode: 'bien-ban-hop', fileId })).paperId).toBeNull()
    const files = (await as(actor).draft.get({ id })).papers.flatMap((paper) => paper.files)
    expect(files).toMatchObject([{ sha256, name: 'biên bản.pdf', size: 1234 }])
    expect(files[0]?.id).not.toBe(fileId)
    const stranger = await citizen()
    const theirs = await begin(stranger)
    await expect(as(stranger).draft.reusePaper({ id: theirs, paperCode: 'bien-ban-hop', fileId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    })
  })
})

describe('a draft whose time has passed', () => {
  it('is removed with a note, and its owner is told what became of it', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await asOwner(`UPDATE "Draft" SET "expiresAt" = now() - interval '1 hour' WHERE id = $1`, [id])
    await expect(as(actor).draft.get({ id })).rejects.toMatchObject({ message: 'DRAFT_EXPIRED' })
    expect(await removeEndedDrafts()).toBeGreaterThanOrEqual(1)
    await expect(as(actor).draft.get({ id })).rejects.toMatchObject({
      message: 'DRAFT_EXPIRED',
      cause: { details: { expiredAt: expect.stringMatching(/^\d{4}-/) } },
    })
    await expect(as(await citizen()).draft.get({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    const [note] = await asOwner<{ actorId: string; purpose: string; details: Record<string, string> }>(
      `SELECT "actorId", purpose, details FROM "AuditEntry" WHERE id = $1`,
      [id],
    )
    expect(note).toMatchObject({ actorId: 'system:worker', details: { accountId: actor.id } })
    expect(JSON.stringify(note)).not.toContain(actor.fullName)
  })
})

describe('a new version of the form', () => {
  let actor: Awaited<ReturnType<typeof citizen>>
  let id: string
  let closing: string

  beforeAll(async () => {
    actor = await citizen()
    id = await begin(actor)
    closing = await begin(actor, '1.001266')
    await as(actor).draft.save({
      id,
      revision: 1,
      answers: { ...business, employeeCount: '3', startDate: '2027-01-01' },
      seen: {},
    })
    await asOwner(`UPDATE "ProcedureVersion" SET "effectiveTo" = "effectiveFrom" WHERE id IN ($1 || '@1', '1.001266@1')`, [
      BUSINESS,
    ])
    // a new question, one in other words, one gone, one choice gone
    await asOwner(
      `INSERT INTO "ProcedureVersion" (id, "procedureCode", version, definition, sha256, "effectiveFrom")
       SELECT $1 || '@2', $1, 2, jsonb_set(jsonb_set(jsonb_set(jsonb_set(definition, '{version}', '2'),
         '{form,pages,1,fields}', (definition#>'{form,pages,1,fields}') - 4 ||
           '[{"id":"shopSign","type":"text","labelVi":"Biển hiệu","required":true,"format":"plain","maxLength":200}]'::jsonb),
         '{form,pages,1,fields,0,labelVi}', '"Tên gọi của hộ kinh doanh"'),
         '{form,pages,2,fields,0,options}', '[{"value":"household","labelVi":"Hộ gia đình"}]'), 'x', "effectiveFrom" + 1
       FROM "ProcedureVersion" WHERE id = $1 || '@1'`,
      [BUSINESS],
    )
  })

  it('says what changed in words, and what has no place any more', async () => {
    const { renewal } = await as(actor).draft.get({ id })
    if (renewal?.is !== 'newer') throw new Error(`no renewal but ${JSON.stringify(renewal)}`)
    const said = renewal.change.fields.map(({ kind, fieldId, of }) => `${kind} ${fieldId} ${of.join()}`)
    expect(said).toEqual(
      expect.arrayContaining(['changed businessName label', 'new shopSign ', 'changed founder options', 'gone employeeCount ']),
    )
    expect(renewal.change.dropped.map(({ fieldId }) => fieldId)).toEqual(expect.arrayContaining(['employeeCount', 'founder']))
  })

  it('cannot be handed in as it is', async () => {
    const submit = as(actor).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
    await expect(submit).rejects.toMatchObject({ message: 'FORM_RENEWED', code: 'CONFLICT' })
  })

  it('takes every answer along that it has a place for; moving twice changes nothing more', async () => {
    const { revision } = await as(actor).draft.get({ id })
    await expect(as(actor).draft.renew({ id, revision: revision - 1 })).rejects.toMatchObject({
      message: 'DRAFT_CHANGED_MEANWHILE',
    })
    const moved = await as(actor).draft.renew({ id, revision })
    expect(await as(actor).draft.renew({ id, revision: moved.revision })).toEqual(moved)
    const draft = await as(actor).draft.get({ id })
    expect(draft.procedure.versionId).toBe(`${BUSINESS}@2`)
    expect(draft.answers).toMatchObject({
      businessName: business.businessName,
      capitalVnd: '50.000.000',
      startDate: '2027-01-01',
    })
    expect(draft.answers).not.toHaveProperty('employeeCount')
    expect(draft.answers).not.toHaveProperty('founder')
    expect(draft.issues.map(({ path }) => path)).toEqual(expect.arrayContaining(['shopSign', 'founder']))
    // what was different stays to be read
    expect(draft.renewal).toMatchObject({ is: 'renewed' })
  })

  it('that nobody made leaves a closed procedure', async () => {
    expect((await as(actor).draft.get({ id: closing })).renewal).toEqual({ is: 'closed' })
    await expect(as(actor).draft.renew({ id: closing, revision: 1 })).rejects.toMatchObject({ message: 'VERSION_NOT_EFFECTIVE' })
  })
})
