// What somebody gets who cannot be served now. It is made before any of the application runs, so its words stand here, in both languages.

const PAGE = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>Đang rất đông người – Một Cửa</title>
    <link rel="stylesheet" href="/offline.css">
  </head>
  <body>
    <main>
      <p class="name"><img src="/icons/icon-192.png" alt="" width="40" height="40"> Một Cửa</p>
      <h1>Đang rất đông người</h1>
      <p class="lead">Hệ thống đang có quá nhiều người cùng vào nên chưa mở được trang này.</p>
      <p>Hồ sơ đã nộp và những gì đã lưu vẫn còn nguyên. Xin đợi một lát rồi thử lại.</p>
      <p class="buttons"><a class="button" href="">Thử lại</a> <a href="/">Về trang đầu</a></p>
      <p lang="en" class="english">Very many people are here right now. What has been saved is safe. Please wait a moment, then press “Thử lại” (try again).</p>
    </main>
  </body>
</html>
`
const HTML = Buffer.from(PAGE)
/** The shape in which the endpoints answer, so that screens find the sentence for it. */
const TRPC = Buffer.from(
  JSON.stringify({
    error: { json: { message: 'OVERLOADED', code: -32603, data: { httpStatus: 503, domain: { code: 'OVERLOADED' } } } },
  }),
)
const JSON_BODY = Buffer.from(JSON.stringify({ code: 'OVERLOADED' }))

export interface Refusal {
  headers: Record<string, string | number>
  body: Buffer
}

/** `waitSeconds` differs from answer to answer, so that those who were sent away together do not come back together. */
export function refusalFor(url: string, waitSeconds: number, hasBody: boolean): Refusal {
  const isApi = url.startsWith('/api/')
  const body = isApi ? (url.startsWith('/api/trpc/') ? TRPC : JSON_BODY) : HTML
  return {
    body,
    headers: {
      'content-type': isApi ? 'application/json' : 'text/html; charset=utf-8',
      'content-length': body.byteLength,
      'cache-control': 'no-store',
      'retry-after': waitSeconds,
      // a page that was only looked at asks again by itself; what was sent is sent again by the person
      ...(isApi || hasBody ? {} : { refresh: waitSeconds }),
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      // what is still to come of a body is not read
      ...(hasBody ? { connection: 'close' } : {}),
    },
  }
}
