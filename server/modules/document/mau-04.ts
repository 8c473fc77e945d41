import type { Mau04Data } from './document.schema.ts'
import { letterhead, line, lookUp, officeVi, paper, paragraph, signatures, t, title } from './elements.ts'
import { hourAndDate, longDate } from './vietnamese.ts'

/** Mẫu 04: the agency is late: it says so, apologises and asks for a new date. */
export function mau04(data: Mau04Data) {
  return paper(
    data,
    'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
    { size: 'A5', fontSize: 11 },
    letterhead(data, 9.5),
    title('VĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT', `Mã hồ sơ: ${data.code}`),
    paragraph(t('Kính gửi: ', 'italic'), 'ông (bà) ', t(data.applicant.fullName, 'bold')),
    line('Địa chỉ', data.applicant.address ?? '–'),
    paragraph(
      `${longDateFirst(data.receivedAt)}, ${data.agency.nameVi} tiếp nhận hồ sơ của ông (bà) về việc: ${data.procedure.nameVi} (${data.procedure.code}); mã hồ sơ ${data.code}.`,
    ),
    line('Thời gian hẹn trả kết quả', hourAndDate(data.oldDueAt)),
    paragraph(`Đến nay, ${data.agency.nameVi} chưa trả kết quả cho ông (bà) đúng thời gian đã hẹn. Lý do: ${data.reason}`),
    paragraph(
      `${data.agency.nameVi} xin lỗi ông (bà) về sự chậm trễ này, đề nghị ông (bà) đồng ý gia hạn thời gian giải quyết và nhận kết quả vào `,
      t(hourAndDate(data.newDueAt), 'bold'),
      '.',
    ),
    data.basisVi && paragraph(t('Căn cứ: ', 'bold'), data.basisVi),
    paragraph('Mong ông (bà) thông cảm.'),
    signatures(lookUp(data), {
      roleVi: officeVi(data.signer),
      hintVi: '(Ký, ghi rõ họ tên và đóng dấu)',
      nameVi: data.signer.fullName,
    }),
  )
}

const longDateFirst = (instant: string) => longDate(instant).replace(/^n/, 'N')
