import { householdBusiness as business } from './_support/answers.ts'
import { fillIn, offices, send, submit } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { open } from './_support/staff.ts'
import { problems, visit } from './_support/visit.ts'
import { asLabel, say, startsWith } from './_support/words.ts'

/** The helper of the identity simulator. */
const dung = { number: '031090000003' }

test('the owner lets somebody help, both sides talk, and the history proves itself', async ({ people }) => {
  const owner = await people.citizen(hoa)
  await fillIn(owner, {
    procedure: business,
    pages: business.pages('Hộ kinh doanh Cầu Rào', 'household'),
    papers: { [business.minutes]: photo('bien-ban.png'), [business.mandate]: pdf('uy-quyen.pdf') },
  })
  let code = ''
  await test.step('the result is to come by post; an address that is none is told where it stands', async () => {
    await owner.getByRole('radio', { name: startsWith(say('draft.resultPost')) }).check()
    const phone = owner.getByLabel(say('ui.post.phone'))
    await phone.fill('không có')
    await owner.getByLabel(say('draft.declared')).check()
    await owner.getByRole('button', { name: say('draft.submit'), exact: true }).click()
    await expect(problems(owner)).toContainText(say('ui.post.problems.phone'))
    await phone.fill('0912 345 678')
    await owner.getByLabel(say('ui.post.address')).fill('Số 7 ngõ 45 đường Cát Cụt, Hải Phòng')
    ;({ code } = await submit(owner))
    await visit(owner, `/my/${code}`)
    await expect(owner.getByRole('main')).toContainText(say('my.resultWays.POST'))
    await expect(owner.getByRole('main')).toContainText('Số 7 ngõ 45 đường Cát Cụt')
  })

  await test.step('the owner invites by personal number; a wrong one is refused', async () => {
    await visit(owner, `/my/${code}/people`)
    const number = owner.getByLabel(asLabel(say('my.people.number'))).first()
    const invite = owner.getByRole('button', { name: say('my.people.invite') })
    await number.fill('0310900')
    await invite.click()
    await expect(owner.getByText(say('my.people.problems.digits'))).toBeVisible()
    await number.fill(dung.number)
    await invite.click()
    await expect(owner.getByText(say('my.people.kinds.HELP'))).toBeVisible()
  })

  const helper = await people.citizen(dung)
  await test.step('the helper accepts, reads, and asks', async () => {
    await visit(helper, '/my')
    await helper
      .getByRole('button', { name: startsWith(say('my.invited.accept')) })
      .first()
      .click()
    await helper.waitForURL(`**/my/${code}`)
    await expect(helper.getByRole('button', { name: say('my.withdraw') })).toHaveCount(0)
    await visit(helper, `/my/${code}/messages`)
    await helper.getByRole('textbox', { name: say('talk.text') }).fill('Hồ sơ đã đủ giấy tờ chưa?')
    await send(helper, say('talk.attach'), pdf('so-do.pdf'))
    await helper.getByRole('button', { name: say('talk.send') }).click()
    const sent = helper.getByRole('listitem').filter({ hasText: 'Hồ sơ đã đủ giấy tờ chưa?' })
    await expect(sent.getByRole('link', { name: 'so-do.pdf' })).toBeVisible({ timeout: 30_000 })
  })

  await test.step('the desk sees that there is news, reads it with both names and answers', async () => {
    const desk = await people.staff('desk')
    await open(desk, code)
    await expect(desk.getByRole('link', { name: say('staff.talk.news') })).toBeVisible()
    const file = await desk.request.get((await desk.getByRole('link', { name: 'so-do.pdf' }).getAttribute('href')) ?? '')
    expect(file.headers()['content-type']).toBe('application/pdf')
    await expect(desk.getByRole('main')).toContainText('Hồ sơ đã đủ giấy tờ chưa?')
    await expect(desk.getByRole('main')).toContainText(hoa.name)
    await desk.getByRole('textbox', { name: say('talk.text') }).fill('Đã đủ, xin nộp lệ phí.')
    await desk.getByRole('button', { name: say('talk.send') }).click()
    await expect(desk.getByRole('listitem').filter({ hasText: 'Đã đủ, xin nộp lệ phí.' })).toBeVisible()
  })

  await test.step('the owner sees that there is news, who looked, and reads the answer', async () => {
    await visit(owner, '/my')
    await owner
      .getByRole('link', { name: startsWith(say('my.newsMark')) })
      .first()
      .click()
    await expect(owner.getByRole('main')).toContainText('Đã đủ, xin nộp lệ phí.')
    await visit(owner, `/my/${code}/readers`)
    await expect(owner.getByRole('main')).toContainText(say('my.readers.roles.desk'))
  })

  await test.step('another filing is handed over before it was sent in', async () => {
    await visit(owner, `/apply/${business.code}`)
    await owner.getByRole('radio', { name: offices['xa-a'] }).check()
    await owner.getByRole('button', { name: say('apply.begin') }).click()
    await owner.getByRole('link', { name: say('draft.people') }).click()
    await owner
      .getByLabel(asLabel(say('my.people.number')))
      .last()
      .fill(dung.number)
    await owner.getByRole('button', { name: say('my.people.offer') }).click()
    await expect(owner.getByText(say('my.people.kinds.HAND_OVER'))).toBeVisible()
    await visit(helper, '/my')
    await helper
      .getByRole('button', { name: startsWith(say('my.invited.accept')) })
      .first()
      .click()
    await helper.waitForURL('**/apply/draft/*')
    await expect(helper.getByRole('link', { name: say('draft.people') })).toBeVisible()
    await owner.goto(new URL(helper.url()).pathname)
    await expect(owner.getByRole('main')).toContainText(say('draft.gone'))
  })

  await test.step('the history is genuine, and a changed one is not', async () => {
    const answer = await owner.request.get(`/api/dossiers/${code}/history`)
    const history = await answer.text()
    const visitor = await people.visitor()
    const check = async (text: string, verdict: string) => {
      await visit(visitor, '/verify')
      await visitor
        .getByLabel(asLabel(say('verify.history.file')))
        .setInputFiles({ name: 'lich-su.json', mimeType: 'application/json', buffer: Buffer.from(text) })
      await visitor.getByRole('button', { name: say('verify.history.choose') }).click()
      await expect(visitor.getByText(verdict)).toBeVisible()
    }
    await check(history, say('verify.history.verdicts.GENUINE'))
    await check(history.replace('Cầu Rào', 'Cầu Đất'), say('verify.history.verdicts.CHANGED'))
  })
})
