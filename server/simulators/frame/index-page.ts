import type { Settings } from '../settings.ts'
import { html, page } from './html.ts'
import { commonHeaders, json, type Route } from './http.ts'
import { styleSheet } from './style.ts'

export function indexRoutes({ PUBLIC_URL, SMTP_PORT }: Settings): Route[] {
  return [
    { method: 'GET', path: /^\/healthz$/, handle: () => json({ status: 'ok' }) },
    {
      method: 'GET',
      path: /^\/simulators\.css$/,
      handle: () => ({ status: 200, headers: { ...commonHeaders, 'content-type': 'text/css; charset=utf-8' }, body: styleSheet }),
    },
    { method: 'GET', path: /^\/favicon\.ico$/, handle: () => ({ status: 204, headers: commonHeaders, body: '' }) },
    {
      method: 'GET',
      path: /^\/$/,
      handle: () =>
        page(
          'Các hệ thống mô phỏng',
          html`<p>Đây là các hệ thống của đối tác, chạy riêng và chỉ nói chuyện với phần mềm một cửa qua mạng, đúng như khi kết nối thật.</p>
<ul><li><a href="/portal">Cổng Dịch vụ công quốc gia</a>: hồ sơ được đồng bộ, tiến độ, kết quả, các lần bị từ chối</li>
<li><a href="/portal/nop-ho-so">Nộp hồ sơ tại Cổng</a></li>
<li><a href="/payment">Nền tảng thanh toán</a>: giao dịch và biên lai</li>
<li><a href="/oidc/.well-known/openid-configuration">Hệ thống định danh</a>: đăng nhập bằng tài khoản định danh điện tử</li>
<li><a href="/resident">Cơ sở dữ liệu quốc gia về dân cư</a>: các lần tra cứu, cho dịch vụ nào</li>
<li><a href="/mail">Hộp thư</a>: thư điện tử nhận qua SMTP, cổng ${SMTP_PORT}</li>
<li><a href="/sms">Tin nhắn SMS</a>, <a href="/zalo">Zalo</a>, <a href="/push">thông báo trên trình duyệt</a>: tin đã gửi, tin không gửi được</li>
<li><a href="/clamd">Máy quét mã độc</a>: tệp đã quét, chỉ biết tệp thử EICAR</li></ul>
<p>Phần mềm một cửa: <a href="${PUBLIC_URL}">${PUBLIC_URL}</a></p>`,
        ),
    },
  ]
}
