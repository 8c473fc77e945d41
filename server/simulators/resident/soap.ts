import type { Citizen } from './citizens.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const leaf = (name: string, text: string) => `<${name}>${text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</${name}>`
const place = (name: string, { MaTinhThanh, MaPhuongXa, ChiTiet }: Citizen['QueQuan']) =>
  `<${name}>${leaf('MaTinhThanh', MaTinhThanh)}<MaQuanHuyen/>${leaf('MaPhuongXa', MaPhuongXa)}${leaf('ChiTiet', ChiTiet)}${leaf('QuocGia', 'VN')}</${name}>`

/** The register speaks SOAP inside of JSON. */
export function soapOf(citizen: Citizen): string {
  const words = citizen.HoVaTen.split(' ')
  const [family = '', ...rest] = words
  const given = rest.pop() ?? ''
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><CongdanCollection><CongDan>',
    leaf('SoDinhDanh', citizen.SoDinhDanh),
    '<SoCMND/>',
    `<HoVaTen>${leaf('Ho', family)}${leaf('ChuDem', rest.join(' '))}${leaf('Ten', given)}</HoVaTen>`,
    leaf('GioiTinh', String(citizen.GioiTinh)),
    leaf('DanToc', citizen.DanToc),
    leaf('TonGiao', citizen.TonGiao),
    leaf('QuocTich', 'Việt Nam'),
    `<NgayThangNamSinh>${leaf('Nam', citizen.NgayThangNam.slice(0, 4))}${leaf('NgayThangNam', citizen.NgayThangNam)}</NgayThangNamSinh>`,
    place('NoiDangKyKhaiSinh', citizen.NoiDangKyKhaiSinh),
    place('QueQuan', citizen.QueQuan),
    place('ThuongTru', citizen.ThuongTru),
    place('NoiOHienTai', citizen.ThuongTru),
    '</CongDan></CongdanCollection></soap:Body></soap:Envelope>',
  ].join('')
}
