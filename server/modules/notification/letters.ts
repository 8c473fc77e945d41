import type { NotifyTemplate } from '#workflows/dossier/effects.ts'
import type { Letter, LetterFacts } from './letter.ts'
import { hourDayDate, money } from './words.ts'

// What the agency writes to people. Short sentences, the doer first; what happened, why, what to do, by when.

const track = ({ trackUrl }: LetterFacts) => ({ label: 'Xem hồ sơ', url: trackUrl })
const open = ({ dossierUrl }: LetterFacts) => ({ label: 'Mở hồ sơ', url: dossierUrl })
const subject = (facts: LetterFacts, what: string) => `${what} – hồ sơ ${facts.code}`
const because = ({ reason }: LetterFacts) => (reason ? [`Lý do: ${reason}`] : [])
const promised = ({ promisedAt }: LetterFacts) => (promisedAt ? [`Hẹn trả kết quả: ${hourDayDate(promisedAt)}.`] : [])

const unpaid = ({ fees }: LetterFacts) => fees.filter((fee) => fee.amountVnd > fee.settledVnd)
const feeList = (facts: LetterFacts) => unpaid(facts).map((fee) => `${fee.nameVi}: ${money(fee.amountVnd - fee.settledVnd)}`)
const total = (facts: LetterFacts) => money(unpaid(facts).reduce((sum, fee) => sum + fee.amountVnd - fee.settledVnd, 0))
const settledTotal = ({ fees }: LetterFacts) => money(fees.reduce((sum, fee) => sum + fee.settledVnd, 0))
const howToPay = (facts: LetterFacts) =>
  unpaid(facts).some((fee) => fee.payOnline)
    ? 'Trả trên mạng trong trang hồ sơ, hoặc trả tiền mặt tại quầy.'
    : `Trả tiền mặt tại quầy của ${facts.agency.nameVi}.`
const payLines = (facts: LetterFacts) => (unpaid(facts).length > 0 ? [`Tiền phải trả: ${total(facts)}. ${howToPay(facts)}`] : [])

const RESULT_WAYS: Record<string, string> = {
  ONLINE: 'Tải kết quả trong trang hồ sơ. Cần bản giấy thì đến quầy.',
  POST: 'Kết quả được gửi theo đường bưu điện đến địa chỉ ông/bà đã ghi trong trang hồ sơ.',
}
const whereToGet = ({ resultWay, agency }: LetterFacts) =>
  RESULT_WAYS[resultWay] ?? `Nhận kết quả tại quầy của ${agency.nameVi}. Mang theo căn cước và giấy hẹn.`

