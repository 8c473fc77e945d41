import type { Role } from '#workflows/procedure/definition.ts'

interface RoleName {
  nameVi: string
  nameEn: string
  /** Whose side of the counter. */
  side: 'public' | 'staff'
}

/** Roles are rows; this is what the rows are made of, and a role without words does not compile. */
export const roleNames: Record<Role, RoleName> = {
  citizen: { nameVi: 'Công dân', nameEn: 'Citizen', side: 'public' },
  business: { nameVi: 'Doanh nghiệp', nameEn: 'Business', side: 'public' },
  representative: { nameVi: 'Người được ủy quyền', nameEn: 'Authorised representative', side: 'public' },
  desk: { nameVi: 'Cán bộ một cửa', nameEn: 'One-stop desk officer', side: 'staff' },
  digitiser: { nameVi: 'Cán bộ số hóa', nameEn: 'Digitisation officer', side: 'staff' },
  postal: { nameVi: 'Nhân viên bưu điện', nameEn: 'Postal worker', side: 'staff' },
  officer: { nameVi: 'Chuyên viên thụ lý', nameEn: 'Case officer', side: 'staff' },
  head: { nameVi: 'Lãnh đạo phòng', nameEn: 'Head of unit', side: 'staff' },
  leader: { nameVi: 'Lãnh đạo đơn vị', nameEn: 'Agency leader', side: 'staff' },
  clerk: { nameVi: 'Văn thư', nameEn: 'Records clerk', side: 'staff' },
  accountant: { nameVi: 'Kế toán', nameEn: 'Accountant', side: 'staff' },
  taxOfficer: { nameVi: 'Cán bộ thuế', nameEn: 'Tax officer', side: 'staff' },
  director: { nameVi: 'Giám đốc trung tâm', nameEn: 'Centre director', side: 'staff' },
  procedureController: { nameVi: 'Cán bộ kiểm soát thủ tục hành chính', nameEn: 'Procedure controller', side: 'staff' },
  admin: { nameVi: 'Quản trị hệ thống', nameEn: 'Administrator', side: 'staff' },
  operator: { nameVi: 'Cán bộ vận hành', nameEn: 'Operator', side: 'staff' },
  kiosk: { nameVi: 'Ki-ốt tự phục vụ', nameEn: 'Self-service kiosk', side: 'staff' },
}
