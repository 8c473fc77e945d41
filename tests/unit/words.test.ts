import { describe, expect, it } from 'vitest'
import english from '#app/_messages/en.json' with { type: 'json' }
import vietnamese from '#app/_messages/vi.json' with { type: 'json' }

// What a citizen reads is to be understood by a farmer of seventy: common words, short sentences, errors that say what to do.

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function flatten(messages: unknown, at = ''): [key: string, text: string][] {
  if (typeof messages === 'string') return [[at, messages]]
  return isRecord(messages) ? Object.entries(messages).flatMap(([key, inner]) => flatten(inner, at ? `${at}.${key}` : key)) : []
}

/** Pages of staff use the words of their trade. */
const ofStaff =
  /^(staff|action|queue|desk|exchange|admin|calendars|flow|versions|delegation|moveDossiers|simulate|register|voice\.staff|notices\.staff|fields\.(calendar|procedure|delegation|simulation|register))\./
/** Errors that only staff, administrators and partners' machines meet. */
const errorsOfStaff = /^errors\.(UPGRADE|VERSION|DEFINITION|CALENDAR|LIMIT|STATE_UNKNOWN)/
const read = flatten(vietnamese).filter(([key]) => !ofStaff.test(key) && !errorsOfStaff.test(key))

describe('what citizens read', () => {
  it('has no word of the office or of the machine room', () => {
    const hard =
      /vui lòng|rất tiếc|lỗi hệ thống|thành công!|\bTTHC\b|\bUBND\b|\bNVTC\b|\bTN&TKQ\b|\bbạn\b|chúng tôi|ký tự|phiên đăng nhập|thẩm quyền|xác thực|truy cập|tham số|thao tác|hợp lệ|liên thông|quy trình|phiên bản|định dạng|tải lên|upload|click|server/iu
    expect(read.filter(([, text]) => hard.test(text))).toEqual([])
  })

  it('is said in short sentences', () => {
    const sentences = read.flatMap(([key, text]) =>
      text
        .replaceAll(/\{[^{}]*\}|<\/?\w+>/g, 'x')
        .split(/(?<=[.?!:;])\s+/)
        .map((sentence) => ({ key, sentence, syllables: sentence.split(/\s+/).length })),
    )
    expect(sentences.filter(({ syllables }) => syllables > 26)).toEqual([])
  })

  it('says with every error what to do', () => {
    const advice =
      /(^|[.,;:] |, hoặc |nếu vẫn vậy, )(Nhập|Chọn|Xem|Viết|Thêm|Gửi|Ghi|Đánh dấu|Cần|Sửa|Gọi|Tải|Thử|Chờ|Bắt đầu|Làm|Mang|Chụp|Lưu|In|Bỏ|Nộp|Đăng nhập|Quay lại|Tìm|Mở|Xóa|Báo|Hỏi|Bấm|Nhiều nhất|Kiểm tra|Trong máy ảnh|So|Quét|Đổi|Giữ|Đợi)/iu
    const errors = read.filter(([key]) => /^(errors|form\.errors|draft\.file)\./.test(key))
    expect(errors.length).toBeGreaterThan(60)
    const silent = errors.filter(([, text]) => !advice.test(text)).map(([key, text]) => `${key}: ${text}`)
    // nothing is left to do there: the thing is done already, or cannot be done here
    const nothingToDo = /^errors\.(PAYMENT_ALREADY_SETTLED|NOT_DEMO)/
    expect(silent.filter((line) => !nothingToDo.test(line))).toEqual([])
  })

  it('writes dates, money and numbers as Vietnamese do', () => {
    const foreign = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,3}(,\d{3})+\b|\bVND\b|₫/
    expect(read.filter(([, text]) => foreign.test(text))).toEqual([])
  })
})

describe('the English pages', () => {
  it('are English: Vietnamese stands only in examples of what to type', () => {
    const marks = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu
    // names, and the Vietnamese word of the law in brackets after the English one
    const names = /Một Cửa|Hải Phòng|đồng|Tết|Giỗ Tổ|MẪU|\([^)]*\)/gu
    const isEnglish = ([key, text]: [string, string]) => key.startsWith('search.') || !marks.test(text.replaceAll(names, ''))
    expect(flatten(english).filter((one) => !isEnglish(one))).toEqual([])
  })
})
