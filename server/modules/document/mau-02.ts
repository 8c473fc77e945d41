import type { Mau02Data } from './document.schema.ts'
import { letterhead, line, lookUp, paper, paragraph, person, signatures, t, table, title } from './elements.ts'
import { hourAndDate, unbroken } from './vietnamese.ts'

const columns = [
  { head: 'TT', width: '7%', align: 'center' },
  { head: 'Giấy tờ, nội dung', width: '38%' },
  { head: 'Yêu cầu bổ sung, hoàn thiện', width: '55%' },
] as const

/** Mẫu 02: everything that is missing, said once and completely. */
export function mau02(data: Mau02Data) {
  const phone = data.agency.phone ? `, điện thoại ${unbroken(data.agency.phone)}` : ''
  return paper(
    data,
    'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
    { size: 'A5', fontSize: 10.3 },
    letterhead(data, 9.5),
    title('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ', `Mã hồ sơ: ${data.code}`),
    ...person('Hồ sơ của ông (bà)', data.applicant),
    line('Nội dung yêu cầu giải quyết', `${data.procedure.nameVi} (${data.procedure.code})`),
    paragraph('Yêu cầu ông (bà) bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:'),
    table(
      columns,
      data.items.map((item, index) => [String(index + 1), item.nameVi, item.noteVi]),
    ),
    paragraph(t('Lý do: ', 'bold'), data.reason),
    data.basisVi && paragraph(t('Căn cứ: ', 'bold'), data.basisVi),
    data.dueAt && line('Bổ sung chậm nhất', hourAndDate(data.dueAt), 'bold'),
    paragraph(
      `Ông (bà) bổ sung trên mạng tại ${data.website} hoặc nộp tại quầy. Cần hỏi thêm, ông (bà) liên hệ ${data.maker.fullName}, ${data.unitVi ?? data.agency.nameVi}${phone}.`,
    ),
    signatures(lookUp(data), { roleVi: 'Người hướng dẫn', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.maker.fullName }),
  )
}
