import type { Locator, Page } from '@playwright/test'
import { asLabel, say } from './words.ts'

// Answers to the forms of the three procedures, by the words of the questions.

export type Answer =
  | string
  /** One of the choices shown. */
  | { choose: string }
  | { date: Date }
  | { province: string; commune: string; detail?: string }
  /** Rows of a list. */
  | { rows: Answers[] }
export type Answers = Record<string, Answer>

const group = (scope: Page | Locator, label: string) => scope.getByRole('group', { name: asLabel(label) })

async function write(scope: Page | Locator, label: string, answer: Answer): Promise<void> {
  if (typeof answer === 'string') return scope.getByRole('textbox', { name: asLabel(label) }).fill(answer)
  const inside = group(scope, label)
  if ('choose' in answer) return inside.getByRole('radio', { name: answer.choose }).check()
  if ('date' in answer) {
    const [year, month, day] = civil(answer.date)
    await inside.getByLabel(say('ui.date.day')).fill(day)
    await inside.getByLabel(say('ui.date.month')).fill(month)
    return inside.getByLabel(say('ui.date.year')).fill(year)
  }
  if ('province' in answer) {
    await inside.getByLabel(say('ui.place.province')).selectOption({ label: answer.province })
    await inside.getByLabel(say('ui.place.commune')).selectOption({ label: answer.commune })
    if (answer.detail) await inside.locator('xpath=following::input[1]').fill(answer.detail)
    return
  }
  const rows = inside.getByRole('group')
  for (const [index, row] of answer.rows.entries()) {
    while ((await rows.count()) <= index) await inside.getByRole('button', { name: startOfAdding }).click()
    await fill(rows.nth(index), row)
  }
}

const startOfAdding = new RegExp(`^${say('form.addRow', { row: '' }).trim()}`)

/** Year, month and day in Viet Nam. */
export function civil(date: Date): [string, string, string] {
  const [year = '', month = '', day = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
    .format(date)
    .split('-')
  return [year, month, day]
}

export async function fill(scope: Page | Locator, answers: Answers): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) await write(scope, label, answer)
}

const place = { province: 'Thành phố Hải Phòng', commune: 'Phường Gia Viên' }
const yes = { choose: say('form.yes') }

export const householdBusiness = {
  code: '1.001612',
  nameVi: 'Đăng ký thành lập hộ kinh doanh',
  feeVnd: 100_000,
  minutes: 'Biên bản họp thành viên hộ gia đình',
  mandate: 'Văn bản ủy quyền cho chủ hộ',
  pages: (businessName: string, founder: 'one' | 'household'): [string, Answers][] => [
    ['Chủ hộ kinh doanh', {}],
    [
      'Hộ kinh doanh',
      {
        'Tên hộ kinh doanh': businessName,
        'Địa điểm kinh doanh': { ...place, detail: 'Số 12 đường Lạch Tray' },
        'Ngành, nghề kinh doanh': { rows: [{ 'Tên ngành, nghề': 'Bán lẻ bánh đa cua', 'Mã ngành cấp bốn': '5610' }] },
        'Vốn kinh doanh': '100.000.000',
      },
    ],
    [
      'Người thành lập',
      {
        'Chủ thể thành lập': { choose: founder === 'one' ? 'Một cá nhân' : 'Các thành viên hộ gia đình' },
        ...(founder === 'household' && {
          'Thành viên hộ gia đình cùng thành lập': {
            rows: [{ 'Họ, chữ đệm, tên': 'Nguyễn Thị Hoa', 'Số định danh cá nhân': '031190000002' }],
          },
        }),
        'Tôi cam đoan không đồng thời là chủ hộ kinh doanh khác': yes,
      },
    ],
  ],
}

export const birthRegistration = {
  code: '1.001193',
  nameVi: 'Đăng ký khai sinh',
  notice: 'Giấy chứng sinh',
  pages: (childName: string, now: Date): [string, Answers][] => [
    ['Người yêu cầu', { 'Quan hệ với người được khai sinh': { choose: 'Cha' } }],
    [
      'Người được khai sinh',
      {
        'Họ, chữ đệm, tên': childName,
        'Giới tính': { choose: 'Nữ' },
        'Ngày, tháng, năm sinh': { date: new Date(now.getTime() - 7 * 86_400_000) },
        'Nơi sinh': { ...place, detail: 'Bệnh viện Phụ sản Hải Phòng' },
        'Giấy chứng sinh': { choose: 'Có giấy chứng sinh' },
        'Dân tộc': 'Kinh',
        'Quốc tịch': 'Việt Nam',
        'Quê quán': place,
      },
    ],
    ['Người mẹ', { 'Họ, chữ đệm, tên mẹ': 'Nguyễn Thị Hoa', 'Năm sinh': '1990' }],
    ['Người cha', { 'Họ, chữ đệm, tên cha': 'Trần Văn Lợi', 'Năm sinh': '1990' }],
    ['Bản sao đề nghị cấp', {}],
  ],
}
