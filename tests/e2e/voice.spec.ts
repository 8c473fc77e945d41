import { birthRegistration as birth } from './_support/answers.ts'
import { enterPetition } from './_support/at-desk.ts'
import { fillIn, submit } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { awake, visit } from './_support/visit.ts'
import { asLabel, say } from './_support/words.ts'

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true })

const ANSWER = 'Cơ quan đã xem lại, bảng giá đã treo trước quầy từ sáng nay. Cảm ơn bà đã báo.'

test('on a telephone: a petition about a dossier, its answer, and a rating at the end', async ({ people, partners }) => {
  const page = await people.citizen(hoa)
  await fillIn(page, {
    procedure: birth,
    pages: birth.pages('Trần Bảo Châu', await partners.now()),
    papers: { [birth.notice]: photo('IMG_0001.png', 1200, 1600) },
  })
  const { code } = await submit(page)
  await visit(page, `/my/${code}`)

  const petition = await test.step('asks about the dossier', async () => {
    await page.getByRole('link', { name: say('my.voice') }).click()
    await expect(page.getByText(say('voice.form.about', { code }))).toBeVisible()
    await awake(page)
    await page.getByRole('radio', { name: say('voice.kind.REPORT') }).check()
    await page.getByRole('radio', { name: say('voice.category.service') }).check()
    await page.getByLabel(say('voice.form.subject')).fill('Không thấy bảng giá ở quầy')
    await page
      .getByLabel(asLabel(say('voice.form.words')))
      .fill('Đến quầy không thấy treo bảng phí, phải hỏi ba người mới biết là không mất tiền.')
    await page.getByRole('button', { name: say('voice.form.send'), exact: true }).click()
    await page.waitForURL(/\/my\/petitions\/PA/)
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
  })

  await test.step('the agency answers', async () => {
    const director = await people.staff('director')
    await visit(director, `/petitions/${petition}`)
    await director.getByRole('button', { name: say('voice.staff.take') }).click()
    await director.getByLabel(asLabel(say('voice.staff.answerWords'))).fill(ANSWER)
    await director.getByRole('button', { name: say('voice.staff.send') }).click()
    await expect(director.getByText(say('voice.state.answered')).first()).toBeVisible()
  })

  await test.step('the notice leads to the answer', async () => {
    await visit(page, '/my/notices')
    await page
      .getByRole('link', { name: say('notices.what.petitionAnswered') })
      .first()
      .click()
    await expect(page.getByText(ANSWER)).toBeVisible()
  })

  await test.step('rates the dossier once it has ended', async () => {
    await visit(page, `/my/${code}`)
    await page.getByRole('button', { name: say('my.withdraw') }).click()
    const dialog = page.getByRole('dialog', { name: say('my.withdrawTitle') })
    await dialog.getByLabel(say('my.reason')).fill('Ghi nhầm tên của con, xin nộp lại hồ sơ khác.')
    await dialog.getByRole('button', { name: say('my.withdrawYes') }).click()
    await page.getByRole('radio', { name: say('rating.levels.4'), exact: true }).check()
    await page.getByRole('checkbox', { name: say('rating.reasons.clear') }).check()
    await page.getByRole('button', { name: say('rating.send') }).click()
    await expect(page.getByText(say('rating.given', { level: say('rating.levels.4') }))).toBeVisible()
  })
})

test('somebody without an account: the desk writes it down, the slip shows the way of it to whoever holds it', async ({
  people,
}) => {
  const desk = await people.staff('desk')
  await visit(desk, '/desk/petitions/new')
  await desk.getByRole('button', { name: say('voice.desk.save') }).click()
  await expect(desk.getByRole('alert').filter({ hasText: say('fields.petition.nameMissing') })).toBeVisible()
  const { code, secret } = await enterPetition(desk, { name: 'Đỗ Thị Tám', phone: '0912 345 678' })
  await expect(desk.getByRole('img', { name: say('voice.desk.slip.qr') })).toBeVisible()
  expect(
    await desk
      .getByRole('img', { name: say('voice.desk.slip.qr') })
      .evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth > 0),
  ).toBe(true)

  const visitor = await people.visitor()
  await visit(visitor, '/track')
  await visitor.getByLabel(asLabel(say('track.code'))).fill(code.toLowerCase())
  await visitor.getByLabel(asLabel(say('track.secret'))).fill(secret)
  await visitor.getByRole('button', { name: say('track.submit') }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: say('track.petition') })).toBeVisible()
  await expect(visitor.getByText('Đỗ Thị Tám')).toHaveCount(0)
  await expect(visitor.getByText('Hẹn ba lần')).toHaveCount(0)
})