const TO_APPLICANT = {
  opened: (facts) => ({
    subject: subject(facts, 'Đã gửi hồ sơ'),
    paragraphs: [
      `${facts.agency.nameVi} đã có hồ sơ của ông/bà lúc ${hourDayDate(facts.at)}.`,
      ...payLines(facts),
      facts.intakeDueAt
        ? `Quầy xem hồ sơ trước ${hourDayDate(facts.intakeDueAt)}, rồi báo nhận hồ sơ hoặc báo giấy tờ còn thiếu.`
        : 'Quầy sẽ xem hồ sơ, rồi báo nhận hồ sơ hoặc báo giấy tờ còn thiếu.',
      'Giữ mã hồ sơ và mã tra cứu để xem hồ sơ bất cứ lúc nào.',
    ],
    list: feeList(facts),
    button: track(facts),
  }),
  accepted: (facts) => ({
    subject: subject(facts, 'Đã nhận hồ sơ'),
    paragraphs: [
      `${facts.agency.nameVi} đã nhận hồ sơ của ông/bà lúc ${hourDayDate(facts.at)}.`,
      ...promised(facts),
      ...(facts.promisedAt
        ? ['Giờ hẹn tính theo giờ làm việc, không tính ngày nghỉ. Cách tính có trong trang hồ sơ, cùng giấy hẹn trả kết quả.']
        : []),
      ...payLines(facts),
    ],
    list: feeList(facts),
    button: track(facts),
  }),
  refused: (facts) => ({
    subject: subject(facts, 'Không nhận hồ sơ'),
    paragraphs: [
      `${facts.agency.nameVi} không nhận hồ sơ này.`,
      ...because(facts),
      'Phiếu từ chối có trong trang hồ sơ. Nếu sửa được điều nêu trên, ông/bà nộp hồ sơ mới. Cần hỏi thì gọi số điện thoại ở cuối thư.',
    ],
    button: track(facts),
  }),
  supplementRequested: (facts) => ({
    subject: subject(facts, 'Cần bổ sung giấy tờ'),
    paragraphs: [
      'Hồ sơ còn thiếu hoặc chưa đúng những phần dưới đây.',
      ...because(facts),
      facts.answerUntil
        ? `Bổ sung trước ${hourDayDate(facts.answerUntil)}. Trong lúc chờ, thời hạn giải quyết dừng lại.`
        : 'Trong lúc chờ ông/bà bổ sung, thời hạn giải quyết dừng lại.',
      'Mở hồ sơ để gửi giấy tờ, hoặc mang đến quầy.',
    ],
    list: facts.asked.map(({ nameVi, note }) => (note ? `${nameVi}: ${note}` : nameVi)),
    button: open(facts),
  }),
  supplementCancelled: (facts) => ({
    subject: subject(facts, 'Không cần bổ sung nữa'),
    paragraphs: ['Cán bộ đã hủy yêu cầu bổ sung. Ông/bà không phải gửi thêm giấy tờ.', ...promised(facts)],
    button: track(facts),
  }),
  supplementExpired: (facts) => ({
    subject: subject(facts, 'Hết hạn bổ sung'),
    paragraphs: [
      'Đã hết hạn bổ sung mà quầy chưa nhận được giấy tờ.',
      'Xem trang hồ sơ để biết hồ sơ dừng lại hay được giải quyết tiếp. Cần hỏi thì gọi số điện thoại ở cuối thư.',
    ],
    button: track(facts),
  }),
  supplied: (facts) => ({
    subject: subject(facts, 'Đã nhận phần bổ sung'),
    paragraphs: [`${facts.agency.nameVi} đã nhận phần bổ sung lúc ${hourDayDate(facts.at)}.`, ...promised(facts)],
    button: track(facts),
  }),
  obligationRequired: (facts) => ({
    subject: subject(facts, 'Phải nộp thuế, phí'),
    paragraphs: [
      'Hồ sơ chờ ông/bà nộp thuế, phí theo thông báo trong trang hồ sơ.',
      'Trong lúc chờ, thời hạn giải quyết dừng lại.',
      ...because(facts),
    ],
    button: open(facts),
  }),
  suspended: (facts) => ({
    subject: subject(facts, 'Hồ sơ tạm dừng'),
    paragraphs: [
      `${facts.agency.nameVi} tạm dừng giải quyết hồ sơ. Ông/bà chưa phải làm gì.`,
      ...because(facts),
      'Khi giải quyết tiếp, cơ quan sẽ báo giờ hẹn mới.',
    ],
    button: track(facts),
  }),
  resumed: (facts) => ({
    subject: subject(facts, 'Hồ sơ được giải quyết tiếp'),
    paragraphs: [`${facts.agency.nameVi} đã giải quyết tiếp hồ sơ từ ${hourDayDate(facts.at)}.`, ...promised(facts)],
    button: track(facts),
  }),
  extended: (facts) => ({
    subject: subject(facts, 'Xin lỗi và hẹn lại ngày trả kết quả'),
    paragraphs: [
      `${facts.agency.nameVi} chưa kịp giải quyết hồ sơ và xin lỗi ông/bà.`,
      ...because(facts),
      ...(facts.promisedAt ? [`Giờ hẹn mới: ${hourDayDate(facts.promisedAt)}.`] : []),
      'Phiếu xin lỗi và hẹn lại có trong trang hồ sơ.',
    ],
    button: track(facts),
  }),
  dueChanged: (facts) => ({
    subject: subject(facts, 'Giờ hẹn đã đổi'),
    paragraphs: [
      'Lịch làm việc đã đổi nên giờ hẹn cũng đổi.',
      ...(facts.promisedAt || !facts.intakeDueAt ? promised(facts) : [`Quầy xem hồ sơ trước ${hourDayDate(facts.intakeDueAt)}.`]),
      'Cách tính có trong trang hồ sơ.',
    ],
    button: track(facts),
  }),
  feeDue: (facts) => ({
    subject: subject(facts, 'Cần trả phí, lệ phí'),
    paragraphs: [
      unpaid(facts).length > 0 ? `Tiền phải trả: ${total(facts)}. ${howToPay(facts)}` : 'Không còn khoản nào phải trả.',
    ],
    list: feeList(facts),
    button: open(facts),
  }),
  feeReceived: (facts) => ({
    subject: subject(facts, 'Đã nhận tiền'),
    paragraphs: [
      `${facts.agency.nameVi} đã nhận ${settledTotal(facts)} cho hồ sơ này. Biên lai có trong trang hồ sơ.`,
      ...(unpaid(facts).length > 0 ? [`Còn phải trả: ${total(facts)}. ${howToPay(facts)}`] : []),
    ],
    button: track(facts),
  }),
  feeRefundDue: (facts) => ({
    subject: subject(facts, 'Tiền được trả lại'),
    paragraphs: [
      'Tiền của ông/bà đến sau khi hồ sơ đã kết thúc, hoặc đến hai lần. Kế toán sẽ trả lại số tiền này.',
      'Kế toán liên hệ để hỏi tài khoản nhận tiền. Không đưa mật khẩu hay mã OTP cho bất cứ ai.',
    ],
    button: track(facts),
  }),
  withdrawalAsked: (facts) => ({
    subject: subject(facts, 'Đã nhận yêu cầu rút hồ sơ'),
    paragraphs: [`${facts.agency.nameVi} đã nhận yêu cầu rút hồ sơ lúc ${hourDayDate(facts.at)}. Cán bộ sẽ trả lời.`],
    button: track(facts),
  }),
  withdrawalDenied: (facts) => ({
    subject: subject(facts, 'Chưa rút được hồ sơ'),
    paragraphs: ['Cán bộ chưa đồng ý cho rút hồ sơ. Hồ sơ được giải quyết tiếp.', ...because(facts), ...promised(facts)],
    button: track(facts),
  }),
  withdrawn: (facts) => ({
    subject: subject(facts, 'Đã rút hồ sơ'),
    paragraphs: ['Hồ sơ đã được rút và không giải quyết nữa.', 'Bản chính đã nộp: nhận lại tại quầy, mang theo căn cước.'],
    button: track(facts),
  }),
  stopped: (facts) => ({
    subject: subject(facts, 'Dừng giải quyết hồ sơ'),
    paragraphs: [
      `${facts.agency.nameVi} dừng giải quyết hồ sơ này.`,
      ...because(facts),
      'Thông báo có trong trang hồ sơ. Bản chính đã nộp: nhận lại tại quầy, mang theo căn cước.',
    ],
    button: track(facts),
  }),
  resultReady: (facts) => ({
    subject: subject(facts, 'Đã có kết quả'),
    paragraphs: [
      facts.decision === 'REFUSED'
        ? 'Hồ sơ đã giải quyết xong. Cơ quan không đồng ý, lý do ghi trong văn bản trả lời.'
        : 'Hồ sơ đã giải quyết xong.',
      ...payLines(facts),
      whereToGet(facts),
    ],
    list: feeList(facts),
    button: open(facts),
  }),
  reopened: (facts) => ({
    subject: subject(facts, 'Hồ sơ được xem lại'),
    paragraphs: [`${facts.agency.nameVi} xem lại hồ sơ trước khi trả kết quả.`, ...because(facts), ...promised(facts)],
    button: track(facts),
  }),
  transferred: (facts) => ({
    subject: subject(facts, 'Hồ sơ được chuyển cơ quan giải quyết'),
    paragraphs: [
      'Hồ sơ được chuyển sang cơ quan có quyền giải quyết việc này. Mã hồ sơ giữ nguyên, ông/bà không phải nộp lại.',
      ...because(facts),
      ...promised(facts),
    ],
    button: track(facts),
  }),
  subOpened: (facts) => ({
    subject: subject(facts, 'Đã lập hồ sơ kèm theo ở cơ quan khác'),
    paragraphs: [
      'Hồ sơ của ông/bà cần cơ quan khác giải quyết một phần. Một hồ sơ kèm theo đã được lập ở cơ quan đó. Ông/bà không phải làm gì.',
    ],
    button: track(facts),
  }),
  versionChanged: (facts) => ({
    subject: subject(facts, 'Cách giải quyết của thủ tục đã đổi'),
    paragraphs: ['Hồ sơ được giải quyết tiếp theo cách làm mới của thủ tục. Ông/bà không phải làm gì.', ...promised(facts)],
    button: track(facts),
  }),
  applicantChanged: (facts) => ({
    subject: subject(facts, 'Hồ sơ có người nộp mới'),
    paragraphs: [
      `Từ ${hourDayDate(facts.at)}, ${facts.applicantName} đứng tên người nộp hồ sơ này, theo thỏa thuận với người nộp trước.`,
      'Người nộp mới nhận tin, bổ sung giấy tờ, trả phí và nhận kết quả. Chủ hồ sơ không đổi.',
      'Nếu ông/bà không đồng ý, báo ngay cho nơi nhận hồ sơ theo số điện thoại ở cuối thư.',
    ],
    button: open(facts),
  }),
  resultWayChanged: (facts) => ({
    subject: subject(facts, 'Đã đổi cách nhận kết quả'),
    paragraphs: [whereToGet(facts), 'Cách nhận còn đổi được trong trang hồ sơ cho đến khi trả kết quả.'],
    button: open(facts),
  }),
  returned: (facts) => ({
    subject: subject(facts, 'Đã trả kết quả'),
    paragraphs: [`Kết quả đã được trả lúc ${hourDayDate(facts.at)}. Hồ sơ kết thúc.`],
    button: track(facts),
  }),
} satisfies Partial<Record<NotifyTemplate, (facts: LetterFacts) => Letter>>

