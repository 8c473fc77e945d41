/** The ten national statuses and which change into which, as this partner was told; typed here on its own. */
const statusNames: Record<string, string> = {
  '1': 'Mới đăng ký',
  '2': 'Được tiếp nhận',
  '3': 'Không được tiếp nhận',
  '4': 'Đang xử lý',
  '5': 'Yêu cầu bổ sung giấy tờ',
  '6': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  '7': 'Công dân yêu cầu rút hồ sơ',
  '8': 'Dừng xử lý',
  '9': 'Đã xử lý xong',
  '10': 'Đã trả kết quả',
}

const followers: Record<string, readonly string[]> = {
  // A dossier may become known when it is filed, when it is received at a desk, or already in work (same-day matters).
  '': ['1', '2', '4'],
  '1': ['2', '3', '5', '7'],
  '2': ['4', '7'],
  '3': [],
  '4': ['5', '6', '7', '8', '9'],
  '5': ['2', '3', '4', '7', '8'],
  '6': ['4', '7', '8'],
  '7': ['2', '4'],
  '8': ['4', '7'],
  '9': ['10', '4'],
  '10': [],
}

export const isStatus = (code: string) => Object.hasOwn(statusNames, code)
export const isEnd = (code: string) => code !== '' && followers[code]?.length === 0
/** An equal code comes again when data are corrected or a state became final. */
export const mayFollow = (from: string, to: string) => from === to || (followers[from] ?? []).includes(to)
export const shownStatus = (code: string) => (code === '' ? 'chưa có' : `${code} – ${statusNames[code] ?? 'không rõ'}`)
