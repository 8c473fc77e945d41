import { FIELDS, type Kind } from './objects.ts'

/** What can be done about an object: Vietnamese and English with `$` for it. */
const ACTS: Record<Kind, readonly (readonly [vi: string, en: string])[]> = {
  p: [
    ['Cấp $ cho cá nhân', 'Issue: $, for persons'],
    ['Cấp $ cho tổ chức', 'Issue: $, for organisations'],
    ['Cấp $ cho hộ kinh doanh', 'Issue: $, for household businesses'],
    ['Cấp $ cho hợp tác xã', 'Issue: $, for cooperatives'],
    ['Cấp $ cho người nước ngoài', 'Issue: $, for foreigners'],
    ['Cấp lại $ do bị mất', 'Reissue: $, lost'],
    ['Cấp lại $ do bị hỏng', 'Reissue: $, damaged'],
    ['Cấp lại $ khi thay đổi thông tin', 'Reissue: $, changed data'],
    ['Cấp đổi $', 'Exchange: $'],
    ['Gia hạn $', 'Extend: $'],
    ['Điều chỉnh nội dung $', 'Amend: $'],
    ['Thu hồi $ theo đề nghị', 'Withdraw on request: $'],
    ['Đính chính $', 'Correct: $'],
  ],
  a: [
    ['Đăng ký $', 'Register: $'],
    ['Đăng ký lại $', 'Register again: $'],
    ['Đăng ký thay đổi nội dung $', 'Register a change: $'],
    ['Thông báo bắt đầu $', 'Notify the beginning: $'],
    ['Thông báo thay đổi địa điểm $', 'Notify a new place: $'],
    ['Thông báo thay đổi người phụ trách $', 'Notify a new head: $'],
    ['Tạm ngừng $', 'Suspend: $'],
    ['Tiếp tục $ trước thời hạn', 'Resume early: $'],
    ['Chấm dứt $', 'End: $'],
    ['Công nhận đủ điều kiện $', 'Recognise as fit: $'],
  ],
  s: [
    ['Đề nghị hưởng $', 'Apply for: $'],
    ['Điều chỉnh mức $', 'Adjust: $'],
    ['Thôi hưởng $', 'End: $'],
    ['Truy lĩnh $', 'Claim in arrears: $'],
    ['Chuyển nơi nhận $', 'Change the place of payment: $'],
    ['Nhận một lần $', 'Receive at once: $'],
    ['Ủy quyền nhận $', 'Receive through another person: $'],
    ['Tiếp tục hưởng $', 'Go on receiving: $'],
  ],
  d: [
    ['Thẩm định $', 'Appraise: $'],
    ['Phê duyệt $', 'Approve: $'],
    ['Điều chỉnh $', 'Amend: $'],
    ['Gia hạn thời gian thực hiện $', 'Extend the time of: $'],
    ['Lấy ý kiến về $', 'Ask for opinions on: $'],
    ['Hủy bỏ $', 'Cancel: $'],
    ['Công bố $', 'Publish: $'],
  ],
}

const isKind = (text: string): text is Kind => text === 'p' || text === 'a' || text === 's' || text === 'd'

export interface Subject {
  nameVi: string
  nameEn: string
  /** What it is about, for summaries and the name of the result. */
  objectVi: string
  kind: Kind
  fieldVi: string
  fieldCode: string
  agencyKind: string
}

/** Every subject that can be made, each name once. */
export const subjects: readonly Subject[] = FIELDS.flatMap(({ fieldVi, fieldCode, agencyKind, objects }) =>
  objects.flatMap((line) => {
    const [kind = '', vi = '', en = ''] = line.split('|')
    if (!isKind(kind)) throw new Error(`no kind in ${line}`)
    return ACTS[kind].map(([actVi, actEn]) => ({
      nameVi: actVi.replace('$', vi),
      nameEn: actEn.replace('$', en),
      objectVi: vi,
      kind,
      fieldVi,
      fieldCode,
      agencyKind,
    }))
  }),
)
