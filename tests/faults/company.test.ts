import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCompanyLetters } from '#server/jobs/company.ts'
import { closeMailer } from '#server/modules/notification/carriers.ts'
import { businessAnswers, filedBusiness } from '#tests/builders/dossiers.ts'
import { BUSINESS } from '#tests/builders/drafts.ts'
import { faultsAt, hoursLater } from '#tests/builders/lives.ts'
import { asOwner } from '#tests/builders/owner.ts'
import { as, citizen, staff } from '#tests/builders/people.ts'
import { startPartners } from '#tests/contracts/adapters/partners.ts'

const partners = await startPartners()
afterAll(async () => {
  closeMailer()
  await partners.close()
})

const runCompany = () => writeCompanyLetters(new AbortController().signal)

describe('what is told of who was let in, and of what was said', () => {
  /** Who was written to about what, at this dossier. */
  const letters = (code: string, template: string) =>
    asOwner<{ recipient: string; status: string }>(
      `SELECT n.recipient, n.status FROM "Notification" n JOIN "DossierLocator" l ON l.id = n."dossierId"
       WHERE l.code = $1 AND n.template LIKE $2 AND n.channel = 'EMAIL' ORDER BY n.recipient`,
      [code, `${template}%`],
    )
  const toldOf = (invitationId: string, template: string) =>
    asOwner<{ recipient: string; status: string }>(
      `SELECT recipient, status FROM "Notification" WHERE "aboutId" = $1 AND template = $2 AND channel = 'EMAIL'`,
      [invitationId, template],
    )

  it('go to the one who is asked, then to the one who asked, each once', async () => {
    const [owner, asked] = [await citizen(), await citizen()]
    const { code } = await filedBusiness(owner)
    const { id } = await as(owner).invitation.invite({ about: { code }, kind: 'HELP', personalId: asked.personalId ?? '' })
    await runCompany()
    expect(await toldOf(id, 'invited')).toMatchObject([{ recipient: asked.id }])
    await as(asked).invitation.answer({ id, accept: true })
    await runCompany()
    // killed after the notice and before the mark
    await asOwner(`UPDATE "Invitation" SET "answerToldAt" = NULL WHERE id = $1`, [id])
    await runCompany()
    expect(await toldOf(id, 'invitationAnswered')).toMatchObject([{ recipient: owner.id }])
    expect(await faultsAt(code)).toEqual([])
  })

  it('waits for a mail server that is away, and loses nothing', async () => {
    const [owner, asked] = [await citizen(), await citizen()]
    const { code } = await filedBusiness(owner)
    const { id } = await as(owner).invitation.invite({ about: { code }, kind: 'HAND_OVER', personalId: asked.personalId ?? '' })
    await as(await staff('desk')).message.send({ code, requestId: randomUUID(), text: 'Cần bổ sung một giấy' })
    await hoursLater(1)
    await partners.down()
    await expect(runCompany()).rejects.toMatchObject({ name: 'PartnerFault' })
    await partners.up()
    await runCompany()
    expect(await letters(code, 'messageWritten')).toMatchObject([{ status: 'SENT' }])
    // this one is only queued here, and sent by the worker
    expect(await toldOf(id, 'invited')).toMatchObject([{ recipient: asked.id, status: 'QUEUED' }])
  })

  it('tell the applicant and the owner of a message that they have not read, in one letter', async () => {
    const [filer, owner] = [await citizen(), await citizen({ fullName: 'Chủ Hồ Sơ' })]
    const { id } = await as(filer).draft.start({
      procedureCode: BUSINESS,
      agencyId: 'xa-a',
      source: 'ONLINE',
      owner: { kind: 'PERSON', fullName: 'Chủ Hồ Sơ', personalId: owner.personalId ?? '', right: 'PARENT' },
    })
    const { revision } = await as(filer).draft.get({ id })
    const owned = { ownerBirthDate: '1990-02-15', ownerAddress: 'Số 1 đường Trần Phú', ownerPhone: '0901000777' }
    await as(filer).draft.save({ id, revision, answers: { ...businessAnswers, ...owned } })
    const command = { draftId: id, requestId: randomUUID(), declared: true as const, resultWay: 'ONLINE' as const }
    const code = String((await as(filer).dossier.submit(command)).code)
    const desk = await staff('desk')
    for (const text of ['Câu thứ nhất', 'Câu thứ hai']) await as(desk).message.send({ code, requestId: randomUUID(), text })
    await hoursLater(1)
    await runCompany()
    expect((await letters(code, 'messageWritten')).map(({ recipient }) => recipient)).toEqual(['APPLICANT', 'OWNER'])
    await as(filer).message.send({ code, requestId: randomUUID(), text: 'Trả lời' })
    const { items } = await as(desk).message.list({ code })
    await as(desk).message.markRead({ code, messageId: items[0]?.id ?? '' })
    await hoursLater(1)
    await runCompany()
    expect(await letters(code, 'messageWritten')).toHaveLength(2)
    expect(await faultsAt(code)).toEqual([])
  })
})
