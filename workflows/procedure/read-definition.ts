import { z } from 'zod'
import { BOUNDS } from './bounds.ts'
import { definitionSchema, type ProcedureDefinition } from './definition.ts'
import { pathText } from './path-text.ts'

export interface FileFinding {
  /** Where in the file: `steps[2].performer.role`, or a line. */
  place: string
  rule: string
  vi: string
  en: string
}

const MAX_FINDINGS = 100

const locales = { vi: z.locales.vi().localeError, en: z.locales.en().localeError }

/** What our own rules say with a key, in words. */
const WORDS: Record<string, [vi: string, en: string]> = {
  'feel.empty': ['Điều kiện để trống', 'The condition is empty'],
  'feel.tooLong': ['Điều kiện quá dài', 'The condition is too long'],
  'feel.syntax': ['Điều kiện không đọc được', 'The condition cannot be read'],
  'feel.notAllowed': ['Điều kiện dùng cách viết không được phép', 'The condition uses what is not allowed'],
  'feel.functionUnknown': ['Điều kiện gọi hàm không có', 'The condition calls an unknown function'],
  'feel.nameUnknown': ['Điều kiện nhắc tới mục không có ở phía trên', 'The condition reads a name that does not stand above it'],
  'form.idTwice': ['Mã này đã dùng ở mục khác', 'The id is used twice'],
  'form.idShape': ['Mã chỉ gồm chữ và số, bắt đầu bằng chữ thường', 'An id is letters and digits and begins with a small letter'],
  'form.idReserved': ['Mã này dành riêng', 'The id is reserved'],
  'form.ruleNeedsMessage': ['Quy tắc phải kèm câu báo lỗi', 'A rule needs the sentence that it shows'],
  'form.fieldUnknown': ['Biểu mẫu không có mục này để hỏi trước', 'The form has no such field to ask beforehand'],
  'form.fileOnlyInForm': ['Chỉ biểu mẫu mới hỏi tệp, bước xử lý thì không', 'Only the form asks for files, a step does not'],
  'definition.paperUnknown': ['Không có giấy tờ mang mã này', 'There is no paper with this code'],
  'limit.amountMissing': ['Thiếu số ngày hoặc số giờ', 'The number of days or hours is missing'],
  'limit.amount': ['Số ngày hoặc số giờ không hợp lệ', 'The number of days or hours is wrong'],
  'limit.tooLong': ['Thời hạn quá dài', 'The limit is too long'],
  'limit.wholeDays': ['Thời hạn này phải là số ngày nguyên', 'This limit has to be whole days'],
  'limit.wholeMinutes': ['Thời hạn phải chia được ra phút nguyên', 'The limit has to be whole minutes'],
  'limit.minutes': ['Thời hạn phải chia được ra phút nguyên', 'The limit has to be whole minutes'],
  'limit.unit': ['Đơn vị thời hạn không có', 'The unit of the limit is unknown'],
  'fee.tiersHaveGap': ['Các bậc phí không nối liền nhau', 'There is a gap between the steps of the fee'],
  'fee.tierEmpty': ['Bậc phí kết thúc trước khi bắt đầu', 'A step of the fee ends before it begins'],
  'definition.informationIsNotFiled': [
    'Thủ tục chỉ cung cấp thông tin thì không nhận hồ sơ trên mạng hay từ Cổng Dịch vụ công',
    'A procedure that only informs takes nothing in online or from the portal',
  ],
  'definition.partialNeedsReason': [
    'Làm một phần trên mạng thì phải ghi lý do bằng lời',
    'A procedure that is only partly online says why in words',
  ],
}

const fault = (place: string, rule: string, vi: string, en: string): FileFinding => ({ place, rule, vi, en })

function issuesOf(data: unknown): FileFinding[] {
  const said = (language: keyof typeof locales) =>
    z.safeParse(definitionSchema, data, { error: locales[language] }).error?.issues ?? []
  const english = said('en')
  return said('vi').map((issue, index) => {
    const [vi, en] = WORDS[issue.message] ?? [issue.message, english[index]?.message ?? issue.message]
    const name = issue.code === 'custom' && typeof issue.params?.name === 'string' ? `: ${issue.params.name}` : ''
    return fault(pathText(issue.path), issue.code === 'custom' ? issue.message : issue.code, `${vi}${name}`, `${en}${name}`)
  })
}

/** Keys that reading would drop without a word: mostly misspelt ones. */
export function unknownKeys(given: unknown, read: unknown, path: PropertyKey[] = []): FileFinding[] {
  if (Array.isArray(given) && Array.isArray(read))
    return given.flatMap((item, index) => unknownKeys(item, read[index], [...path, index]))
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return []
  const known = new Map(Object.entries(read))
  return Object.entries(given).flatMap(([name, member]) =>
    known.has(name)
      ? unknownKeys(member, known.get(name), [...path, name])
      : [fault(pathText([...path, name]), 'unknownKey', 'Không có mục nào tên như vậy', 'There is nothing of this name')],
  )
}

/** Characters that no database and no hash can hold. */
function badTexts(value: unknown, path: PropertyKey[] = []): FileFinding[] {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed()
      ? [fault(pathText(path), 'text', 'Có ký tự không lưu được', 'There is a character that cannot be stored')]
      : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    badTexts(member, [...path, Array.isArray(value) ? Number(name) : name]),
  )
}

/** Where a JSON text breaks off, as line and column. The engine tells the position, or quotes the text around it. */
function syntaxPlace(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1]
  const quoted = /, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1]
  const token = /^Unexpected token '(.)'/su.exec(message)?.[1] ?? ''
  const start = quoted === undefined ? -1 : text.indexOf(quoted)
  const at = position !== undefined ? Number(position) : start < 0 ? -1 : start + Math.max(0, quoted?.lastIndexOf(token) ?? 0)
  if (at < 0) return ''
  const before = text.slice(0, at).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

/** Reads the file of a version. Either a definition, or every fault with its place; never half of it. */
export function readDefinition(
  text: string,
): { definition: ProcedureDefinition; findings: [] } | { definition: null; findings: FileFinding[] } {
  const refuse = (findings: FileFinding[]) => ({ definition: null, findings: findings.slice(0, MAX_FINDINGS) })
  if (text.length > BOUNDS.characters) return refuse([fault('', 'tooLarge', 'Tệp quá lớn', 'The file is too large')])
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
    return refuse([fault(syntaxPlace(text, error.message), 'json', 'Không đọc được tệp: không đúng JSON', 'The file is no JSON')])
  }
  const read = definitionSchema.safeParse(data)
  if (!read.success) return refuse(issuesOf(data))
  const findings = [...unknownKeys(data, read.data), ...badTexts(read.data)]
  return findings.length > 0 ? refuse(findings) : { definition: read.data, findings: [] }
}
