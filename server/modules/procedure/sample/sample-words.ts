import type { SimpleField } from '#workflows/form/form.schema.ts'
import { fold } from '../fold.ts'

// What stands in filled samples. Nobody is called so and nothing is numbered so: every sheet says it.

const ADDRESS = 'Số 12 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng'
const PLACE = { province: '31', commune: '11407', detail: 'Số 12 đường Lạch Tray' }

/** By the label of the question, folded; the first that fits. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bme\b|ben nu|nguoi vo/, 'Trần Thị Bình'],
  [/\bcha\b|ben nam|nguoi chong/, 'Nguyễn Văn An'],
  [/ten con|duoc khai sinh|tre/, 'Nguyễn Minh Khôi'],
  [/lang gieng|lam chung/, 'Phạm Văn Hùng'],
  [/ho chieu/, 'TANAKA KENJI'],
  [/vo hoac chong|cung dung ten/, 'Trần Thị Bình'],
  [/ben nhan|moi/, 'Lê Thị Mai'],
]
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/dan toc/, 'Kinh'],
  [/quoc tich nuoc ngoai/, 'Nhật Bản'],
  [/quoc tich/, 'Việt Nam'],
  [/to ban do/, '15'],
  [/thua dat so/, '123'],
  [/ki hieu tren ban ve/, 'Thửa A'],
  [/phat hanh giai chung nhan/, 'BX 000000'],
  [/vao so/, 'CH 00000'],
  [/ma nganh/, '5610'],
  [/nganh, nghe|linh vuc/, 'Nhà hàng và các dịch vụ ăn uống phục vụ lưu động'],
  [/ten ho kinh doanh|ten moi/, 'Hộ kinh doanh Quán Hoa Sen'],
  [/ten du an/, 'Dự án mẫu Sông Cấm'],
  [/ten chu dau tu|doanh nghiep, to chuc/, 'Công ty trách nhiệm hữu hạn Mẫu'],
  [/ten to chuc|ten co quan|don vi|to chuc tin dung/, 'Tổ chức Mẫu'],
  [/ngan hang/, 'Ngân hàng Mẫu, chi nhánh Hải Phòng'],
  [/so tai khoan/, '0000 0000 0000'],
  [/quan he/, 'Con'],
  [/chuc (?:vu|danh)/, 'Giám đốc'],
  [/nguien nhan chet/, 'Bệnh già'],
  [/gio/, '08 giờ 30 phút'],
  [/ho chieu/, 'TR0000000'],
  [/co quan|noi da dang ki|noi cong chung|uban|ui ban/, 'Ủy ban nhân dân phường Gia Viên'],
  [/muc dich|dung de|qua trinh/, 'Bổ sung hồ sơ cá nhân'],
  [/noi dung hien ghi|dang ghi/, 'Nguyễn Văn Ân'],
  [/noi dung de nghi|thong tin dung/, 'Nguyễn Văn An'],
  [/li do/, 'Theo nhu cầu của gia đình'],
  [/truong/, 'Trường Trung học cơ sở Mẫu'],
  [/dia chi|noi cu tru|noi thuong tru|noi o|noi dang ki|noi mat|dia diem/, ADDRESS],
  [/\bso\b|ma so|ki hieu/, '00/2026'],
]

const fitting = (list: readonly (readonly [RegExp, string])[], label: string): string[] => {
  const folded = fold(label)
  return list.filter(([pattern]) => pattern.test(folded)).map(([, text]) => text)
}

const BORN = '1990-05-15'
const isWoman = (label: string): boolean => /\bme\b|ben nu|nguoi vo/.test(fold(label))
const isBirthOfAdult = (label: string): boolean =>
  /sinh/.test(fold(label)) && !/\bcon\b|tre|duoc khai sinh|duoc nhan/.test(fold(label))

/** Place, century and sex, year, and six digits that nobody has. */
export const numberOf = (birthYear: number, sex: 'male' | 'female'): string =>
  `031${Math.floor((birthYear - 1900) / 100) * 2 + (sex === 'female' ? 1 : 0)}${String(birthYear % 100).padStart(2, '0')}000000`

/** How a question is answered in a sample, the most ordinary answer first; `dates` and `numbers` are those that its conditions tell apart. */
export function sampleValues(
  field: SimpleField,
  about: { titleVi: string; dates: readonly string[]; numbers: readonly number[] },
): unknown[] {
  const { dates, numbers } = about
  const within = (min = 0, max = Number.MAX_SAFE_INTEGER) => {
    const found = numbers.filter((n) => n >= min && n <= max)
    return found.length > 0 ? found : [min]
  }
  switch (field.type) {
    case 'text': {
      if (field.format === 'personName')
        return [...fitting(NAMES, `${field.labelVi} ${about.titleVi}`), 'Nguyễn Văn An', 'Nguyễn Thị Hoa']
      const texts = [...fitting(TEXTS, field.labelVi), 'Theo giấy tờ kèm theo', '00000000', 'MẪU-00/2026']
      return texts.map((text) => text.slice(0, field.maxLength).padEnd(field.minLength ?? 1, '0'))
    }
    case 'longText':
      return ['Nội dung viết ngắn gọn, đúng sự thật.'.slice(0, field.maxLength)]
    case 'personalNumber':
      return [numberOf(1990, isWoman(`${field.labelVi} ${about.titleVi}`) ? 'female' : 'male')]
    case 'phone':
      return ['0900000000']
    case 'email':
      return ['hoten@example.vn']
    case 'date':
      if (field.notPast) return [...dates.slice(-5), ...dates]
      return isBirthOfAdult(`${field.labelVi} ${about.titleVi}`) ? [BORN, ...dates] : [...dates]
    case 'place':
      return [PLACE]
    case 'money':
      return within(field.min, field.max).toSorted((a, b) => b - a)
    case 'number':
      return /nam sinh/.test(fold(field.labelVi)) ? [1990, ...within(field.min, field.max)] : within(field.min, field.max)
    case 'choice':
      return field.options.map(({ value }) => value)
    case 'yesNo':
      return [false, true]
    case 'computed':
      return [undefined]
  }
}
