import { shownTime } from '../frame/clock.ts'
import { facts, html, page, table } from '../frame/html.ts'
import { Refusal, type Reply } from '../frame/http.ts'
import { shownAmount } from './platform.ts'
import type { PaymentStore, Transaction } from './store.ts'

const stateNames = { pending: 'Chờ thanh toán', paid: 'Đã thanh toán', cancelled: 'Đã hủy' }
const toldNames = { no: 'chưa báo được', acknowledged: 'đối tác đã xác nhận', refused: 'đối tác không chấp nhận' }
const time = (iso: string) => shownTime(new Date(iso))

export function listPage(store: PaymentStore): Reply {
  return page(
    'Nền tảng thanh toán (mô phỏng)',
    html`${table(
      'Giao dịch',
      ['Lúc', 'Mã tham chiếu', 'Mã hồ sơ', 'Số tiền', 'Trạng thái', 'Báo cho đối tác', 'Số lần gọi'],
      store
        .transactions()
        .toReversed()
        .map((one) => [
          time(one.at),
          one.state === 'pending' ? html`<a href="/payment/pay/${one.token}">${one.reference}</a>` : one.reference,
          one.init.ThongTinBienLai.MaHoSo,
          shownAmount(one.init.SoTien),
          stateNames[one.state],
          one.state === 'pending' ? '' : toldNames[one.told],
          one.calls.length,
        ]),
      'Chưa có giao dịch nào.',
    )}
${table(
  'Bản tin bị từ chối',
  ['Lúc', 'Bản tin', 'Mã tham chiếu', 'Mã hồ sơ', 'Mã lỗi', 'Lý do'],
  store
    .refused()
    .toReversed()
    .map((one) => [time(one.at), one.message, one.reference ?? '', one.MaHoSo ?? '', one.code, one.why]),
  'Chưa từ chối bản tin nào.',
)}`,
  )
}

export function payPage(transaction: Transaction | null, publicUrl: string): Reply {
  if (!transaction) throw new Refusal(404, 'Liên kết thanh toán không đúng.')
  const { init } = transaction
  const receipt = init.ThongTinBienLai
  const about = html`<p class="amount">${shownAmount(init.SoTien)}</p>${facts([
    ['Đơn vị thu', receipt.TenDonVi],
    ['Nội dung', receipt.NoiDungThanhToan],
    ['Mã hồ sơ', receipt.MaHoSo],
    ['Người nộp', receipt.HoTenNguoiNop],
    ['Mã tham chiếu', init.MaThamChieu],
  ])}
${table(
  'Các khoản nộp',
  ['Khoản', 'Số tiền'],
  receipt.DSKhoanNop.map((row) => [row.NoiDung, shownAmount(row.SoTien)]),
  '',
)}`
  const back = `${publicUrl}/payment/return?ref=${encodeURIComponent(init.MaThamChieu)}`
  const act =
    transaction.state === 'pending'
      ? html`<form method="post"><button class="main" name="outcome" value="paid">Thanh toán</button><button name="outcome" value="cancelled">Hủy giao dịch</button><button name="outcome" value="pending">Để sau (giao dịch treo)</button></form>`
      : html`<p class="${transaction.state === 'paid' ? 'good' : 'stop'}">Giao dịch này đã kết thúc: ${stateNames[transaction.state]}.</p><p><a href="${back}">Quay về nơi nộp hồ sơ</a></p>`
  return page('Thanh toán phí, lệ phí', html`${about}${act}`, { formTargets: [new URL(publicUrl).origin] })
}
