import { describe, expect, it } from 'vitest'
import { pathOf, returnPath } from './return-path.ts'

describe('the way back after signing in', () => {
  it.each([
    ['/my/H24.12-261122-0007', '/my/H24.12-261122-0007'],
    ['http://127.0.0.1:3000/apply/1.001193?x=1', '/apply/1.001193?x=1'],
    ['https://evil.example/my', '/my'],
    ['//evil.example//elsewhere', '/elsewhere'],
    ['https://evil.example//other.example/', '/other.example/'],
    ['javascript:alert(1)', '/alert(1)'],
    ['/sign-in?callbackUrl=/my', null],
    ['/api/auth/signin', null],
    ['', null],
  ])('keeps only the path of %s', (address, path) => expect(pathOf(address)).toBe(path))

  it('is one of the kind of account that signs in', () => {
    expect(returnPath('CITIZEN', '/my/1')).toBe('/my/1')
    expect(returnPath('CITIZEN', '/inbox')).toBe('/my')
    expect(returnPath('CITIZEN', null)).toBe('/my')
    expect(returnPath('STAFF', '/my')).toBe('/inbox')
    expect(returnPath('STAFF', '/dossiers/H24.12-261122-0007')).toBe('/dossiers/H24.12-261122-0007')
    expect(returnPath('STAFF', '/')).toBe('/inbox')
  })
})
