import { View } from '@react-pdf/renderer'
import type { PaymentReceiptData } from './document.schema.ts'
import { h, letterhead, line, paper, signatures, styles, t, table, title, verifyBlock } from './elements.ts'
import { hourAndDate, money } from './vietnamese.ts'

const columns = [
  { head: 'TT', width: '6%', align: 'center' },
  { head: 'Nội dung thu', width: '58%' },
  { head: 'Loại', width: '14%', align: 'center' },
  { head: 'Số tiền (đồng)', width: '22%', align: 'right' },
] as const

const KIND = { PHI: 'Phí', LE_PHI: 'Lệ phí' } as const
const digits = (amountVnd: number) => money(amountVnd).replace(' đồng', '')

/** Receipt for fees, in digits and in words; not one of the numbered forms. */
export function paymentReceipt(data: PaymentReceiptData) {
  const { payer } = data
  return paper(
    data,
    'Biên lai thu tiền phí, lệ phí',
    { size: 'A5', orientation: 'landscape', fontSize: 10 },
    letterhead(data, 9.5),
    title('BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ', `Mã hồ sơ: ${data.code}`),
    h(
      View,
      { style: styles.row },
      h(View, { style: { width: '62%' } }, line('Người nộp tiền', payer.fullName, 'bold')),
      h(View, { style: { width: '38%' } }, line('Số định danh', payer.personalId ?? '–')),
    ),
    line('Địa chỉ', payer.address ?? '–'),
    line('Thủ tục', `${data.procedure.nameVi} (${data.procedure.code})`),
    table(
      columns,
      data.lines.map((item, index) => [String(index + 1), item.nameVi, KIND[item.kindOfMoney], digits(item.amountVnd)]),
      ['', 'Tổng cộng', '', digits(data.totalVnd)],
    ),
    line('Số tiền bằng chữ', data.totalWordsVi, 'bold'),
    line('Hình thức thanh toán', data.transactionId ? `${data.methodVi}; mã giao dịch ${data.transactionId}` : data.methodVi),
    line('Thời điểm thu tiền', hourAndDate(data.paidAt)),
    h(
      View,
      { style: styles.signatures, wrap: false },
      h(View, { style: { width: '36%' } }, verifyBlock(data.verifyUrl, data.verifyId, 8)),
      h(
        View,
        { style: { width: '60%' } },
        signatures(
          { roleVi: 'Người nộp tiền', hintVi: '(Ký và ghi rõ họ tên)', nameVi: '' },
          { roleVi: 'Người thu tiền', hintVi: '(Ký và ghi rõ họ tên)', nameVi: data.collector?.fullName ?? '' },
          30,
        ),
      ),
    ),
    data.collector ? null : t('Thu qua nền tảng thanh toán trực tuyến; không cần chữ ký của người thu tiền.', 'italic'),
  )
}
