import { commonHeaders, type Reply } from './http.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Text that is HTML already; everything else put into `html` is escaped. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

type Piece = string | number | Html | null | Piece[]

function render(piece: Piece): string {
  if (piece === null) return ''
  if (piece instanceof Html) return piece.markup
  if (Array.isArray(piece)) return piece.map(render).join('')
  return escapeHtml(String(piece))
}

export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(strings.map((part, index) => part + render(pieces[index] ?? null)).join(''))
}

export const nothing = html``

function documentOf(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – mô phỏng đối tác</title><link rel="stylesheet" href="/simulators.css"></head>
<body><a class="skip" href="#noi-dung">Đến nội dung chính</a>
<header><p class="banner">Hệ thống mô phỏng của đối tác. Dữ liệu ở đây không có giá trị pháp lý.</p>
<nav aria-label="Các hệ thống"><a href="/">Tất cả</a><a href="/portal">Cổng Dịch vụ công</a><a href="/payment">Nền tảng thanh toán</a><a href="/mail">Hộp thư</a></nav></header>
<main id="noi-dung"><h1>${title}</h1>${content}</main></body></html>`.markup
}

/** `formTargets`: other origins that a form of the page may lead to; browsers apply form-action to redirects as well. */
export function policy(formTargets: string[] = []): string {
  const targets = ["'self'", ...formTargets].join(' ')
  return `default-src 'none'; style-src 'self'; img-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`
}

export function page(title: string, content: Html, options: { status?: number; formTargets?: string[] } = {}): Reply {
  return {
    status: options.status ?? 200,
    headers: {
      ...commonHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(options.formTargets),
    },
    body: documentOf(title, content),
  }
}

export function table(caption: string, heads: string[], rows: Piece[][], empty: string): Html {
  if (rows.length === 0) return html`<h2>${caption}</h2><p class="empty">${empty}</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
}

export function facts(pairs: [string, Piece][]): Html {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}
