import type { MachineEvent } from '../dossier/events.ts'

/** What `verify` can find, in words an administrator understands; `$1`, `$2` are filled in. */
const WORDS = {
  idTwice: ['Mã “$1” được dùng hai lần', 'The id "$1" is used twice'],
  idReserved: ['Mã “$1” dành cho việc chung của mọi hồ sơ', 'The id "$1" belongs to the duties of every dossier'],
  stepUnknown: ['Nhắc tới bước “$1” không có trong quy trình', 'Refers to the step "$1", which does not exist'],
  stepInTwoBranches: ['Bước “$1” nằm trong hai nhánh', 'The step "$1" stands in two branches'],
  branchStart: [
    'Nhánh “$1” bắt đầu bằng bước “$2” không thuộc nhánh',
    'The branch "$1" begins with "$2", which is not one of its steps',
  ],
  joinOutside: [
    'Chỉ bước trong một nhánh mới kết thúc nhánh được, và trả lại thì không kết thúc nhánh',
    'Only a step of a branch can end it, and a way back does not',
  ],
  blockMiddle: ['Nhảy vào giữa các nhánh song song: “$1”', 'Leads into the middle of a block: "$1"'],
  blockMayBeEmpty: [
    'Mọi nhánh đều có điều kiện: có thể không nhánh nào chạy',
    'Every branch has a condition: perhaps none of them runs',
  ],
  joinTooMany: ['Cần $1 nhánh nhưng chỉ có $2', 'Wants $1 branches, has only $2'],
  twoDecisions: ['Hai nhánh song song cùng quyết định', 'Two branches decide side by side'],
  members: ['Lấy ý kiến: $1', 'Asking others: $1'],
  memberLimit: [
    'Hạn cho ý kiến ($1 phút làm việc) dài hơn hạn của bước ($2 phút)',
    'A member has $1 working minutes, the step only $2',
  ],
  silenceWithoutLimit: ['Im lặng là đồng ý nhưng không có thời hạn', 'Silence is an answer, but there is no limit'],
  lateOutcome: ['Kết quả khi hết hạn không dùng được: “$1”', 'Not an outcome for a limit that passes: "$1"'],
  caseUnknown: ['Nhắc tới trường hợp “$1” không có', 'Refers to the case "$1", which does not exist'],
  paperUnknown: ['Nhắc tới thành phần hồ sơ “$1” không có', 'Refers to the paper "$1", which does not exist'],
  lastCase: ['Trường hợp cuối cùng phải luôn đúng (true)', 'The last case must always hold (true)'],
  condition: ['Điều kiện “$1” không đọc được: $2', 'The condition "$1" cannot be read: $2'],
  forwardLoop: [
    'Có vòng lặp không phải do người trả lại: $1',
    'A loop that nobody decided on: $1; a way back must be marked as such',
  ],
  kind: ['Bước loại “$1”: $2', 'A step of the kind "$1": $2'],
  mayBeStuck: [
    'Mọi kết quả của bước đều có điều kiện: hồ sơ có thể bị kẹt',
    'Every outcome of the step has a condition: a dossier could be stuck',
  ],
  limitChain: [
    'Tổng thời hạn các bước ($1 phút làm việc) dài hơn thời hạn giải quyết ($2 phút), trường hợp $3',
    'The steps take $1 working minutes, the law gives $2 (case $3)',
  ],
  fourEyes: ['Không ai có thể làm bước này: $1', 'Nobody could do this step: $1'],
  resultMissing: ['Không có mẫu kết quả cho quyết định $1', 'There is no result for the decision $1'],
  dates: ['Ngày hết hiệu lực phải sau ngày có hiệu lực', 'The version ends before it begins'],
  feeDeadlock: ['Phí thu trước khi tiếp nhận nhưng không nộp được trực tuyến', 'A fee before intake that cannot be paid online'],
  unreachableStep: ['Không bao giờ tới được bước này', 'This step is never reached'],
  unreachableOutcome: ['Không bao giờ chọn được kết quả “$1”', 'The outcome "$1" is never possible'],
  noEnd: ['Từ đây hồ sơ không bao giờ kết thúc', 'From here the dossier never ends'],
  noResult: ['Từ đây không bao giờ trả được kết quả', 'From here no result can ever be returned'],
  clock: ['Đồng hồ thời hạn sai: $1', 'The clock is wrong: $1'],
  nationalPair: [
    'Chuyển trạng thái quốc gia không được phép: $1 → $2',
    'A national status change that is not permitted: $1 → $2',
  ],
  feeBeforeResult: ['Trả kết quả khi còn phí chưa nộp', 'A result leaves before its fee is paid'],
  decisionMissing: ['Trả kết quả khi chưa có quyết định', 'A result leaves without a decision'],
  supplements: ['Yêu cầu bổ sung quá số lần cho phép ($1)', 'More supplement requests than allowed ($1)'],
  work: ['Không rõ ai đang phải làm việc: $1', 'Nobody knows whose turn it is: $1'],
  tooManyStates: ['Quy trình quá lớn để kiểm tra hết ($1 trạng thái)', 'Too large to be checked wholly ($1 states)'],
} as const

export type Rule = keyof typeof WORDS

export interface Finding {
  rule: Rule
  step: string | null
  /** What `$1`, `$2` stand for: mostly the word that is wrong. */
  words: readonly string[]
  /** The shortest way that shows it. */
  path: MachineEvent[]
  vi: string
  en: string
}

export function finding(rule: Rule, step: string | null, words: readonly string[] = [], path: MachineEvent[] = []): Finding {
  const fill = (sentence: string) => words.reduce((text, word, index) => text.replaceAll(`$${index + 1}`, word), sentence)
  return { rule, step, words, path, vi: fill(WORDS[rule][0]), en: fill(WORDS[rule][1]) }
}
