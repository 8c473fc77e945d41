import type { Locator } from '@playwright/test'
import { judge } from './_support/accessible.ts'
import { fileAtDesk } from './_support/at-desk.ts'
import { openMine } from './_support/citizen.ts'
import { expect, test } from './_support/journey.ts'
import { photo } from './_support/papers.ts'
import { hoa } from './_support/people.ts'
import { button, decide, documentUrl, open, openFromInbox } from './_support/staff.ts'
import { visit } from './_support/visit.ts'
import { money, say, startsWith } from './_support/words.ts'

const place = { province: 'Thành phố Hải Phòng', commune: 'Phường Gia Viên', detail: 'Số 12 đường Lạch Tray' }
const no = { choose: say('form.no') }
const NOTICE = '55/TB-TCS1'
const TAX_OFFICE = 'Thuế cơ sở 1 thành phố Hải Phòng'
const TAX_VND = 1_200_000 + 15_300_000

async function writeDate(dialog: Locator, label: string, at: Date): Promise<void> {
  const [year = '', month = '', day = ''] = at.toISOString().slice(0, 10).split('-')
  const group = dialog.getByRole('group', { name: label })
  await group.getByLabel(say('ui.date.day')).fill(day)
  await group.getByLabel(say('ui.date.month')).fill(month)
  await group.getByLabel(say('ui.date.year')).fill(year)
}

