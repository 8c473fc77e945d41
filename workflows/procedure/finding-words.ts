/** What `verify` can find and what to do about it, in words an administrator understands; `$1`, `$2` are filled in. Two languages, wrong before remedy. */
export const WORDS = {
  idTwice: [
    ['Mã “$1” được dùng hai lần', 'Đặt mã khác cho một trong hai mục'],
    ['The id "$1" is used twice', 'Give one of the two another id'],
  ],
  idReserved: [
    ['Mã “$1” dành cho việc chung của mọi hồ sơ', 'Chọn mã khác'],
    ['The id "$1" belongs to the duties of every dossier', 'Choose another id'],
  ],
  stepUnknown: [
    ['Nhắc tới bước “$1” không có trong quy trình', 'Thêm bước đó hoặc sửa lại mã bước được nhắc tới'],
    ['Refers to the step "$1", which does not exist', 'Add the step or correct the id that is named'],
  ],
  stepInTwoBranches: [
    ['Bước “$1” nằm trong hai nhánh', 'Chỉ để bước trong một nhánh; nhánh kia cần bước riêng'],
    ['The step "$1" stands in two branches', 'Leave it in one branch and give the other a step of its own'],
  ],
  branchStart: [
    ['Nhánh “$1” bắt đầu bằng bước “$2” không thuộc nhánh', 'Bắt đầu nhánh bằng một bước của chính nhánh đó'],
    ['The branch "$1" begins with "$2", which is not one of its steps', 'Begin it with one of its own steps'],
  ],
  joinOutside: [
    [
      'Chỉ bước trong một nhánh mới kết thúc nhánh được, và trả lại thì không kết thúc nhánh',
      'Ghi bước tiếp theo thay cho “join”',
    ],
    ['Only a step of a branch can end it, and a way back does not', 'Name the next step instead of "join"'],
  ],
  blockMiddle: [
    ['Nhảy vào giữa các nhánh song song: “$1”', 'Dẫn tới cả khối song song, không dẫn tới một bước bên trong'],
    ['Leads into the middle of a block: "$1"', 'Lead to the block as a whole, not to a step inside'],
  ],
  blockMayBeEmpty: [
    ['Có trường hợp không nhánh nào chạy: $1', 'Bỏ điều kiện của một nhánh, hoặc thêm nhánh cho trường hợp này'],
    ['In this case no branch runs: $1', 'Take the condition from one branch, or add a branch for this case'],
  ],
  joinTooMany: [
    ['Cần $1 nhánh nhưng chỉ có $2', 'Giảm số nhánh phải xong hoặc thêm nhánh'],
    ['Wants $1 branches, has only $2', 'Want fewer branches or add one'],
  ],
  twoDecisions: [
    ['Hai nhánh song song cùng quyết định', 'Đưa việc ký ra sau khối song song'],
    ['Two branches decide side by side', 'Put the signature behind the block'],
  ],
  members: [
    ['Lấy ý kiến: $1', 'Sửa danh sách hoặc số ý kiến cần có'],
    ['Asking others: $1', 'Correct who is asked or how many answers are wanted'],
  ],
  memberLimit: [
    ['Hạn cho ý kiến ($1 phút làm việc) dài hơn hạn của bước ($2 phút)', 'Rút ngắn hạn cho ý kiến hoặc kéo dài hạn của bước'],
    ['A member has $1 working minutes, the step only $2', 'Shorten the limit of members or lengthen the limit of the step'],
  ],
  silenceWithoutLimit: [
    ['Im lặng là đồng ý nhưng không có thời hạn', 'Đặt thời hạn, hoặc không coi im lặng là trả lời'],
    ['Silence is an answer, but there is no limit', 'Set a limit, or do not read silence as an answer'],
  ],
  lateOutcome: [
    ['Kết quả khi hết hạn không dùng được: “$1”', 'Chọn một kết quả đi tiếp của bước này, không phải quyết định'],
    ['Not an outcome for a limit that passes: "$1"', 'Choose a forward outcome of this step that decides nothing'],
  ],
  caseUnknown: [
    ['Nhắc tới trường hợp “$1” không có', 'Thêm trường hợp hoặc sửa mã'],
    ['Refers to the case "$1", which does not exist', 'Add the case or correct the code'],
  ],
  caseNever: [
    ['Trường hợp “$1” không bao giờ được chọn', 'Sửa điều kiện, hoặc đặt trường hợp này trước trường hợp bao trùm nó'],
    ['The case "$1" is never taken', 'Correct its condition, or put it before the case that takes all of its dossiers'],
  ],
  paperUnknown: [
    ['Nhắc tới thành phần hồ sơ “$1” không có', 'Thêm giấy tờ hoặc sửa mã'],
    ['Refers to the paper "$1", which does not exist', 'Add the paper or correct the code'],
  ],
  paperContradiction: [
    ['Trường hợp “$2” vừa bỏ vừa bắt buộc giấy tờ “$1”', 'Bỏ một trong hai'],
    ['The case "$2" both drops and requires the paper "$1"', 'Take one of the two away'],
  ],
  lastCase: [
    ['Trường hợp cuối cùng phải luôn đúng (true)', 'Ghi điều kiện “true” cho trường hợp cuối'],
    ['The last case must always hold (true)', 'Write the condition "true" in the last case'],
  ],
  condition: [
    ['Điều kiện “$1” không đọc được: $2', 'Sửa cách viết, hoặc khai báo mục được nhắc tới'],
    ['The condition "$1" cannot be read: $2', 'Correct how it is written, or declare the name that it reads'],
  ],
  conditionNever: [
    ['Điều kiện của “$1” không bao giờ đúng: $2', 'Sửa điều kiện hoặc bỏ kết quả này'],
    ['The condition of "$1" never holds: $2', 'Correct the condition or take it away'],
  ],
  notDecided: [
    [
      'Chưa kết luận được các điều kiện có đủ mọi trường hợp: $1',
      'Viết điều kiện đơn giản hơn, hoặc thêm một kết quả không điều kiện',
    ],
    ['Not decided whether the conditions cover all cases: $1', 'Write simpler conditions, or add an outcome without a condition'],
  ],
  forwardLoop: [
    ['Có vòng lặp không phải do người trả lại: $1', 'Đánh dấu đường quay lại là “trả lại”'],
    ['A loop that nobody decided on: $1', 'Mark the way back as such'],
  ],
  kind: [
    ['Bước loại “$1”: $2', 'Sửa bước cho đúng loại, hoặc chọn loại khác'],
    ['A step of the kind "$1": $2', 'Correct the step, or choose another kind'],
  ],
  performer: [
    ['Không đơn vị loại “$2” nào có vai trò “$1”', 'Chọn vai trò hoặc loại đơn vị khác'],
    ['No unit of the kind "$2" has the role "$1"', 'Choose another role or another kind of unit'],
  ],
  performerOther: [
    ['Việc được giao cho người khác với quy trình: $1', 'Báo lỗi phần mềm: việc phải giao đúng như quy trình ghi'],
    ['The work goes to somebody else than the version says: $1', 'Report a software fault: work must go where the version says'],
  ],
  mayBeStuck: [
    ['Có trường hợp không kết quả nào của bước chọn được: $1', 'Thêm kết quả cho trường hợp này, hoặc bỏ bớt điều kiện'],
    ['In this case no outcome of the step is possible: $1', 'Add an outcome for this case, or drop a condition'],
  ],
  limitChain: [
    [
      'Tổng thời hạn các bước ($1 phút làm việc) dài hơn thời hạn giải quyết ($2 phút), trường hợp $3',
      'Rút ngắn thời hạn của các bước, trước hết là bước được nêu',
    ],
    ['The steps take $1 working minutes, the law gives $2 (case $3)', 'Shorten the limits of the steps, the named one first'],
  ],
  fourEyes: [
    ['Không ai có thể làm bước này: $1', 'Sửa “cùng người” và “khác người” để có người làm được'],
    ['Nobody could do this step: $1', 'Correct "same as" and "not same as" so that somebody can'],
  ],
  fourEyesOpen: [
    ['Người đã làm bước “$1” vẫn làm được bước này', 'Báo lỗi phần mềm: hai bước này phải do hai người làm'],
    ['Whoever did "$1" can do this step as well', 'Report a software fault: two persons have to do these two steps'],
  ],
  resultMissing: [
    ['Không có mẫu kết quả cho quyết định $1', 'Thêm mẫu kết quả cho quyết định này'],
    ['There is no result for the decision $1', 'Add a result for this decision'],
  ],
  resultGap: [
    ['Quyết định $1 không có kết quả nào khi: $2', 'Bỏ điều kiện của một kết quả, hoặc thêm kết quả cho trường hợp này'],
    ['The decision $1 has no result when: $2', 'Take the condition from one result, or add a result for this case'],
  ],
  resultKind: [
    ['Kết quả “$1” loại “$2” không hợp với quyết định $3', 'Sửa loại kết quả hoặc quyết định'],
    ['The result "$1" of the kind "$2" does not fit the decision $3', 'Correct the kind or the decision'],
  ],
  endsAlike: [
    ['Không phân biệt được: “$1” và “$2”', 'Đặt tên khác nhau cho hai mục có ý nghĩa khác nhau'],
    ['Cannot be told apart: "$1" and "$2"', 'Give two things that mean different things different names'],
  ],
  dates: [
    ['Ngày hết hiệu lực phải sau ngày có hiệu lực', 'Sửa ngày'],
    ['The version ends before it begins', 'Correct the dates'],
  ],
  feeDeadlock: [
    ['Phí “$1” thu trước khi tiếp nhận nhưng không nộp được trực tuyến', 'Cho nộp trực tuyến, hoặc thu khi tiếp nhận'],
    ['The fee "$1" comes before intake but cannot be paid online', 'Let it be paid online, or take it at intake'],
  ],
  unreachableStep: [
    ['Không bao giờ tới được bước này', 'Thêm một kết quả dẫn tới bước này, hoặc bỏ bước'],
    ['This step is never reached', 'Add an outcome that leads to it, or take it away'],
  ],
  unreachableOutcome: [
    [
      'Không bao giờ chọn được kết quả “$1”',
      'Sửa điều kiện, bước tiếp theo hoặc người thực hiện của bước; nếu không cần thì bỏ kết quả này',
    ],
    ['The outcome "$1" is never possible', 'Correct the condition, the next step or the performer, or take the outcome away'],
  ],
  noEnd: [
    ['Từ đây hồ sơ không bao giờ kết thúc', 'Thêm kết quả dẫn tới khi kết thúc'],
    ['From here the dossier never ends', 'Add an outcome that leads to an end'],
  ],
  noResult: [
    ['Từ đây không bao giờ trả được kết quả', 'Thêm kết quả đi tiếp mà người được giao chọn được'],
    ['From here no result can ever be returned', 'Add a way on that whoever has the work can choose'],
  ],
  clock: [
    ['Đồng hồ thời hạn sai: $1', 'Sửa bước ngoài thời hạn; nếu quy trình đúng thì báo lỗi phần mềm'],
    ['The clock is wrong: $1', 'Correct the step outside the limit; if the version is right report a software fault'],
  ],
  timer: [
    ['Thời hạn không được theo dõi đúng: $1', 'Sửa thời hạn; nếu quy trình đúng thì báo lỗi phần mềm'],
    ['A limit is not watched as it should be: $1', 'Correct the limit; if the version is right report a software fault'],
  ],
  limitTells: [
    ['Hết hạn ($1) mà không ai được báo', 'Nêu người được báo khi hết hạn'],
    ['A limit ($1) passes and nobody is told', 'Say who is told when it passes'],
  ],
  pauseEnds: [
    ['Tạm dừng không bao giờ hết: $1', 'Thêm cách tiếp tục khỏi chỗ chờ này'],
    ['A pause that never ends: $1', 'Add a way on from where it waits'],
  ],
  nationalPair: [
    ['Chuyển trạng thái quốc gia không được phép: $1 → $2', 'Sửa thứ tự các bước; nếu quy trình đúng thì báo lỗi phần mềm'],
    [
      'A national status change that is not permitted: $1 → $2',
      'Correct the order of steps; if the version is right report a software fault',
    ],
  ],
  nationalCode: [
    ['Trạng thái “$1” phải có mã quốc gia $2, đang báo $3', 'Báo lỗi phần mềm: mỗi trạng thái có một mã quốc gia'],
    ['The state "$1" has the national code $2, reported is $3', 'Report a software fault: each state has one national code'],
  ],
  feeBeforeResult: [
    ['Trả kết quả hoặc tiếp nhận khi còn phí chưa nộp', 'Báo lỗi phần mềm: phải nộp đủ phí trước'],
    ['A result leaves, or an intake begins, before its fee is paid', 'Report a software fault: the fee comes first'],
  ],
  feeNotAsked: [
    ['Phí đã đến hạn mà người nộp không được yêu cầu nộp: $1', 'Báo lỗi phần mềm: phí đến hạn phải được yêu cầu'],
    ['A fee is due and nobody is asked to pay it: $1', 'Report a software fault: a fee that is due is asked for'],
  ],
  decisionMissing: [
    ['Có kết quả khi chưa có quyết định', 'Đặt bước ký trước khi kết thúc'],
    ['A result without a decision', 'Put a signature before the end'],
  ],
  supplements: [
    ['Yêu cầu bổ sung quá số lần cho phép ($1)', 'Báo lỗi phần mềm: quá số lần thì phải có người đồng ý'],
    ['More supplement requests than allowed ($1)', 'Report a software fault: beyond the bound somebody has to agree'],
  ],
  work: [
    ['Không rõ ai đang phải làm việc: $1', 'Sửa các nhánh; nếu quy trình đúng thì báo lỗi phần mềm'],
    ['Nobody knows whose turn it is: $1', 'Correct the branches; if the version is right report a software fault'],
  ],
  target: [
    ['Kết quả “$1” dẫn tới “$2” thay vì “$3”', 'Sửa bước tiếp theo; nếu quy trình đúng thì báo lỗi phần mềm'],
    ['The outcome "$1" leads to "$2" instead of "$3"', 'Correct the next step; if the version is right report a software fault'],
  ],
  notAsked: [
    ['Không hỏi ý kiến “$1”', 'Báo lỗi phần mềm: ai được nêu trong quy trình thì phải được hỏi'],
    ['The member "$1" is not asked', 'Report a software fault: whoever the version names is asked'],
  ],
  way: [
    ['Ở “$1” không thể thực hiện $2', 'Báo lỗi phần mềm: cách rời trạng thái này do pháp luật định'],
    ['At "$1" the event $2 is not possible', 'Report a software fault: law gives this way out'],
  ],
  wayWrong: [
    ['Ở “$1”, $2 dẫn tới “$3”', 'Báo lỗi phần mềm: sự kiện này không dẫn tới trạng thái đó'],
    ['At "$1" the event $2 leads to "$3"', 'Report a software fault: this event does not lead there'],
  ],
  openAfterEnd: [
    ['Đã kết thúc mà vẫn còn: $1', 'Báo lỗi phần mềm: kết thúc thì khép mọi việc, thời hạn và phí'],
    ['Ended, and still open: $1', 'Report a software fault: an end closes all work, timers and fees'],
  ],
  ledger: [
    ['Việc phải làm không khớp trạng thái: $1', 'Báo lỗi phần mềm'],
    ['What is done outside contradicts the state: $1', 'Report a software fault'],
  ],
  toldNobody: [
    ['Tới “$1” mà không ai được báo', 'Báo lỗi phần mềm: người nộp hồ sơ phải được báo'],
    ['Comes to "$1" and nobody is told', 'Report a software fault: the applicant has to be told'],
  ],
  tooManyStates: [
    ['Quy trình quá lớn để kiểm tra hết ($1 trạng thái)', 'Bớt nhánh song song hoặc đường trả lại'],
    ['Too large to be checked wholly ($1 states)', 'Use fewer parallel branches or ways back'],
  ],
} as const satisfies Record<
  string,
  readonly [vi: readonly [wrong: string, remedy: string], en: readonly [wrong: string, remedy: string]]
>
