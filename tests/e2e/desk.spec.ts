import { birthRegistration as birth, fill } from './_support/answers.ts'
import { fileOnline, openMine } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { textOfPdf } from './_support/pdf-text.ts'
import { hoa, loi } from './_support/people.ts'
import { button, decide, documentUrl, open, press } from './_support/staff.ts'
import { problems, visit } from './_support/visit.ts'
import { asLabel, money, say, startsWith } from './_support/words.ts'

const original = 'Bản chính giấy tờ'
/** Five pages, two copies: two pages at 2.000 and three at 1.000 for each copy. */
const FEE_VND = (2 * 2_000 + 3 * 1_000) * 2

test('a copy is certified for the person at the counter, with the original seen and cash taken', async ({ people, partners }) => {
  const desk = await people.staff('desk')
  await test.step('who stands there, and for what', async () => {
    await visit(desk, '/desk')
    await desk.getByRole('link', { name: startsWith(say('desk.new')) }).click()
    await desk.getByLabel(say('desk.newPage.choose')).fill('sao y ban chinh')
    await desk.getByRole('radio', { name: /2\.000815/ }).check()
    await desk.getByLabel(say('staff.person.name')).fill('Vũ Đình Khải')
    await desk.getByLabel(say('staff.person.personalId')).fill('031085000017')
    await desk.getByLabel(asLabel(say('staff.person.phone'))).fill('0912 345 678')
    const begin = desk.getByRole('button', { name: startsWith(say('desk.newPage.begin')) })
    // for a child of his: nobody's paper is asked for, but who it is and by what right
    await desk.getByRole('radio', { name: say('ui.whomAtDesk.person') }).check()
    await begin.click()
    await expect(problems(desk)).toContainText(say('ui.whom.problems.right'))
    await desk.getByLabel(say('ui.whom.name')).fill('Vũ Minh Anh')
    await desk.getByLabel(say('ui.whom.number')).fill('031208000018')
    await desk.getByLabel(say('ui.whomAtDesk.right')).selectOption({ label: say('ui.rights.PARENT') })
    await begin.click()
  })

  const submit = desk.getByRole('button', { name: startsWith(say('desk.filing.submit')) })
  await test.step('without the original there is a clear refusal, and nothing is filed', async () => {
    await expect(desk.getByRole('textbox', { name: asLabel('Họ, chữ đệm, tên') })).toHaveValue('Vũ Minh Anh')
    await expect(desk.getByRole('region', { name: say('staff.person.title') })).toContainText('Vũ Đình Khải')
    await fill(desk, {
      'Tên giấy tờ, văn bản': 'Bằng tốt nghiệp trung học phổ thông',
      'Số trang của bản chính': '5',
      'Số bản sao': '2',
      'Hình thức bản sao': { choose: 'Bản giấy' },
    })
    await expect(desk.getByRole('complementary')).toContainText(money(FEE_VND))
    await submit.click()
    await expect(problems(desk)).toContainText(say('desk.filing.originalNotSeen', { name: original }))
    expect(new URL(desk.url()).pathname).toMatch(/^\/desk\/new\//)
  })

  let code = ''
  await test.step('with the original seen it is received and handed over in one press', async () => {
    await desk.getByRole('checkbox', { name: say('action.papers.seenOf', { paper: original }) }).check()
    await submit.click()
    await desk.waitForURL(/\/dossiers\/.+filed=1/)
    code = decodeURIComponent(new URL(desk.url()).pathname.split('/').at(-1) ?? '')
    await expect(desk.getByRole('main')).toContainText(say('staff.filed.title', { code }))
    await expect(desk.getByRole('main')).toContainText(say('ui.status.4.full'))
    await documentUrl(desk, new RegExp(say('dossier.forms.MAU_01'), 'i'))
  })

  await test.step('cash is taken, with a receipt', async () => {
    const taken = say('action.cash.take', { amount: money(FEE_VND) })
    await decide(desk, say('action.takeCash'), undefined, { submit: taken })
    await expect(button(desk, say('action.takeCash'))).toHaveCount(0)
    const receipt = await desk.request.get(await documentUrl(desk, new RegExp(`^${say('dossier.forms.PAYMENT_RECEIPT')}`)))
    const text = textOfPdf(await receipt.body())
    expect(text).toContain(code)
    expect(text).toContain('14.000')
  })

  await test.step('officer, leader and clerk; then the person gets the copies', async () => {
    const officer = await people.staff('officer-justice')
    await open(officer, code)
    await press(officer, 'Khớp bản chính')
    const leader = await people.staff('leader')
    await open(leader, code)
    await decide(leader, 'Ký chứng thực')
    const clerk = await people.staff('clerk')
    await open(clerk, code)
    await press(clerk, 'Đã phát hành')
    await visit(desk, '/desk')
    await desk.getByRole('listitem').filter({ hasText: code }).getByRole('link').click()
    await decide(desk, say('action.returnResult'), async (dialog) => {
      await dialog.getByLabel(say('action.return.receiver'), { exact: true }).fill('Vũ Thị Lành')
      await dialog.getByLabel(asLabel(say('action.return.relation'))).fill('Con')
    })
    await expect(desk.getByRole('main')).toContainText(say('ui.status.10.full'))
  })
  await partners.portalKnows(code, ['1', '2', '4', '9', '10'])
})

test('the desk refuses an online filing, and the citizen reads why', async ({ people, partners }) => {
  const citizen = await people.citizen(hoa)
  const now = await partners.now()
  const { code } = await fileOnline(citizen, {
    procedure: birth,
    pages: birth.pages('Nguyễn Hoàng Gia Bảo', now),
    papers: { [birth.notice]: photo('giay-chung-sinh.png') },
  })
  const rule = 'Trẻ đã được đăng ký khai sinh ở nơi khác'
  const desk = await people.staff('desk')
  await open(desk, code)
  await button(desk, say('action.refuseIntake')).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: startsWith(say('action.refuseIntake')) }).click()
  await expect(dialog).toContainText(say('fields.dossier.reasonTooShort'))
  await dialog.getByLabel(say('action.reasonCode')).selectOption({ label: rule })
  await expect(dialog.getByLabel(say('action.reason'), { exact: true })).toHaveValue(rule)
  await dialog.getByRole('button', { name: startsWith(say('action.refuseIntake')) }).click()
  await expect(desk.getByRole('main')).toContainText(say('ui.status.3.full'))

  const url = await documentUrl(desk, new RegExp(say('dossier.forms.MAU_03'), 'i'))
  expect(textOfPdf(await (await desk.request.get(url)).body())).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN')
  await openMine(citizen, code)
  await expect(citizen.getByRole('main')).toContainText(say('dossier.ended.refused'))
  await expect(citizen.getByRole('main')).toContainText(rule)
  await partners.portalKnows(code, ['1', '3'])

  await test.step('who has another ward, or is another citizen, does not find it', async () => {
    const elsewhere = await people.staff('desk', 'xa-b')
    await visit(elsewhere, `/dossiers/${code}`)
    await expect(elsewhere.getByRole('heading', { level: 1, name: say('staff.notFound.title', { code }) })).toBeVisible()
    const stranger = await people.citizen(loi)
    await visit(stranger, `/my/${code}`)
    await expect(stranger.getByRole('heading', { level: 1, name: say('my.notFound') })).toBeVisible()
  })
})
