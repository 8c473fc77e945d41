import type { Mau06Data } from './document.schema.ts'
import { letterhead, line, paper, person, signatures, t, table, title } from './elements.ts'
import { count, hourAndDate } from './vietnamese.ts'

const columns = [
  { head: 'TT', width: '6%', align: 'center' },
  { head: 'Bên giao', width: '24%' },
  { head: 'Bên nhận', width: '24%' },
  { head: 'Thời gian giao, nhận', width: '21%' },
  { head: 'Nội dung, kết quả xử lý', width: '25%' },
] as const

/** Mẫu 06: who handed the dossier to whom, when and in time or late. A new sheet at every hand-over; an earlier one is never overwritten. */
export function mau06(data: Mau06Data) {
  const { applicant, owner, handOvers } = data
  return paper(
    data,
    'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    { size: 'A4', fontSize: 12 },
    letterhead(data, 11),
    title('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', `Mã hồ sơ: ${data.code}`),
    line('Nội dung yêu cầu giải quyết', `${data.procedure.nameVi} (${data.procedure.code})`),
    ...person('Người nộp hồ sơ', applicant),
    owner && line('Chủ hồ sơ', owner.fullName),
    line('Thời gian nhận hồ sơ', data.receivedAt ? hourAndDate(data.receivedAt) : 'chưa tiếp nhận'),
    line('Thời gian giải quyết', data.limitVi),
    line('Thời gian hẹn trả kết quả', data.promisedAt ? hourAndDate(data.promisedAt) : 'chưa tính được'),
    line('Thành phần hồ sơ', `${count(data.papers)} loại giấy tờ`),
    t('Quá trình giao, nhận', 'bold'),
    table(
      columns,
      handOvers.map(({ fromVi, toVi, at, byVi, noteVi }, index) => [
        String(index + 1),
        byVi === null ? fromVi : `${fromVi} (${byVi})`,
        toVi,
        hourAndDate(at),
        noteVi,
      ]),
    ),
    signatures(
      { roleVi: 'Người giao', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.maker?.fullName ?? '' },
      { roleVi: 'Người nhận', hintVi: '(Ký và ghi rõ họ tên)', nameVi: '' },
    ),
  )
}
