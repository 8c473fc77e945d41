import type { UnitKind } from '#workflows/procedure/definition.ts'

export const unitKindNames: Record<UnitKind, { nameVi: string; nameEn: string }> = {
  oneStopDesk: { nameVi: 'Bộ phận Một cửa', nameEn: 'One-stop desk' },
  justice: { nameVi: 'Công chức Tư pháp – Hộ tịch', nameEn: 'Justice and civil status' },
  economy: { nameVi: 'Phòng Kinh tế, Hạ tầng và Đô thị', nameEn: 'Economy, infrastructure and urban affairs' },
  social: { nameVi: 'Phòng Văn hóa – Xã hội', nameEn: 'Culture and social affairs' },
  police: { nameVi: 'Đội nghiệp vụ', nameEn: 'Police section' },
  landRegistry: { nameVi: 'Phòng Đăng ký và cấp giấy chứng nhận', nameEn: 'Land registration' },
  leadership: { nameVi: 'Lãnh đạo', nameEn: 'Leadership' },
  clerical: { nameVi: 'Văn thư', nameEn: 'Records' },
  accounting: { nameVi: 'Kế toán', nameEn: 'Accounting' },
  division: { nameVi: 'Phòng chuyên môn', nameEn: 'Specialised division' },
  operations: { nameVi: 'Bộ phận vận hành hệ thống', nameEn: 'System operations' },
}
