import { unitKindNames } from '#server/modules/agency/unit-kinds.ts'
import type { Role, UnitKind } from '#workflows/procedure/definition.ts'

// Agencies with everybody who works there. Wards and people are made up; the codes stand for places under Hải Phòng (H24).

export interface DemoAgency {
  id: string
  code: string
  nameVi: string
  nameEn: string
  kind: string
  level: 'commune' | 'province'
  addressVi: string
  phone: string
  parentId?: string
  /** The wards whose territory it is responsible for; none: the whole province. */
  serves?: string[]
  /** Departments divide the work by field. */
  fields?: string[]
  units: { kind: UnitKind; nameVi?: string }[]
}

const communeUnits: DemoAgency['units'] = [
  { kind: 'oneStopDesk', nameVi: 'Trung tâm Phục vụ hành chính công' },
  { kind: 'justice' },
  { kind: 'economy' },
  { kind: 'social' },
  { kind: 'leadership', nameVi: 'Lãnh đạo Ủy ban nhân dân phường' },
  { kind: 'clerical' },
  { kind: 'accounting' },
  { kind: 'operations' },
]

/** An office with a desk of its own and one kind of specialists. */
const officeUnits = (specialist: UnitKind, specialistVi: string, leadershipVi: string): DemoAgency['units'] => [
  { kind: 'oneStopDesk', nameVi: 'Bộ phận Tiếp nhận và Trả kết quả' },
  { kind: specialist, nameVi: specialistVi },
  { kind: 'leadership', nameVi: leadershipVi },
  { kind: 'clerical' },
  { kind: 'accounting' },
  { kind: 'operations' },
]
const policeUnits = officeUnits('police', 'Tổ Quản lý hành chính về trật tự xã hội', 'Chỉ huy Công an phường')

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
    fields: ['Thành lập và hoạt động doanh nghiệp'],
    units: officeUnits('division', 'Phòng Đăng ký kinh doanh', 'Lãnh đạo Sở'),
  },
  {
    id: 'ca-tp',
    code: 'H24.20',
    nameVi: 'Công an thành phố Hải Phòng',
    nameEn: 'Police of Hải Phòng City',
    kind: 'provincialPolice',
    level: 'province',
    addressVi: 'Số 2 đường Lê Đại Hành, thành phố Hải Phòng',
    phone: '0225 3820 020',
    units: officeUnits('police', 'Đội Căn cước', 'Lãnh đạo Công an thành phố'),
  },
  {
    id: 'ca-a',
    code: 'H24.20.12',
    nameVi: 'Công an phường Hải Thịnh',
    nameEn: 'Police of Hải Thịnh Ward',
    kind: 'communePolice',
    level: 'commune',
    addressVi: 'Số 22 đường Bến Bính, phường Hải Thịnh, thành phố Hải Phòng',
    phone: '0225 3820 012',
    parentId: 'ca-tp',
    serves: ['xa-a'],
    units: policeUnits,
  },
  {
    id: 'ca-b',
    code: 'H24.20.13',
    nameVi: 'Công an phường Cửa Cấm',
    nameEn: 'Police of Cửa Cấm Ward',
    kind: 'communePolice',
    level: 'commune',
    addressVi: 'Số 9 đường Tam Bạc, phường Cửa Cấm, thành phố Hải Phòng',
    phone: '0225 3820 013',
    parentId: 'ca-tp',
    serves: ['xa-b'],
    units: policeUnits,
  },
  {
    id: 'vpdk',
    code: 'H24.21',
    nameVi: 'Chi nhánh Văn phòng đăng ký đất đai Hải Phòng số 1',
    nameEn: 'Hải Phòng Land Registration Office, Branch No. 1',
    kind: 'landRegistrationOffice',
    level: 'province',
    addressVi: 'Số 275 đường Lạch Tray, thành phố Hải Phòng',
    phone: '0225 3821 001',
    serves: ['xa-a', 'xa-b'],
    units: officeUnits('landRegistry', 'Phòng Đăng ký và cấp giấy chứng nhận', 'Lãnh đạo Chi nhánh'),
  },
  {
    id: 'so-nv',
    code: 'H24.06',
    nameVi: 'Sở Nội vụ thành phố Hải Phòng',
    nameEn: 'Department of Home Affairs of Hải Phòng City',
    kind: 'provincialDepartment',
    level: 'province',
    addressVi: 'Số 8 đường Hồ Xuân Hương, thành phố Hải Phòng',
    phone: '0225 3806 008',
    fields: ['Việc làm'],
    units: officeUnits('division', 'Phòng Việc làm', 'Lãnh đạo Sở'),
  },
]