const TO_STAFF = {
  intakeLate: (facts) => ({
    subject: subject(facts, 'Quá hạn xem hồ sơ mới'),
    paragraphs: ['Quầy chưa trả lời hồ sơ này trong thời hạn tiếp nhận.'],
    button: open(facts),
  }),
  stepLate: (facts) => ({
    subject: subject(facts, 'Quá hạn của bước'),
    paragraphs: [
      'Bước đang xử lý đã quá hạn nội bộ.',
      ...(facts.promisedAt ? [`Hẹn trả kết quả: ${hourDayDate(facts.promisedAt)}.`] : []),
    ],
    button: open(facts),
  }),
  opinionAsked: (facts) => ({
    subject: subject(facts, 'Xin ý kiến'),
    paragraphs: ['Có hồ sơ cần ý kiến của ông/bà hoặc của cơ quan.', ...because(facts), 'Mở hồ sơ để xem và trả lời.'],
    button: open(facts),
  }),
  opinionsEnded: (facts) => ({
    subject: subject(facts, 'Kết thúc lấy ý kiến'),
    paragraphs: ['Việc lấy ý kiến về hồ sơ này đã kết thúc.', ...because(facts)],
    button: open(facts),
  }),
  opinionLate: (facts) => ({
    subject: subject(facts, 'Quá hạn cho ý kiến'),
    paragraphs: [
      'Đã quá hạn cho ý kiến mà chưa có trả lời.',
      ...(facts.promisedAt ? [`Hẹn trả kết quả: ${hourDayDate(facts.promisedAt)}.`] : []),
    ],
    button: open(facts),
  }),
  subClosed: (facts) => ({
    subject: subject(facts, 'Hồ sơ liên thông đã kết thúc'),
    paragraphs: ['Hồ sơ liên thông đã giải quyết xong. Mở hồ sơ để xem kết quả và xử lý tiếp.'],
    button: open(facts),
  }),
  legalLate: (facts) => ({
    subject: subject(facts, 'Quá hạn giải quyết'),
    paragraphs: [
      'Hồ sơ đã quá thời hạn giải quyết mà chưa có kết quả.',
      'Phải xin lỗi người nộp bằng văn bản và hẹn lại ngày trả kết quả.',
    ],
    button: open(facts),
  }),
} satisfies Partial<Record<NotifyTemplate, (facts: LetterFacts) => Letter>>

/** A letter for every template; one that lacks its words does not compile. */
const LETTERS: Record<NotifyTemplate, (facts: LetterFacts) => Letter> = { ...TO_APPLICANT, ...TO_STAFF }

export const letterFor = (template: NotifyTemplate, facts: LetterFacts): Letter => LETTERS[template](facts)
