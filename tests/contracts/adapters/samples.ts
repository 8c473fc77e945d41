import type { PortalDossier } from '#server/adapters/national-portal/portal-dossier.ts'

/** A returned household business as the portal is told of it; the stored messages beside this file were made from it by hand. */
export const samplePortalDossier: PortalDossier = {
  code: 'H24.12-261122-0007',
  foreignCode: null,
  status: 10,
  at: new Date('2026-11-26T03:00:00.000Z'),
  procedure: {
    code: '1.001612',
    nameVi: 'Đăng ký thành lập hộ kinh doanh',
    fieldCode: 'G13-TC',
    fieldVi: 'Thành lập và hoạt động hộ kinh doanh',
  },
  owner: {
    fullName: 'Trần Văn Lợi',
    kind: 'CITIZEN',
    techId: 'VN-TECH-0000000001',
    personalId: '031090000001',
    email: 'tran.van.loi@cong-dan.demo',
    phone: '0901000001',
  },
  source: 'ONLINE',
  agencyNameVi: 'Ủy ban nhân dân phường Hải Thịnh',
  openedAt: new Date('2026-11-22T17:30:05.123Z'),
  receivedAt: new Date('2026-11-23T01:15:00.000Z'),
  promisedAt: new Date('2026-11-26T01:15:00.000Z'),
  finishedAt: new Date('2026-11-25T09:45:00.000Z'),
  returnedAt: new Date('2026-11-26T03:00:00.000Z'),
  returnedTo: 'Trần Văn Lợi',
  isPaidOnline: true,
  papers: [
    { id: 'p-1', paperCode: 'giay-de-nghi', fileName: 'giay-de-nghi.pdf', url: 'https://mocua.example/api/portal/files/a.1.b' },
  ],
  handedIn: [{ nameVi: 'Biên bản họp', count: 2 }],
  fees: [
    {
      code: 'le-phi-dang-ky',
      nameVi: 'Lệ phí đăng ký hộ kinh doanh',
      amountVnd: 100_000,
      kindOfMoney: 'LE_PHI',
      when: 'beforeIntake',
    },
  ],
  supplements: [
    {
      id: 's-1',
      askedBy: 'Ủy ban nhân dân phường Hải Thịnh',
      words: 'Tên hộ kinh doanh trùng',
      requestedAt: new Date('2026-11-23T02:00:00.000Z'),
      suppliedAt: new Date('2026-11-23T04:00:00.000Z'),
      papers: ['Tên hộ kinh doanh'],
    },
  ],
  results: [{ id: 'd-1', nameVi: 'Giấy chứng nhận đăng ký hộ kinh doanh', url: 'https://mocua.example/api/portal/files/c.1.d' }],
}
