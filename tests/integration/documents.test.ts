import { describe, expect, it } from 'vitest'
import type { DocumentKey } from '#server/modules/document/document.repository.ts'
import { takeDocumentNumber } from '#server/modules/document/document-number.ts'
import { findIssuedDocument, issueDocument } from '#server/modules/document/issue-document.ts'
import { textOfPdf } from '#server/modules/document/pdf-text.test-support.ts'
import { samples } from '#server/modules/document/samples.test-support.ts'
import { newVerifyId } from '#server/modules/document/verify-id.ts'
import { arrivedBusiness, processingBusiness, throughProcessing } from '#tests/builders/dossiers.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, nobody, staff } from '#tests/builders/people.ts'

async function keyOf<Form extends DocumentKey['form']>(code: string, form: Form) {
  const [row] = await asOwner<{ homeAgencyId: string; id: string }>(
    `SELECT "homeAgencyId", id FROM "DossierLocator" WHERE code = $1`,
    [code],
  )
  if (!row) throw new Error(`no dossier ${code}`)
  return { homeAgencyId: row.homeAgencyId, dossierId: row.id, form, eventSeq: 2 }
}
const mau01 = (code: string) => ({
  ...samples.MAU_01,
  code,
  trackUrl: `http://127.0.0.1:3000/track?code=${code}&secret=7K2M9QXR4TVB`,
})
const by = 'system:worker'

describe('issuing a paper', () => {
  it('makes it once, whoever asks again', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const key = await keyOf(code, 'MAU_01')
    const first = await issueDocument({ ...key, data: mau01(code), by })
    // another worker may have counted another number meanwhile: what is on record stands
    const again = await issueDocument({ ...key, data: { ...mau01(code), number: '9999/TNHS' }, by })
    expect(again).toEqual(first)
    expect(await findIssuedDocument(key)).toEqual(first)
  })

  it('makes one of two at the same time', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const key = await keyOf(code, 'MAU_01')
    const [one, other] = await Promise.all([
      issueDocument({ ...key, data: { ...mau01(code), number: '0001/TNHS' }, by }),
      issueDocument({ ...key, data: { ...mau01(code), number: '0002/TNHS' }, by }),
    ])
    expect(one).toEqual(other)
    const files = await asOwner(`SELECT sha256, purpose, name FROM "StoredFile" WHERE "dossierId" = $1 AND purpose = 'FORM'`, [
      key.dossierId,
    ])
    expect(files).toEqual([{ sha256: one?.sha256, purpose: 'FORM', name: `${code}-mau-01.pdf` }])
  })

  it('refuses data of another form', async () => {
    const { code } = await arrivedBusiness(await citizen())
    const key = await keyOf(code, 'MAU_03')
    await expect(issueDocument({ ...key, data: mau01(code), by })).rejects.toMatchObject({ code: 'INTERNAL' })
  })

  it('counts the numbers of each form by agency and year', async () => {
    const next = (agency: string, at: string) => takeDocumentNumber(agency, 'MAU_02', at)
    expect(await next('so-tc', '2031-05-05T03:00:00.000Z')).toBe('0001/HDHS')
    expect(await next('so-tc', '2031-12-31T16:59:00.000Z')).toBe('0002/HDHS')
    expect(await next('so-tc', '2031-12-31T17:00:00.000Z')).toBe('0001/HDHS')
    expect(await next('xa-b', '2031-05-05T03:00:00.000Z')).toBe('0001/HDHS')
    expect(new Set(await Promise.all(Array.from({ length: 8 }, () => next('xa-b', '2032-01-02T03:00:00.000Z')))).size).toBe(8)
  })
})

describe('reading a paper', () => {
  it('is for the parties and for staff who may see the dossier, with a note of it', async () => {
    const person = await citizen()
    const { code } = await arrivedBusiness(person)
    const { id } = await issueDocument({ ...(await keyOf(code, 'MAU_01')), data: mau01(code), by })
    const opened = await as(person).document.open({ code, id })
    expect(opened).toMatchObject({ name: `${code}-mau-01.pdf`, contentType: 'application/pdf' })
    const bytes = new Uint8Array(await new Response(await opened.read()).arrayBuffer())
    expect(textOfPdf(bytes).replace(/\s+/g, '')).toContain(code)
    const desk = await staff('desk')
    await as(desk).document.open({ code, id })
    const notes = await asOwner(`SELECT details FROM "AuditEntry" WHERE "actorId" = $1 AND action = 'document.read'`, [desk.id])
    expect(notes).toEqual([{ details: { documentId: id, form: 'MAU_01' } }])
    for (const stranger of [await citizen(), await staff('desk', 'xa-b')])
      await expect(as(stranger).document.open({ code, id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(nobody().document.open({ code, id })).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' })
    const { code: other } = await arrivedBusiness(person)
    await expect(as(person).document.open({ code: other, id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
  })

  it('holds the result back until it may leave the agency', async () => {
    const person = await citizen()
    const { code } = await processingBusiness(person)
    const data = { ...samples.RESULT, code, verifyId: newVerifyId() }
    const { id } = await issueDocument({ ...(await keyOf(code, 'RESULT')), data, by })
    await expect(as(person).document.open({ code, id })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await throughProcessing(code)
    expect(await as(person).document.open({ code, id })).toMatchObject({ name: `${code}-result.pdf` })
  })
})

describe('checking a paper', () => {
  it('tells anybody what it is, and nothing about whose', async () => {
    const { code } = await arrivedBusiness(await citizen({ fullName: 'Đặng Thị Kín Đáo' }))
    const issued = await issueDocument({ ...(await keyOf(code, 'MAU_01')), data: mau01(code), by })
    const typed = `${issued.verifyId.slice(0, 10)} ${issued.verifyId.slice(10).toLowerCase()}`
    const facts = await nobody().document.verify({ verifyId: typed })
    expect(facts).toMatchObject({
      form: 'MAU_01',
      number: '0007/TNHS',
      sha256: issued.sha256,
      revokedAt: null,
      procedureNameVi: 'Đăng ký thành lập hộ kinh doanh',
    })
    expect(JSON.stringify(facts)).not.toMatch(/Đặng|Công Tằng|031090/)
  })

  it('knows nothing of invented codes', async () => {
    await expect(nobody().document.verify({ verifyId: '0'.repeat(20) })).rejects.toMatchObject({ message: 'NOT_FOUND' })
    await expect(nobody().document.verify({ verifyId: "'; --" })).rejects.toMatchObject({ message: 'INPUT_INVALID' })
  })
})
