import { unitKindNames } from '#server/modules/agency/unit-kinds.ts'
import type { Role, UnitKind } from '#workflows/procedure/definition.ts'

// Three agencies with everybody who works there. Wards and people are made up; the codes stand for places under Hải Phòng (H24).

export interface DemoAgency {
  id: string
  code: string
  nameVi: string
  nameEn: string
  kind: string
  level: 'commune' | 'province'
  addressVi: string
  phone: string
  units: { kind: UnitKind; nameVi?: string }[]
}

const communeUnits: DemoAgency['units'] = [
  { kind: 'oneStopDesk', nameVi: 'Trung tâm Phục vụ hành chính công' },
  { kind: 'justice' },
  { kind: 'economy' },
  { kind: 'leadership', nameVi: 'Lãnh đạo Ủy ban nhân dân phường' },
  { kind: 'clerical' },
  { kind: 'accounting' },
  { kind: 'operations' },
]

export const OPENING_VI = 'Thứ Hai đến thứ Sáu: 07:00–11:30 và 13:30–17:00'
/** Hải Phòng in the national list; a made-up ward has no code of its own. */
export const DEMO_PROVINCE = '31'
export const DEMO_SINCE = '2025-07-01'

export const demoAgencies: DemoAgency[] = [
  {
    id: 'xa-a',
    code: 'H24.12',
    nameVi: 'Ủy ban nhân dân phường Hải Thịnh',
    nameEn: 'People’s Committee of Hải Thịnh Ward',
    kind: 'communePeoplesCommittee',
    level: 'commune',
    addressVi: 'Số 18 đường Bến Bính, phường Hải Thịnh, thành phố Hải Phòng',
    phone: '0225 3812 018',
    units: communeUnits,
  },
  {
    id: 'xa-b',
    code: 'H24.13',
    nameVi: 'Ủy ban nhân dân phường Cửa Cấm',
    nameEn: 'People’s Committee of Cửa Cấm Ward',
    kind: 'communePeoplesCommittee',
    level: 'commune',
    addressVi: 'Số 5 đường Tam Bạc, phường Cửa Cấm, thành phố Hải Phòng',
    phone: '0225 3813 005',
    units: communeUnits,
  },
  {
    id: 'so-tc',
    code: 'H24.05',
    nameVi: 'Sở Tài chính thành phố Hải Phòng',
    nameEn: 'Department of Finance of Hải Phòng City',
    kind: 'provincialDepartment',
    level: 'province',
    addressVi: 'Số 38 đường Điện Biên Phủ, thành phố Hải Phòng',
    phone: '0225 3805 038',
    units: [
      { kind: 'oneStopDesk', nameVi: 'Bộ phận Tiếp nhận và Trả kết quả' },
      { kind: 'division', nameVi: 'Phòng Đăng ký kinh doanh' },
      { kind: 'leadership', nameVi: 'Lãnh đạo Sở' },
      { kind: 'clerical' },
      { kind: 'accounting' },
      { kind: 'operations' },
    ],
  },
]

export const unitIdOf = (agencyId: string, kind: UnitKind) => `${agencyId}-${kind}`
export const unitNameOf = ({ kind, nameVi }: DemoAgency['units'][number]) => ({
  nameVi: nameVi ?? unitKindNames[kind].nameVi,
  nameEn: unitKindNames[kind].nameEn,
})

interface DemoAccount {
  email: string
  fullName: string
  agencyId: string
  grants: { role: Role; unitKind: UnitKind }[]
}

const at = (kind: UnitKind, ...roles: Role[]) => roles.map((role) => ({ role, unitKind: kind }))

/** Sections of a ward are small: its officer and head serve both of them; `officer-justice` and `officer-economy` one each. */
const staffOf = (agencyId: string, specialist: UnitKind[], names: Record<string, string>): DemoAccount[] => {
  const account = (name: string, grants: DemoAccount['grants']): DemoAccount => ({
    email: `${name}@${agencyId}.demo`,
    fullName: names[name] ?? name,
    agencyId,
    grants,
  })
  return [
    account('desk', at('oneStopDesk', 'desk')),
    account(
      'officer',
      specialist.flatMap((kind) => at(kind, 'officer')),
    ),
    ...(specialist.length > 1 ? specialist.map((kind) => account(`officer-${kind}`, at(kind, 'officer'))) : []),
    account(
      'head',
      specialist.flatMap((kind) => at(kind, 'head')),
    ),
    account('leader', at('leadership', 'leader')),
    account('clerk', at('clerical', 'clerk')),
    account('accountant', at('accounting', 'accountant')),
    account('director', at('oneStopDesk', 'director')),
    account('admin', at('operations', 'admin')),
    account('operator', at('operations', 'operator')),
  ]
}

export const demoStaff: DemoAccount[] = [
  ...staffOf('xa-a', ['justice', 'economy'], {
    desk: 'Phạm Thị Thu Hà',
    officer: 'Nguyễn Văn Khánh',
    'officer-justice': 'Lê Thị Bích Ngọc',
    'officer-economy': 'Hoàng Đức Anh',
    head: 'Trần Quốc Bảo',
    leader: 'Vũ Hồng Quân',
    clerk: 'Đỗ Thị Mai',
    accountant: 'Bùi Thị Lan Hương',
    director: 'Ngô Minh Tuấn',
    admin: 'Đặng Hải Long',
    operator: 'Phan Thanh Tùng',
  }),
  ...staffOf('xa-b', ['justice', 'economy'], {
    desk: 'Nguyễn Thị Kim Oanh',
    officer: 'Phạm Xuân Trường',
    'officer-justice': 'Vũ Thị Hạnh',
    'officer-economy': 'Đinh Công Minh',
    head: 'Lê Văn Thắng',
    leader: 'Trịnh Thị Phương Thảo',
    clerk: 'Hoàng Thị Yến',
    accountant: 'Mai Thị Thu Trang',
    director: 'Lương Văn Đạt',
    admin: 'Cao Việt Dũng',
    operator: 'Tạ Quang Huy',
  }),
  ...staffOf('so-tc', ['division'], {
    desk: 'Trần Thị Minh Châu',
    officer: 'Dương Ngọc Sơn',
    head: 'Nguyễn Thị Vân Anh',
    leader: 'Phạm Đình Hòa',
    clerk: 'Lê Thị Hồng Nhung',
    accountant: 'Vương Thị Quỳnh',
    director: 'Hồ Sỹ Hùng',
    admin: 'Nguyễn Tiến Đạt',
    operator: 'Trương Gia Bình',
  }),
]

export const DEMO_PASSWORD = 'Demo@2026'
