/** POST /api/files as a browser sends it. */
export function uploadOf(
  fields: Record<string, string>,
  bytes: Uint8Array,
  {
    name = 'giấy tờ.pdf',
    type = 'application/pdf',
    headers = {},
  }: { name?: string; type?: string; headers?: Record<string, string> } = {},
): Request {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set('file', new File([Buffer.from(bytes)], name, { type }))
  return new Request('http://127.0.0.1:3000/api/files', {
    method: 'POST',
    body: form,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
}