/** H24.20.12 → 000.12.20.H24: the same places from the smallest to the province (QĐ 20/2020/QĐ-TTg). */
export const nationalCodeOf = (code: string): string => {
  const [province = '', first = '00', second = '00'] = code.split('.')
  return `000.${second}.${first}.${province}`
}

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

/** Sections of a ward are small: its officer and head serve all of them; `officer-justice`, `officer-economy` and `officer-social` one each. */
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
    ...('director' in names
      ? [
          account('director', at('oneStopDesk', 'director')),
          account('admin', at('operations', 'admin')),
          account('operator', at('operations', 'operator')),
        ]
      : []),
  ]
}

export const demoStaff: DemoAccount[] = [
  ...staffOf('xa-a', ['justice', 'economy', 'social'], {
    desk: 'Phạm Thị Thu Hà',
    officer: 'Nguyễn Văn Khánh',
    'officer-justice': 'Lê Thị Bích Ngọc',
    'officer-economy': 'Hoàng Đức Anh',
    'officer-social': 'Phạm Thị Thanh Tâm',
    head: 'Trần Quốc Bảo',
    leader: 'Vũ Hồng Quân',
    clerk: 'Đỗ Thị Mai',
    accountant: 'Bùi Thị Lan Hương',
    director: 'Ngô Minh Tuấn',
    admin: 'Đặng Hải Long',
    operator: 'Phan Thanh Tùng',
  }),
  ...staffOf('xa-b', ['justice', 'economy', 'social'], {
    desk: 'Nguyễn Thị Kim Oanh',
    officer: 'Phạm Xuân Trường',
    'officer-justice': 'Vũ Thị Hạnh',
    'officer-economy': 'Đinh Công Minh',
    'officer-social': 'Nguyễn Thị Hồng Vân',
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
  ...staffOf('ca-a', ['police'], {
    desk: 'Đỗ Văn Hải',
    officer: 'Bùi Đức Thành',
    head: 'Vũ Mạnh Hùng',
    leader: 'Nguyễn Xuân Phong',
    clerk: 'Trần Thị Thu Hằng',
    accountant: 'Lê Thị Kim Dung',
  }),
  ...staffOf('ca-b', ['police'], {
    desk: 'Hoàng Văn Nam',
    officer: 'Ngô Đình Khải',
    head: 'Phạm Quang Vinh',
    leader: 'Lê Trung Kiên',
    clerk: 'Vũ Thị Ngân',
    accountant: 'Đoàn Thị Hải Yến',
  }),
  ...staffOf('ca-tp', ['police'], {
    desk: 'Nguyễn Thị Lệ Thủy',
    officer: 'Trần Đăng Khoa',
    head: 'Phan Văn Đức',
    leader: 'Bùi Quang Huy',
    clerk: 'Đặng Thị Minh Nguyệt',
    accountant: 'Phùng Thị Hoa',
  }),
  ...staffOf('vpdk', ['landRegistry'], {
    desk: 'Lương Thị Ngọc Bích',
    officer: 'Đào Duy Hưng',
    head: 'Trịnh Văn Lâm',
    leader: 'Nguyễn Hữu Phước',
    clerk: 'Phạm Thị Tuyết Mai',
    accountant: 'Hà Thị Thu Phương',
  }),
  ...staffOf('so-nv', ['division'], {
    desk: 'Mai Thị Thanh Huyền',
    officer: 'Lê Quốc Cường',
    head: 'Đinh Thị Hải Anh',
    leader: 'Vũ Tiến Lộc',
    clerk: 'Nguyễn Thị Bảo Trâm',
    accountant: 'Tô Thị Hồng Gấm',
  }),
]

export const DEMO_PASSWORD = 'Demo@2026'
