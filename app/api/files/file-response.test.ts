import { describe, expect, it } from 'vitest'
import { DomainError } from '#workflows/domain-error.ts'
import { download, refusal } from './file-response.ts'

const file = (name: string, contentType: string) => ({
  name,
  contentType,
  size: 3,
  sha256: '',
  read: async () => new Blob(['abc']).stream(),
})

describe('a file on its way out', () => {
  it('is an attachment that nothing may run, with its Vietnamese name for new programs and a plain one for old', async () => {
    const response = await download(file('Giấy "đăng ký" (1).pdf', 'application/pdf'), false)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Giay _dang ky_ (1).pdf"; filename*=UTF-8''Gi%E1%BA%A5y%20%22%C4%91%C4%83ng%20k%C3%BD%22%20%281%29.pdf`,
    )
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(await response.text()).toBe('abc')
  })

  it('is shown in the browser only when asked and only if it is a PDF or picture', async () => {
    const kindOf = async (contentType: string, wantsInline: boolean) =>
      (await download(file('a', contentType), wantsInline)).headers.get('content-disposition')?.split(';')[0]
    expect(await kindOf('image/png', true)).toBe('inline')
    expect(await kindOf('application/pdf', true)).toBe('inline')
    expect(await kindOf('image/png', false)).toBe('attachment')
    expect(await kindOf('text/html', true)).toBe('attachment')
    expect(await kindOf('image/svg+xml', true)).toBe('attachment')
  })
})

describe('a refusal', () => {
  it('carries the code, the key of its sentence and the status', async () => {
    const response = refusal(new DomainError('FILE_TYPE_REFUSED', 'log only', { reason: 'truncated' }))
    expect(response.status).toBe(415)
    expect(await response.json()).toEqual({
      error: { code: 'FILE_TYPE_REFUSED', message: 'errors.FILE_TYPE_REFUSED', details: { reason: 'truncated' } },
    })
    expect(refusal(new DomainError('FILE_TOO_LARGE', 'x')).status).toBe(413)
    expect(refusal(new DomainError('NOT_FOUND', 'x')).status).toBe(404)
    expect(refusal(new Error('secret path')).status).toBe(500)
    expect(JSON.stringify(await refusal(new Error('secret path')).json())).not.toContain('secret')
  })
})
