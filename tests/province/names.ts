// Names as they are borne: a third of all families are called Nguyễn, so that searching for a name finds as many as it would.

const SHARES: readonly (readonly [family: string, ofHundred: number])[] = [
  ['Nguyễn', 32],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 4],
  ['Vũ', 4],
  ['Phan', 3],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đỗ', 3],
  ['Đoàn', 2],
  ['Ngô', 2],
  ['Dương', 2],
  ['Đinh', 2],
  ['Lương', 2],
  ['Mai', 1],
  ['Đào', 1],
  ['Trịnh', 1],
  ['Cao', 1],
  ['Tạ', 1],
  ['Lưu', 1],
  ['Hà', 1],
  ['Tô', 1],
  ['Chu', 1],
  ['Quách', 1],
  ['Khúc', 1],
]
/** One entry for each of a hundred families. */
export const FAMILIES: readonly string[] = SHARES.flatMap(([family, share]) => Array.from({ length: share }, () => family))

/** Of men, of women. */
export const MIDDLES: readonly [readonly string[], readonly string[]] = [
  ['Văn', 'Văn', 'Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Xuân', 'Đình', 'Công', 'Ngọc', 'Thanh', 'Gia', 'Quốc'],
  [
    'Thị',
    'Thị',
    'Thị',
    'Thị',
    'Thị Thu',
    'Thị Thanh',
    'Thị Bích',
    'Ngọc',
    'Thanh',
    'Minh',
    'Thùy',
    'Khánh',
    'Phương',
    'Thị Hồng',
  ],
]
export const GIVENS: readonly [readonly string[], readonly string[]] = [
  [
    ...['An', 'Bình', 'Cường', 'Dũng', 'Duy', 'Đạt', 'Hải', 'Hiếu', 'Hoàn', 'Hùng', 'Huy', 'Khánh', 'Kiên', 'Lâm', 'Long', 'Lợi'],
    ...['Mạnh', 'Nam', 'Nghĩa', 'Phong', 'Phúc', 'Quân', 'Quý', 'Sơn', 'Tài', 'Tâm', 'Thành', 'Thắng', 'Tiến', 'Toàn', 'Trung'],
    ...['Tú', 'Tuấn', 'Tùng', 'Việt', 'Vinh'],
  ],
  [
    ...[
      'Anh',
      'Chi',
      'Dung',
      'Duyên',
      'Giang',
      'Hà',
      'Hạnh',
      'Hằng',
      'Hiền',
      'Hoa',
      'Hòa',
      'Huệ',
      'Hương',
      'Lan',
      'Liên',
      'Linh',
    ],
    ...['Loan', 'Mai', 'My', 'Nga', 'Ngân', 'Nhung', 'Oanh', 'Phương', 'Quỳnh', 'Tâm', 'Thảo', 'Thủy', 'Trang', 'Trinh', 'Tuyết'],
    ...['Uyên', 'Vân', 'Xuân', 'Yến', 'Hậu'],
  ],
]
