import type { Mau05Data } from './document.schema.ts'
import { letterhead, line, officeVi, paper, paragraph, person, signatures, t, title } from './elements.ts'
import { hourAndDate, money } from './vietnamese.ts'

const WHO = {
  APPLICANT: 'theo đề nghị của ông (bà)',
  AGENCY: 'theo quyết định của cơ quan giải quyết',
  LIMIT: 'do hết thời hạn bổ sung, hoàn thiện hồ sơ',
} as const

/** Mẫu 05: the handling ends without a result. */
export function mau05(data: Mau05Data) {
  return paper(
    data,
    'Thông báo dừng giải quyết hồ sơ',
    { size: 'A5', fontSize: 10.8 },
    letterhead(data, 9.5),
    title('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', `Mã hồ sơ: ${data.code}`),
    ...person('Hồ sơ của ông (bà)', data.applicant),
    line('Nội dung yêu cầu giải quyết', `${data.procedure.nameVi} (${data.procedure.code})`),
    line('Thời gian nhận hồ sơ', data.receivedAt ? hourAndDate(data.receivedAt) : 'chưa tiếp nhận'),
    paragraph(
      `${data.agency.nameVi} thông báo dừng giải quyết hồ sơ nêu trên từ `,
      t(hourAndDate(data.stoppedAt), 'bold'),
      `, ${WHO[data.by]}.`,
    ),
    paragraph(t('Lý do: ', 'bold'), data.reason),
    data.basisVi && paragraph(t('Căn cứ: ', 'bold'), data.basisVi),
    paragraph(
      t('Phí, lệ phí đã nộp: ', 'bold'),
      data.settledVnd === 0 ? 'không có.' : `${money(data.settledVnd)}; việc hoàn trả thực hiện theo quy định.`,
    ),
    paragraph('Ông (bà) nhận lại giấy tờ đã nộp tại nơi nộp hồ sơ; khi đủ điều kiện có thể nộp hồ sơ mới.'),
    signatures(null, { roleVi: officeVi(data.signer), hintVi: '(Ký, ghi rõ họ tên và đóng dấu)', nameVi: data.signer.fullName }),
  )
}
