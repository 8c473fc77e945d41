import { fileAtDesk } from './_support/at-desk.ts'
import { openMine } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { pdf } from './_support/papers.ts'
import { loi } from './_support/people.ts'
import { button, decide, open, openFromInbox, press } from './_support/staff.ts'
import { asLabel, say, startsWith } from './_support/words.ts'

const finance = 'Sở Tài chính thành phố Hải Phòng'
const homeAffairs = 'Sở Nội vụ thành phố Hải Phòng'
const place = { province: 'Thành phố Hải Phòng', commune: 'Phường Gia Viên', detail: 'Số 12 đường Lạch Tray' }
const no = { choose: say('form.no') }

test('a building permit: the site is looked at while two agencies are asked; one answers, one keeps silent, the leader signs', async ({
  people,
  partners,
}) => {
  test.setTimeout(300_000)
  await partners.toMondayMorning()
  const now = await partners.now()
  const desk = await people.staff('desk')
  const code = await fileAtDesk(desk, {
    procedure: { code: '1.013225', search: 'cap giay phep xay dung' },
    person: loi,
    answers: {
      'Họ, chữ đệm, tên chủ nhà': loi.name,
      'Số định danh cá nhân': loi.number,
      'Địa chỉ liên hệ': 'Số 12 đường Lạch Tray',
      'Số điện thoại': '0912345678',
      'Địa điểm xây dựng': place,
      'Thửa đất số': '15',
      'Tờ bản đồ số': '7',
      'Diện tích lô đất (m²)': '90',
      'Giấy tờ về đất (loại, số, ngày cấp)': 'Giấy chứng nhận CH 123456 ngày 12/03/2015',
      'Mục đích sử dụng đất': { choose: 'Đất ở và đất khác' },
      'Loại nhà': { choose: 'Nhà ở dưới 3 tầng, dưới 250 m² sàn' },
      'Diện tích xây dựng tầng một (m²)': '60',
      'Tổng diện tích sàn (m²)': '120',
      'Chiều cao công trình (m)': '7',
      'Số tầng (cả tầng hầm, tum)': '2',
      'Cốt nền so với vỉa hè (m)': '0,3',
      'Nhà xây sát công trình liền kề': no,
      'Gần hành lang đê, đường, lưới điện, di tích': no,
      'Tổ chức, cá nhân lập thiết kế': 'Công ty Thiết kế Bạch Đằng',
      'Ngày dự kiến khởi công': { date: new Date(now.getTime() + 60 * 86_400_000) },
      'Thời gian hoàn thành (tháng)': '8',
    },
    papers: ['Giấy tờ hợp pháp về đất đai', 'Bản vẽ thiết kế xây dựng'],
  })

  const officer = await people.staff('officer-economy')
  await test.step('the head assigns; the officer checks, and two things begin side by side', async () => {
    const head = await people.staff('head')
    await open(head, code)
    await press(head, 'Đã phân công')
    await open(officer, code)
    await decide(officer, 'Hồ sơ đủ, kiểm tra thực địa và lấy ý kiến', async (dialog) => {
      await dialog.getByRole('radio', { name: 'Phù hợp' }).check()
      await dialog.getByRole('radio', { name: say('form.yes') }).check()
      await dialog.getByLabel(asLabel('Nội dung cần hỏi')).fill('Chỉ giới đường và số tầng được phép')
    })
    await expect(officer.getByRole('main')).toContainText(say('staff.work.parallel', { n: 2 }))
  })

  await test.step('two agencies are asked', async () => {
    await decide(officer, say('action.askOpinion'), async (dialog) => {
      await dialog.getByRole('button', { name: startsWith(say('action.askOpinion')) }).click()
      await expect(dialog).toContainText(say('action.ask.atLeast', { n: 1 }))
      await dialog.getByRole('checkbox', { name: finance }).check()
      await dialog.getByRole('checkbox', { name: homeAffairs }).check()
      await dialog.getByLabel(say('action.ask.question')).fill('Lô đất có nằm trong chỉ giới đường quy hoạch không?')
    })
    await expect(officer.getByRole('main')).toContainText(say('staff.opinions.some', { n: 2, left: 2 }))
  })

  await test.step('one answers, with conditions and a paper', async () => {
    const asked = await people.staff('officer', 'so-tc')
    await openFromInbox(asked, code)
    await expect(button(asked, say('action.requestSupplement'))).toHaveCount(0)
    await decide(asked, say('action.giveOpinion'), async (dialog) => {
      await expect(dialog).toContainText('Lô đất có nằm trong chỉ giới đường quy hoạch không?')
      await dialog.getByRole('radio', { name: 'Đồng ý kèm điều kiện' }).check()
      await dialog.getByLabel(say('action.opinion.text')).fill('Đồng ý với điều kiện lùi 1,2 m so với chỉ giới đường.')
      await dialog.locator('#opinion-files').setInputFiles(pdf('cong-van-tra-loi.pdf'))
      await expect(dialog.getByRole('link', { name: 'cong-van-tra-loi.pdf' })).toBeVisible()
    })
  })

  await test.step('the site is looked at meanwhile; the citizen reads of both', async () => {
    await open(officer, code)
    await expect(officer.getByRole('main')).toContainText('Đồng ý với điều kiện lùi 1,2 m so với chỉ giới đường.')
    await expect(officer.getByRole('link', { name: 'cong-van-tra-loi.pdf' })).toBeVisible()
    await decide(officer, 'Đã kiểm tra', async (dialog) => {
      const day = dialog.getByRole('group', { name: 'Ngày kiểm tra' })
      const [year = '', month = '', date = ''] = now.toISOString().slice(0, 10).split('-')
      await day.getByLabel(say('ui.date.day')).fill(date)
      await day.getByLabel(say('ui.date.month')).fill(month)
      await day.getByLabel(say('ui.date.year')).fill(year)
      await dialog.getByRole('radio', { name: 'Đúng như hồ sơ' }).check()
    })
    const citizen = await people.citizen(loi)
    await openMine(citizen, code)
    await expect(citizen.getByRole('main')).toContainText('Cơ quan liên quan đang được hỏi ý kiến')
    await expect(citizen.getByRole('main')).not.toContainText('lùi 1,2 m')
  })

  await test.step('the other keeps silent until its time is over: that counts as agreed', async () => {
    await partners.pass({ days: 3 })
    await expect(async () => {
      await open(officer, code)
      await officer.reload()
      await expect(officer.getByRole('main')).toContainText(say('staff.opinions.silent'), { timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await decide(officer, 'Đã tổng hợp ý kiến', (dialog) =>
      dialog.getByLabel('Tổng hợp ý kiến').fill('Hai cơ quan đồng ý, một nơi kèm điều kiện lùi 1,2 m.'),
    )
  })

  await test.step('what is written has to fit the outcome; then it is drafted, checked, signed and issued', async () => {
    await decide(officer, 'Đủ điều kiện', async (dialog) => {
      await dialog.getByRole('radio', { name: 'Không đủ điều kiện' }).check()
      await dialog.getByLabel('Lý do không cấp phép, căn cứ pháp luật').fill('Không phù hợp quy hoạch')
      await dialog.getByRole('button', { name: startsWith('Đủ điều kiện') }).click()
      await expect(dialog).toContainText(say('action.contrary', { label: 'Đủ điều kiện' }))
      await dialog.getByRole('radio', { name: 'Đủ điều kiện cấp phép', exact: true }).check()
      await dialog.getByLabel('Số tầng được phép').fill('2')
      await dialog.getByLabel('Chiều cao tối đa (m)').fill('7')
      await dialog.getByLabel('Chỉ giới xây dựng, cốt nền được phép').fill('Lùi 1,2 m; cốt nền 0,3 m')
      await dialog.getByLabel('Số tờ bản vẽ đã đóng dấu thẩm định').fill('6')
    })
    const head = await people.staff('head')
    await open(head, code)
    await press(head, 'Chuyển bước tiếp theo')
    const leader = await people.staff('leader')
    await open(leader, code)
    await decide(leader, 'Ký giấy phép')
    const clerk = await people.staff('clerk')
    await open(clerk, code)
    await decide(clerk, 'Đã phát hành', async (dialog) => {
      await dialog.getByRole('button', { name: startsWith('Đã phát hành') }).click()
      await expect(dialog).toContainText(say('action.checks.missing'))
      await dialog.getByRole('checkbox').check()
    })
    await open(desk, code)
    await expect(desk.getByRole('main')).toContainText(say('ui.status.9.full'))
  })
})
