import { Text, View } from '@react-pdf/renderer'
import { code128, qrCode } from './barcodes.ts'
import type { Mau01Data } from './document.schema.ts'
import { h, letterhead, line, paper, paragraph, person, signatures, styles, symbol, t, table, title } from './elements.ts'
import { count, hourAndDate, money, unbroken } from './vietnamese.ts'

const TITLE = 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'

const columns = [
  { head: 'TT', width: '6%', align: 'center' },
  { head: 'Tên thành phần hồ sơ', width: '57%' },
  { head: 'Bản chính', width: '11%', align: 'center' },
  { head: 'Bản chứng thực', width: '15%', align: 'center' },
  { head: 'Bản photo', width: '11%', align: 'center' },
] as const

const fileColumns = [
  { head: 'TT', width: '6%', align: 'center' },
  { head: 'Tên tệp', width: '34%' },
  { head: 'Kích thước', width: '14%', align: 'center' },
  { head: 'SHA-256', width: '46%' },
] as const

/** Mẫu 01: the receipt that the applicant takes home, with the promised date. */
export function mau01(data: Mau01Data) {
  const { applicant, owner } = data
  return paper(
    data,
    'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    { size: 'A5', fontSize: 9.5 },
    letterhead(data, 9.5),
    title(TITLE),
    codes(data),
    ...person('Tiếp nhận hồ sơ của ông (bà)', applicant, ` (${data.channelVi})`),
    line(
      'Nội dung yêu cầu giải quyết',
      `${data.procedure.nameVi} (${data.procedure.code})${data.caseVi ? `; trường hợp: ${data.caseVi}` : ''}`,
    ),
    owner && line('Chủ hồ sơ', owner.address ? `${owner.fullName}; địa chỉ: ${owner.address}` : owner.fullName),
    t('1. Thành phần hồ sơ nộp gồm:', 'bold'),
    table(
      columns,
      data.papers.map((item, index) => [
        String(index + 1),
        item.isElectronic ? `${item.nameVi} (điện tử)` : item.nameVi,
        count(item.originals),
        count(item.certified),
        count(item.copies),
      ]),
    ),
    line('2. Số lượng hồ sơ', `${count(data.sets)} bộ`),
    line('3. Thời gian giải quyết hồ sơ theo quy định là', data.limitVi),
    line('4. Thời gian nhận hồ sơ', hourAndDate(data.receivedAt)),
    line(
      '5. Thời gian trả kết quả giải quyết hồ sơ',
      data.promisedAt ? hourAndDate(data.promisedAt) : 'thông báo sau khi hồ sơ được tiếp tục giải quyết',
      'bold',
    ),
    line('6. Đăng ký nhận kết quả', data.resultPlaceVi),
    data.fees.length > 0 && line('7. Phí, lệ phí', feesText(data.fees)),
    note(data),
    signatures(
      { roleVi: 'Người nộp hồ sơ', hintVi: '(Ký và ghi rõ họ tên)', nameVi: applicant.fullName },
      { roleVi: 'Người tiếp nhận hồ sơ', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.receiver?.fullName ?? '' },
      26,
    ),
    received(data.files),
  )
}

/** The letters of a hash in two rows, so that it can be compared by eye. */
const inTwo = (hash: string) => `${hash.slice(0, 32)}\n${hash.slice(32)}`

/** A sheet of its own behind the signatures: the form keeps its one sheet. */
const received = (files: Mau01Data['files']) =>
  files.length > 0 &&
  h(
    View,
    { break: true },
    t('Phụ lục: Tệp điện tử đã nhận', 'bold'),
    paragraph(t('Mã SHA-256 tính trên đúng tệp đã nhận. Tệp khác đi một chữ thì mã khác hẳn.', 'italic')),
    table(
      fileColumns,
      files.map(({ name, sizeVi, sha256 }, index) => [String(index + 1), name, sizeVi, inTwo(sha256)]),
    ),
  )

const feesText = (fees: Mau01Data['fees']) =>
  fees
    .map(
      (fee) => `${fee.nameVi}: ${money(fee.amountVnd)}${fee.amountVnd === 0 ? '' : fee.isSettled ? ' (đã nộp)' : ' (chưa nộp)'}`,
    )
    .join('; ')

function codes(data: Mau01Data) {
  return h(
    View,
    { style: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center', marginBottom: 3 } },
    h(
      View,
      { style: { width: '52%' } },
      symbol(code128(data.code), 178, 28),
      h(
        Text,
        { style: { fontSize: 9.5, lineHeight: 1.2, fontWeight: 700, width: 178, textAlign: 'center' } },
        `Mã hồ sơ: ${data.code}`,
      ),
    ),
    h(
      View,
      { style: { width: '46%', flexDirection: 'row', justifyContent: 'flex-end', alignItems: 'center' } },
      h(
        View,
        { style: { marginRight: 6, alignItems: 'flex-end' } },
        h(Text, { style: { fontSize: 8.5 } }, 'Mã tra cứu'),
        h(Text, { style: [styles.bold, { fontSize: 10 }] }, data.lookupSecret),
        h(Text, { style: { fontSize: 8 } }, 'Quét mã để xem tiến độ'),
      ),
      symbol(qrCode(data.trackUrl), 54, 54),
    ),
  )
}

const note = (data: Mau01Data) =>
  h(
    View,
    { style: { marginTop: 2 } },
    paragraph(
      t(
        `Ông (bà) tra cứu tiến độ giải quyết bằng mã hồ sơ và mã tra cứu, hoặc hỏi ${data.unitVi ?? data.agency.nameVi}${data.agency.phone ? `, điện thoại ${unbroken(data.agency.phone)}` : ''}. Mang theo giấy này khi đến nhận kết quả.`,
        'italic',
      ),
    ),
  )
