import type { Page } from '@playwright/test'
import { judge } from './_support/accessible.ts'
import { birthRegistration as birth, householdBusiness as business } from './_support/answers.ts'
import { enterPetition } from './_support/at-desk.ts'
import { fileOnline, fillIn, offices, pay, send } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf, photo } from './_support/papers.ts'
import { hoa, loi } from './_support/people.ts'
import { button, decide, documentUrl, open, press } from './_support/staff.ts'
import { problems, visit } from './_support/visit.ts'
import { asLabel, say, startsWith } from './_support/words.ts'

const look = async (page: Page, path: string) => {
  await visit(page, path)
  await judge(page, path)
}

test('public pages', async ({ people }) => {
  const page = await people.visitor()
  for (const path of [
    '/',
    '/procedures?q=khai+sinh',
    '/procedures?q=zzzz',
    '/procedures',
    '/procedures?q=so+do&event=nha-dat&online=partial',
    '/procedures/1.001193',
    '/procedures/2.000815',
    '/track',
    '/sign-in',
    '/ui',
    '/ui/staff',
    '/verify',
    '/voice',
  ])
    await look(page, path)
  await visit(page, '/track?code=H24.12-261122-9999&secret=0123456789AB')
  await judge(page, 'look-up that found nothing')
  await visit(page, '/sign-in?error=SIGN_IN_FAILED')
  await judge(page, 'sign-in that failed')
  await page.goto('/nowhere')
  await judge(page, 'page that is not there')
  await look(page, '/verify/00000000')
  await page.context().addCookies([{ name: 'locale', value: 'en', url: new URL('/', page.url()).href }])
  await visit(page, `/procedures/${birth.code}`)
  await judge(page, 'procedure in English')
})

test('pages of a citizen who files', async ({ people, partners }) => {
  const page = await people.citizen(loi)
  await look(page, `/apply/${business.code}`)
  await page.getByRole('button', { name: say('apply.begin') }).click()
  await expect(page.getByRole('alert', { name: /\S/ })).toBeVisible()
  await judge(page, 'beginning without an office')
  await fillIn(page, {
    procedure: birth,
    pages: birth.pages('Trần Hà Linh', await partners.now()),
    papers: { [birth.notice]: photo('giay-chung-sinh.png') },
  })
  await judge(page, 'check answers')
  await page.getByRole('radio', { name: startsWith(say('draft.resultPost')) }).check()
  await page.getByLabel(say('ui.post.phone')).fill('không có')
  await page.getByRole('button', { name: say('draft.submit'), exact: true }).click()
  await expect(page.getByRole('alert', { name: /\S/ })).toBeVisible()
  await judge(page, 'check answers, not declared')
  const draft = page.url().replace(/\/check$/, '')
  for (const part of ['', '/child', '/papers']) await look(page, `${draft}${part}`)
  await look(page, `/my/drafts/${draft.split('/').at(-1)}/people`)
  await look(page, '/my')
  await visit(page, '/my/H24.12-261122-9999')
  await judge(page, 'dossier of somebody else')
})

test('pages of a dossier, for citizen and staff', async ({ people, partners }) => {
  test.setTimeout(600_000)
  const page = await people.citizen(hoa)
  const { code, secret } = await fileOnline(page, {
    procedure: business,
    pages: business.pages('Hộ kinh doanh Tam Bạc', 'household'),
    papers: { [business.minutes]: photo('bien-ban.png'), [business.mandate]: pdf('uy-quyen.pdf') },
  })
  await judge(page, 'confirmation')
  await look(page, `/my/${code}`)
  await visit(page, `/my/${code}/messages`)
  await page.getByRole('textbox', { name: say('talk.text') }).fill('Xin gửi kèm sơ đồ.')
  await send(page, say('talk.attach'), pdf('so-do.pdf'))
  await page.getByRole('button', { name: say('talk.send') }).click()
  await expect(page.getByRole('list', { name: say('talk.files') })).toBeVisible({ timeout: 30_000 })
  for (const part of ['messages', 'people', 'readers', 'result-way']) await look(page, `/my/${code}/${part}`)
  await visit(page, `/my/${code}`)
  await pay(page, business.feeVnd)
  await judge(page, 'back from paying')

  const desk = await people.staff('desk')
  await look(desk, '/desk')
  await look(desk, '/desk/new')
  await open(desk, code)
  await button(desk, say('action.accept')).click()
  await expect(desk.getByRole('dialog')).toBeVisible()
  await judge(desk, 'dialog of receiving')
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: say('action.cancel'), exact: true })
    .click()
  await decide(desk, say('action.accept'))
  await press(desk, say('action.handOver'))

  const officer = await people.staff('officer-economy')
  await look(officer, '/inbox')
  await look(officer, '/inbox?queue=late')
  await look(officer, '/dossiers?q=hoa')
  await look(officer, '/dossiers?q=khong-co-ai')
  await open(officer, code)
  await documentUrl(officer, new RegExp(say('dossier.forms.MAU_01'), 'i'))
  await judge(officer, 'dossier of the officer')
  await officer.getByText(say('staff.steps.where')).click()
  await expect(officer.getByRole('application').getByText(say('flow.mark.now'))).toBeAttached()
  await judge(officer, 'where the dossier stands')
  await button(officer, say('action.requestSupplement')).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: business.minutes }).check()
  await dialog.getByLabel(asLabel(say('action.supplement.field'))).selectOption({ label: 'Tên hộ kinh doanh' })
  await dialog.getByRole('button', { name: startsWith(say('action.requestSupplement')) }).click()
  await judge(officer, 'dialog of the supplement, with faults')
  for (const name of [business.minutes, 'Tên hộ kinh doanh'])
    await dialog.getByLabel(say('action.supplement.note', { name })).fill('Chữ mờ, chưa đọc được.')
  await dialog.getByLabel(say('action.reason'), { exact: true }).fill('Biên bản mờ và tên hộ kinh doanh trùng.')
  await dialog.getByRole('button', { name: startsWith(say('action.requestSupplement')) }).click()
  await expect(officer.getByRole('main')).toContainText(say('ui.status.5.full'))

  await look(page, `/my/${code}`)
  await page.getByRole('link', { name: say('my.supplementNow') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('my.supplement.title') })).toBeVisible()
  await judge(page, 'supplement')
  const visitor = await people.visitor()
  // answered in place: nothing of it waits for scripts
  await visitor.goto(`/track?code=${code}&secret=${secret}`)
  await expect(visitor.getByRole('heading', { level: 1, name: business.nameVi })).toBeVisible()
  await judge(visitor, 'tracked dossier')

  await look(await people.staff('officer', 'xa-b'), `/dossiers/${code}`)
  await look(page, '/inbox')
  await partners.portalKnows(code, ['1', '2', '4', '5'])
})

