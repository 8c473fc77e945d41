import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CitizenActor } from '#server/modules/account/actor.ts'
import { businessAnswers, filedBusiness } from '#tests/builders/dossiers.ts'
import { begin } from '#tests/builders/drafts.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen } from '#tests/builders/people.ts'

const submit = (actor: CitizenActor, draftId: string, requestId: string = randomUUID()) =>
  as(actor).dossier.submit({ draftId, requestId, declared: true, resultWay: 'ONLINE' })

const storedAnswers = async (code: string) => {
  const [row] = await asOwner<{ answers: Record<string, unknown> }>(
    `SELECT f.json->'answers' AS answers FROM "FormData" f JOIN "DossierLocator" l ON l.id = f."dossierId" WHERE l.code = $1 AND f.id LIKE 'form-%'`,
    [code],
  )
  return row?.answers ?? {}
}

describe('text that is taken as a person meant it', () => {
  it('has composed accents, no signs that show nothing, and single spaces', async () => {
    const typed = `\u200bHộ  kinh\u00a0doanh ${'Cà phê Bến Bính'.normalize('NFD')}\u200d\ufeff\u202e `
    const { code } = await filedBusiness(await citizen(), { businessName: typed })
    expect((await storedAnswers(code)).businessName).toBe('Hộ kinh doanh Cà phê Bến Bính'.normalize('NFC'))
  })

  it('equal words in another writing give the same answer', async () => {
    const [one, other] = await Promise.all([
      filedBusiness(await citizen(), { businessName: 'Đường sắt Hải Phòng'.normalize('NFD') }),
      filedBusiness(await citizen(), { businessName: 'Đường sắt Hải Phòng'.normalize('NFC') }),
    ])
    expect((await storedAnswers(one.code)).businessName).toBe((await storedAnswers(other.code)).businessName)
  })

  it('HTML is text like any other and comes back as it was typed', async () => {
    const html = '<script>alert(1)</script><b>Quán "Ba & Má"</b>'
    const actor = await citizen()
    const { code } = await filedBusiness(actor, { businessName: html })
    expect((await storedAnswers(code)).businessName).toBe(html)
    const { answers } = await as(actor).dossier.get({ code })
    expect(JSON.stringify(answers)).toContain(JSON.stringify(html).slice(1, -1))
  })
})

describe('what cannot be taken', () => {
  const wrong: [string, Record<string, unknown>, string, string][] = [
    ['a picture', { businessName: 'Quán Vui 😀' }, 'businessName', 'form.signsNotAllowed'],
    ['a flag', { businessName: 'Quán 🇻🇳' }, 'businessName', 'form.signsNotAllowed'],
    ['half a character', { businessName: 'Quán \ud83d' }, 'businessName', 'form.signsNotAllowed'],
    ['10,000 characters', { businessName: 'a'.repeat(10_000) }, 'businessName', 'form.tooLong'],
    ['a name with HTML', { ownerName: '<b>An</b>' }, 'ownerName', 'form.nameSigns'],
    ['31 February', { ownerBirthDate: '1990-02-31' }, 'ownerBirthDate', 'form.dateImpossible'],
    ['the 13th month', { ownerBirthDate: '1990-13-01' }, 'ownerBirthDate', 'form.dateImpossible'],
    ['half a date', { ownerBirthDate: '1990-02' }, 'ownerBirthDate', 'form.dateFormat'],
    ['a birth in the future', { ownerBirthDate: '2999-01-01' }, 'ownerBirthDate', 'form.dateInFuture'],
    ['a birth long before anybody', { ownerBirthDate: '1700-01-01' }, 'ownerBirthDate', 'form.dateTooOld'],
    ['a province that there never was', { ownerPersonalId: '003090123456' }, 'ownerPersonalId', 'form.personalNumberPlace'],
    ['eleven digits', { ownerPersonalId: '03109012345' }, 'ownerPersonalId', 'form.personalNumberDigits'],
    ['a number of another year', { ownerPersonalId: '031085123456' }, 'ownerPersonalId', 'form.personalNumberBirth'],
    ['a number of the other sex', { ownerPersonalId: '031190123456' }, 'ownerPersonalId', 'form.personalNumberSex'],
    ['an object for a word', { businessName: { $ne: 1 } }, 'businessName', 'form.unreadable'],
    ['a list for a date', { ownerBirthDate: ['1990-01-01'] }, 'ownerBirthDate', 'form.unreadable'],
  ]

  it.each(wrong)('%s: kept in the draft, said at its question, and nothing is filed', async (_, answers, path, messageKey) => {
    const actor = await citizen()
    const id = await begin(actor)
    const saved = await as(actor).draft.save({ id, revision: 1, answers: { ...businessAnswers, ...answers } })
    expect(saved.issues).toContainEqual(expect.objectContaining({ path, messageKey }))
    await expect(submit(actor, id)).rejects.toMatchObject({ message: 'FORM_INVALID', code: 'BAD_REQUEST' })
    expect(await as(actor).dossier.mine({})).toMatchObject({ items: [] })
    expect((await as(actor).draft.get({ id })).submitted).toBeNull()
  })

  it('what is nested without end is cut off', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    const deep: unknown = JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)
    const saved = await as(actor).draft.save({ id, revision: 1, answers: { ...businessAnswers, businessLines: deep }, seen: {} })
    expect(saved.issues.map(({ path }) => path.split('.')[0])).toContain('businessLines')
  })

  it('a null byte neither reaches the database nor breaks anything', async () => {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: { ...businessAnswers, businessName: 'Quán\u0000 An' } })
    const { code } = await submit(actor, id)
    expect((await storedAnswers(String(code))).businessName).toBe('Quán An')
  })
})

describe('handing in', () => {
  async function ready() {
    const actor = await citizen()
    const id = await begin(actor)
    await as(actor).draft.save({ id, revision: 1, answers: businessAnswers })
    return { actor, id }
  }

  it('the same submission twice, also at once, opens one dossier; once more it is refused with the code that it has', async () => {
    const { actor, id } = await ready()
    const requestId = randomUUID()
    const answers = await Promise.all([submit(actor, id, requestId), submit(actor, id, requestId), submit(actor, id, requestId)])
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1)
    await expect(submit(actor, id)).rejects.toMatchObject({
      message: 'EVENT_NOT_ALLOWED',
      cause: { details: { dossierCode: answers[0]?.code } },
    })
    expect((await as(actor).dossier.mine({})).items).toHaveLength(1)
  })

  it('a draft of another person is not there', async () => {
    const { actor, id } = await ready()
    await expect(submit(await citizen(), id)).rejects.toMatchObject({ message: 'NOT_FOUND', code: 'NOT_FOUND' })
    expect((await as(actor).draft.get({ id })).submitted).toBeNull()
  })
})