test('a land certificate is exchanged: the tax notice reaches the citizen, the proof comes back, the result is handed out', async ({
  people,
  partners,
}) => {
  test.setTimeout(300_000)
  await partners.toMondayMorning()
  const now = await partners.now()
  const desk = await people.staff('desk')
  const code = await fileAtDesk(desk, {
    procedure: { code: '1.012783', search: 'cap doi giay chung nhan' },
    person: hoa,
    answers: {
      'Người sử dụng đất là': { choose: 'Cá nhân' },
      'Họ, chữ đệm, tên người đứng đơn': hoa.name,
      'Số định danh cá nhân': hoa.number,
      'Địa chỉ': 'Số 12 đường Lạch Tray',
      'Số điện thoại': '0912345678',
      'Số phát hành Giấy chứng nhận': 'CH 123456',
      'Ngày cấp Giấy chứng nhận': { date: new Date('2015-03-12T03:00:00Z') },
      'Giấy chứng nhận ghi nhận': { choose: 'Quyền sử dụng đất' },
      'Giấy chứng nhận đang thế chấp tại tổ chức tín dụng': no,
      'Tờ bản đồ số': '7',
      'Thửa đất số': '15',
      'Địa chỉ thửa đất': place,
      'Diện tích (m²)': '120,5',
      'Mục đích sử dụng đất': 'Đất ở tại đô thị',
      'Thửa đất ở vùng sâu, vùng xa, vùng khó khăn': no,
      'Số thửa đất ghi trên Giấy chứng nhận': '1',
      'Lý do đề nghị cấp đổi': { choose: 'Giấy bị ố, nhòe, rách, hư hỏng' },
    },
    papers: ['Giấy chứng nhận đã cấp'],
    seen: ['Giấy chứng nhận đã cấp'],
  })

  await test.step('the land office examines and asks the tax office', async () => {
    const officer = await people.staff('officer', 'vpdk')
    await openFromInbox(officer, code)
    await decide(officer, 'Có nghĩa vụ tài chính', (dialog) =>
      dialog.getByRole('radio', { name: 'Đủ điều kiện', exact: true }).check(),
    )
    await decide(officer, 'Chuyển bước tiếp theo', async (dialog) => {
      await dialog.getByLabel('Số phiếu chuyển thông tin').fill('12/PC')
      await writeDate(dialog, 'Ngày chuyển', now)
    })
    await decide(officer, 'Đã có thông báo thuế', async (dialog) => {
      await dialog.getByLabel('Số thông báo của cơ quan thuế').fill(NOTICE)
      await writeDate(dialog, 'Ngày thông báo', now)
      await dialog.getByLabel('Tổng số tiền phải nộp (đồng)').fill(String(TAX_VND))
    })
  })

  const accountant = await people.staff('accountant', 'vpdk')
  await test.step('the notice is recorded item by item, with its copy', async () => {
    await openFromInbox(accountant, code)
    await decide(accountant, say('action.requireObligation'), async (dialog) => {
      await dialog.getByRole('button', { name: startsWith(say('action.requireObligation')) }).click()
      await expect(dialog).toContainText(say('fields.dossier.noticeMissing'))
      await dialog.getByLabel(say('action.obligation.number'), { exact: true }).fill(NOTICE)
      await dialog.getByLabel(say('action.obligation.agency')).fill(TAX_OFFICE)
      await dialog.getByLabel(say('action.obligation.name', { n: 1 }), { exact: true }).fill('Lệ phí trước bạ')
      await dialog.getByLabel(say('action.obligation.amount', { n: 1 })).fill('1200000')
      await dialog.getByRole('button', { name: startsWith(say('action.obligation.add')) }).click()
      await dialog.getByLabel(say('action.obligation.name', { n: 2 }), { exact: true }).fill('Tiền sử dụng đất')
      await dialog.getByLabel(say('action.obligation.amount', { n: 2 })).fill('15.300.000')
      await expect(dialog).toContainText(money(TAX_VND))
      await writeDate(dialog, say('action.obligation.due'), new Date(now.getTime() + 30 * 86_400_000))
      await dialog.locator('#notice-files').setInputFiles(photo('thong-bao-thue.png'))
      await expect(dialog.getByRole('link', { name: 'thong-bao-thue.png' })).toBeVisible()
      await judge(accountant, 'recording a tax notice')
    })
    await expect(accountant.getByRole('main')).toContainText(say('ui.status.6.full'))
  })

  const citizen = await people.citizen(hoa)
  await test.step('the citizen reads how much, to whom and until when, and sends the receipt', async () => {
    await visit(citizen, '/my')
    await expect(citizen.getByRole('region', { name: say('my.waiting') })).toContainText(say('my.obligationText'))
    await openMine(citizen, code)
    const main = citizen.getByRole('main')
    await expect(main).toContainText(say('my.obligation.title', { amount: money(TAX_VND) }))
    await expect(main).toContainText(TAX_OFFICE)
    await expect(main.getByRole('link', { name: 'thong-bao-thue.png' })).toBeVisible()
    await judge(citizen, 'a tax notice and the place for its proof')
    await main.getByRole('button', { name: say('my.obligation.send') }).click()
    await expect(main).toContainText(say('my.obligation.proofMissing'))
    await main.locator('#proof').setInputFiles(photo('giay-nop-tien.png'))
    await expect(main.getByRole('link', { name: 'giay-nop-tien.png' })).toBeVisible()
    await main.getByRole('button', { name: say('my.obligation.send') }).click()
    await expect(main).toContainText(say('dossier.here.processing'))
    await expect(main).toContainText(say('my.obligation.settledTitle'))
  })

  await test.step('the accountant sees the receipt, the leader signs, the land office hands over what was checked', async () => {
    await open(accountant, code)
    await expect(accountant.getByRole('link', { name: 'giay-nop-tien.png' })).toBeVisible()
    await judge(accountant, 'a dossier with a proof of payment')
    await decide(accountant, 'Đã nộp, có chứng từ', async (dialog) => {
      await dialog.getByLabel('Số chứng từ nộp tiền').fill('0012345')
      await writeDate(dialog, 'Ngày nộp', now)
    })
    const leader = await people.staff('leader', 'vpdk')
    await openFromInbox(leader, code)
    await decide(leader, 'Ký kết quả')
    const officer = await people.staff('officer', 'vpdk')
    await open(officer, code)
    await decide(officer, 'Đã phát hành', async (dialog) => {
      for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    })
  })

  await test.step('the desk where it was filed takes the fees and hands out the result', async () => {
    await open(desk, code)
    await documentUrl(desk, new RegExp(say('staff.documents.result'), 'i'))
    await button(desk, say('action.takeCash')).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: /./ }).filter({ hasText: 'đồng' }).click()
    await expect(button(desk, say('action.takeCash'))).toHaveCount(0)
    await decide(desk, say('action.returnResult'))
    await expect(desk.getByRole('main')).toContainText(say('ui.status.10.full'))
  })
  await partners.portalKnows(code, ['1', '2', '4', '6', '4', '9', '10'])
})
