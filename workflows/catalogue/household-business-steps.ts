import type { DefinitionInput } from '../procedure/definition.ts'
import { clerk, DESIGN, economyOfficer, hours, leader, refusalSteps } from './common.ts'

/** Four eyes: whoever examined the dossier does not sign it. */
const signer = { ...leader, notSameAs: 'check' }

export const householdBusinessSteps: DefinitionInput['steps'] = [
  {
    id: 'check',
    kind: 'review',
    nameVi: 'Kiểm tra tên, ngành nghề, địa điểm, chủ hộ',
    nameEn: 'Check name, lines of business, place and owner',
    publicVi: 'Chuyên viên đang kiểm tra tên, ngành nghề và địa điểm kinh doanh.',
    publicEn: 'The officer is checking name, lines of business and place.',
    performer: economyOfficer,
    limit: hours(8),
    whenLate: 'escalate',
    outcomes: [
      { id: 'eligible', labelVi: 'Đủ điều kiện', labelEn: 'Conditions are met', to: 'tax-code' },
      {
        id: 'proposeRefuse',
        labelVi: 'Đề nghị từ chối, nêu lý do',
        labelEn: 'Propose refusal',
        to: 'refusal',
        reasonRequired: true,
      },
    ],
    source: DESIGN,
  },
  {
    id: 'tax-code',
    kind: 'external',
    nameVi: 'Gửi thông tin, nhận mã số hộ kinh doanh (mã số thuế)',
    nameEn: 'Obtain the business number (tax code)',
    publicVi: 'Cơ quan đang lấy mã số hộ kinh doanh từ hệ thống đăng ký thuế.',
    publicEn: 'The agency is obtaining the business number from the tax system.',
    performer: economyOfficer,
    limit: null,
    data: [
      {
        id: 'taxCode',
        labelVi: 'Mã số hộ kinh doanh (mã số thuế) đã được cấp',
        labelEn: 'Business number issued',
        hintVi: 'Ghi theo trả lời của hệ thống đăng ký thuế',
        hintEn: 'As answered by the tax system',
        type: 'text',
        maxLength: 14,
        required: true,
      },
    ],
    outcomes: [
      { id: 'codeIssued', labelVi: 'Đã có mã số', labelEn: 'Number received', to: 'draft' },
      { id: 'codeRejected', labelVi: 'Hệ thống thuế trả lại', labelEn: 'Rejected by the tax system', to: 'check', back: true },
    ],
    source: DESIGN,
  },
  {
    id: 'draft',
    kind: 'draft',
    nameVi: 'Dự thảo Giấy chứng nhận',
    nameEn: 'Draft the certificate',
    publicVi: 'Chuyên viên đang soạn Giấy chứng nhận đăng ký hộ kinh doanh.',
    publicEn: 'The officer is drafting the certificate.',
    performer: { ...economyOfficer, sameAs: 'check' },
    limit: hours(4),
    outcomes: [{ id: 'forward', labelVi: 'Trình ký', labelEn: 'Submit for signature', to: 'sign' }],
    source: DESIGN,
  },
  {
    id: 'sign',
    kind: 'sign',
    nameVi: 'Ký Giấy chứng nhận',
    nameEn: 'Sign the certificate',
    publicVi: 'Lãnh đạo đang xem xét, ký Giấy chứng nhận.',
    publicEn: 'The leader is considering and signing the certificate.',
    performer: signer,
    limit: hours(5),
    whenLate: 'escalate',
    outcomes: [
      { id: 'granted', labelVi: 'Ký Giấy chứng nhận', labelEn: 'Sign', to: 'issue', decision: 'GRANTED' },
      { id: 'sendBack', labelVi: 'Trả lại, nêu lý do', labelEn: 'Send back with a reason', to: 'check', back: true },
    ],
    source: DESIGN,
  },
  ...refusalSteps(economyOfficer, signer),
  {
    id: 'issue',
    kind: 'issue',
    nameVi: 'Cấp số, phát hành',
    nameEn: 'Number and issue',
    publicVi: 'Văn thư đang cấp số, đóng dấu và chuyển kết quả về Bộ phận Một cửa.',
    publicEn: 'The result is being numbered, sealed and sent to the one-stop desk.',
    performer: clerk,
    limit: hours(3),
    outcomes: [{ id: 'issued', labelVi: 'Đã phát hành', labelEn: 'Issued', to: 'end' }],
    source: DESIGN,
  },
]
