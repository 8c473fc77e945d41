import type { Mau07Data } from './document.schema.ts'
import { letterhead, line, paper, signatures, table, title } from './elements.ts'

/** Mẫu 07: the line of the register that belongs to one dossier, as it stands when a step asks for it. */
export function mau07(data: Mau07Data) {
  const { columns, cells } = data
  return paper(
    data,
    'Sổ theo dõi hồ sơ',
    { size: 'A4', orientation: 'landscape', fontSize: 9 },
    letterhead(data, 11),
    title('SỔ THEO DÕI HỒ SƠ', `Trích dòng của hồ sơ ${data.code}`),
    line('Nội dung yêu cầu giải quyết', `${data.procedure.nameVi} (${data.procedure.code})`),
    line('Người nộp hồ sơ', data.applicant.fullName, 'bold'),
    table(
      columns.map(({ headVi, groupVi, percent }) => ({
        head: groupVi ? `${groupVi}: ${headVi}` : headVi,
        width: `${percent}%`,
      })),
      [cells],
    ),
    signatures(null, { roleVi: 'Người ghi sổ', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.maker?.fullName ?? '' }),
  )
}
