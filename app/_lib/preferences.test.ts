import { describe, expect, it } from 'vitest'
import { pathToReturnTo, readPreference } from './preferences.ts'

describe('switches of the page', () => {
  it('take only the values that exist', () => {
    expect(readPreference('theme', 'dark')).toBe('dark')
    expect(readPreference('theme', 'pink')).toBeUndefined()
    expect(readPreference('locale', null)).toBeUndefined()
  })

  it('lead back to the page they were pressed on', () => {
    expect(pathToReturnTo('http://site.example/procedures/1.001193?q=a', 'site.example')).toBe('/procedures/1.001193?q=a')
  })

  it.each([
    ['another site', 'http://elsewhere.example/x'],
    ['an address without a protocol', 'http://site.example//elsewhere.example'],
    ['no address', 'rubbish'],
    ['nothing', null],
  ])('never lead to %s', (_, referer) => {
    expect(pathToReturnTo(referer, 'site.example')).toBe('/')
  })
})
