import type { Mau03Data } from './document.schema.ts'
import { letterhead, line, paper, paragraph, person, signatures, t, title } from './elements.ts'

/** Mẫu 03: why the dossier is not taken in. */
export function mau03(data: Mau03Data) {
  return paper(
    data,
    'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
    { size: 'A5', fontSize: 10.8 },
    letterhead(data, 9.5),
    title('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ', `Mã hồ sơ: ${data.code}`),
    ...person('Hồ sơ của ông (bà)', data.applicant, ` (${data.channelVi})`),
    line('Nội dung yêu cầu giải quyết', `${data.procedure.nameVi} (${data.procedure.code})`),
    paragraph(
      `Qua xem xét, ${data.unitVi ?? data.agency.nameVi} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:`,
    ),
    paragraph(data.reason),
    data.basisVi && paragraph(t('Căn cứ: ', 'bold'), data.basisVi),
    paragraph('Xin thông báo cho ông (bà) được biết và thực hiện.'),
    signatures(
      { roleVi: 'Người nộp hồ sơ', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.applicant.fullName },
      { roleVi: 'Người từ chối tiếp nhận', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.maker.fullName },
    ),
  )
}
