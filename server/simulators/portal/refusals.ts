/** Each thing that this portal refuses: its code, and what it says. `detail` names the field, code or value. */
export const refusals = {
  badCredentials: { code: '10', say: () => 'Tên đăng nhập hoặc mật khẩu không đúng' },
  wrongSession: { code: '11', say: () => 'Phiên làm việc không hợp lệ' },
  expiredSession: { code: '12', say: () => 'Phiên làm việc đã hết hạn' },
  wrongAgency: { code: '13', say: (detail: string) => `Đơn vị "${detail}" không được phép kết nối` },
  unknownService: { code: '14', say: (detail: string) => `Dịch vụ "${detail}" không tồn tại` },
  notJson: { code: '15', say: () => 'Nội dung không phải là JSON hợp lệ' },
  tooLarge: { code: '16', say: (detail: string) => `Nội dung vượt quá ${detail} byte` },
  missingField: { code: '20', say: (detail: string) => `Thiếu trường bắt buộc ${detail}` },
  notString: {
    code: '21',
    say: (detail: string) => `Trường ${detail} sai kiểu: giá trị phải là chuỗi ký tự, danh sách phải là mảng`,
  },
  badDate: { code: '22', say: (detail: string) => `Trường ${detail} không đúng định dạng yyyyMMddHHmmss` },
  badCode: { code: '23', say: (detail: string) => `Mã hồ sơ "${detail}" không đúng cấu trúc` },
  wrongObjectKind: { code: '24', say: (detail: string) => `LoaiDoiTuong "${detail}" không hợp lệ (1 công dân, 2 doanh nghiệp)` },
  badAddress: { code: '25', say: (detail: string) => `Trường ${detail} không phải là địa chỉ http hoặc https` },
  unknownProcedure: {
    code: '26',
    say: (detail: string) => `Mã thủ tục "${detail}" không có trong Cơ sở dữ liệu quốc gia về TTHC`,
  },
  unknownStatus: { code: '27', say: (detail: string) => `Mã trạng thái "${detail}" không có trong danh mục` },
  duplicateResult: { code: '28', say: (detail: string) => `Giấy tờ kết quả "${detail}" đã được dùng` },
  wrongChoice: { code: '29', say: (detail: string) => `Giá trị của ${detail} không có trong danh mục` },
  alreadyExists: { code: '3', say: (detail: string) => `Hồ sơ ${detail} đã tồn tại` },
  unknownDossier: { code: '4', say: (detail: string) => `Hồ sơ ${detail} không tồn tại` },
  pairNotPermitted: { code: '30', say: (detail: string) => `Không được chuyển trạng thái ${detail}` },
  endState: { code: '31', say: (detail: string) => `Hồ sơ đã kết thúc, không được chuyển trạng thái ${detail}` },
  olderProgress: { code: '32', say: (detail: string) => `Tiến độ ${detail} cũ hơn tiến độ đã nhận` },
  noPromisedDate: { code: '33', say: () => 'Trạng thái 2 phải có NgayHenTra' },
  noResult: { code: '34', say: (detail: string) => `Trạng thái 10 phải có ${detail}` },
  badUpdateFlag: { code: '35', say: (detail: string) => `isUpdating "${detail}" phải là "True" hoặc "False"` },
  badBatch: { code: '36', say: () => 'data phải là danh sách từ 1 đến 100 phần tử' },
} as const

type RefusalKind = keyof typeof refusals

export class PortalRefusal extends Error {
  readonly kind: RefusalKind
  constructor(kind: RefusalKind, detail = '') {
    super(refusals[kind].say(detail))
    this.kind = kind
  }
}
