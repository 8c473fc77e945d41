import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gzipOf, knownPiece } from './pieces.ts'

describe('a page of which most was pressed beforehand', () => {
  it.each([
    ['short pieces', '<p>', 'Hồ sơ', '</p>'],
    ['nothing new', '<html>', '', '</html>'],
    ['nothing behind', 'ạ', 'b', ''],
    ['long ones that say the same again and again', '<li>'.repeat(20_000), '<li>ạ</li>'.repeat(30_000), '</ul>'.repeat(20_000)],
  ])('is one whole text: %s', (_, before, middle, behind) => {
    const pressed = gzipOf(knownPiece(before, 'before'), middle, knownPiece(behind, 'behind'))
    expect(gunzipSync(pressed).toString()).toBe(before + middle + behind)
  })
})