test('pages of those who run it', async ({ people }) => {
  test.setTimeout(600_000)
  const operator = await people.staff('operator')
  await look(operator, '/exchange')
  await look(operator, '/admin/calendars?scope=vn&year=2027')
  for (const form of ['day', 'swap', 'week'] as const)
    await operator.getByText(say(`calendars.${form}.title`), { exact: true }).click()
  await judge(operator, 'forms of a calendar')
  const admin = await people.staff('admin')
  await look(admin, '/admin')
  await look(admin, '/admin/procedures')
  await look(admin, '/admin/procedures?online=partial&q=không+có')
  await look(admin, '/admin/procedures/1.001612/1')
  await expect(admin.getByRole('application').getByText('Tiếp nhận', { exact: true })).toBeAttached()
  await judge(admin, 'diagram of a version')
  await look(admin, '/admin/procedures/import')
  const given = { name: 'thu-tuc.json', mimeType: 'application/json', buffer: Buffer.from('{"schema": 1}') }
  await admin.getByLabel(say('versions.import.file')).setInputFiles(given)
  await admin.getByRole('button', { name: say('versions.import.check') }).click()
  await expect(admin.getByRole('table')).toContainText('nameVi')
  await judge(admin, 'faults of a file')
  for (const part of ['move', 'simulate']) await look(admin, `/admin/procedures/${business.code}/1/${part}`)
  const desk = await people.staff('desk')
  await look(desk, '/desk/register')
  await visit(desk, '/desk/new')
  await desk.getByLabel(say('desk.newPage.choose')).fill('sao y ban chinh')
  await desk.getByRole('radio', { name: /2\.000815/ }).check()
  await desk.getByLabel(say('staff.person.name')).fill('Vũ Đình Khải')
  await desk.getByLabel(say('staff.person.personalId')).fill('031085000017')
  await desk.getByRole('radio', { name: say('ui.whomAtDesk.person') }).check()
  const begin = desk.getByRole('button', { name: startsWith(say('desk.newPage.begin')) })
  await begin.click()
  await expect(problems(desk)).toBeVisible()
  await judge(desk, 'filing for another at the desk, with faults')
  await desk.getByLabel(say('ui.whom.name')).fill('Vũ Minh Anh')
  await desk.getByLabel(say('ui.whom.number')).fill('031208000018')
  await desk.getByLabel(say('ui.whomAtDesk.right')).selectOption({ label: say('ui.rights.PARENT') })
  await begin.click()
  await desk.waitForURL(/\/desk\/new\/.+/)
  await desk.getByRole('radio', { name: startsWith(say('staff.dossier.resultWays.POST')) }).check()
  await desk.getByRole('button', { name: startsWith(say('desk.filing.submit')) }).click()
  await expect(problems(desk)).toBeVisible()
  await judge(desk, 'filing at the desk, with faults')
  await look(await people.staff('leader'), '/inbox/delegations')
})

test('pages of notices, petitions and referrals', async ({ people }) => {
  const page = await people.citizen(hoa)
  for (const part of ['notices', 'referrals', 'petitions']) await look(page, `/my/${part}`)
  await look(page, '/my/notices/settings')
  await look(page, '/my/petitions/new')
  const send = page.getByRole('button', { name: say('voice.form.send') })
  await send.click()
  await expect(problems(page)).toBeVisible()
  await judge(page, 'petition with faults')
  for (const group of ['kind', 'category'] as const)
    await page
      .getByRole('group', { name: say(`voice.form.${group}`) })
      .getByRole('radio')
      .first()
      .check()
  await page.getByLabel(say('voice.form.agency')).selectOption({ label: offices['xa-a'] })
  await page.getByLabel(say('voice.form.subject')).fill('Bảng giờ làm việc ở quầy để chỗ khuất')
  await page
    .getByLabel(say('voice.form.words'))
    .fill('Bảng ghi giờ làm việc để sau cửa, người già khó thấy. Đề nghị để ra trước cửa.')
  await send.click()
  await page.waitForURL(/\/my\/petitions\/(?!new)[^/]+$/)
  await judge(page, 'petition')
  const staff = await people.staff('leader')
  const code = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  for (const path of ['/petitions', '/petitions/ratings', `/petitions/${code}`]) await look(staff, path)
  const desk = await people.staff('desk')
  await look(desk, '/desk/notices')
  await look(desk, '/desk/petitions/new')
  await enterPetition(desk, { name: 'Đỗ Thị Tám', phone: '0912 345 678' })
  await judge(desk, 'slip of a petition')
})
