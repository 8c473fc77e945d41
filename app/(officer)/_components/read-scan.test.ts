import { describe, expect, it } from 'vitest'
import { readScan } from './read-scan.ts'

describe('the scan field', () => {
  it.each([
    ['H24.12-261122-0007', 'H24.12-261122-0007'],
    [' h24.12-261122-0007\n', 'H24.12-261122-0007'],
    ['http://127.0.0.1:3000/track?code=H24.12-261122-0007&secret=7K2M9QXR4TVB', 'H24.12-261122-0007'],
    ['https://mot-cua.example/dossiers/H24.12-261122-0007?x=1', 'H24.12-261122-0007'],
    ['http://127.0.0.1:3000/verify/abc', null],
    ['<script>', null],
    ['', null],
  ])('reads %j', (text, code) => {
    expect(readScan(text)).toBe(code)
  })
})
