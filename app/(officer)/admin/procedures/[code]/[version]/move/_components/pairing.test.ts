import { describe, expect, it } from 'vitest'
import { choicesFor, mapOf, partsOf, sameIn, targetsAmong } from './pairing.ts'

const here = partsOf(
  {
    steps: [
      { id: 'check', nameVi: 'Thẩm định', nameEn: 'Review' },
      { id: 'sign', nameVi: 'Ký' },
    ],
    blocks: [{ id: 'both', nameVi: 'Hỏi hai nơi' }],
  },
  'en',
)
const there = partsOf(
  {
    steps: [
      { id: 'examine', nameVi: 'Xem xét' },
      { id: 'sign', nameVi: 'Ký' },
    ],
    blocks: [],
  },
  'vi',
)

describe('pairing the steps of two versions', () => {
  it('names steps and blocks, and pairs a step with steps only', () => {
    expect(here.map(({ name }) => name)).toEqual(['Review', 'Ký', 'Hỏi hai nơi'])
    expect(here.map((part) => choicesFor(part, there).map(({ id }) => id))).toEqual([
      ['examine', 'sign'],
      ['examine', 'sign'],
      [],
    ])
  })

  it('takes the same id, and says when there is none', () => {
    expect(here.map((part) => sameIn(part, there))).toEqual([null, 'sign', null])
  })

  it('sends only what has another name there', () => {
    expect(mapOf(here, {})).toEqual({})
    expect(mapOf(here, { check: 'examine', sign: 'sign', both: '', elsewhere: 'sign' })).toEqual({ check: 'examine' })
  })

  it('moves to another version that is not past', () => {
    const versions = [
      { version: 4, standing: 'future' as const },
      { version: 3, standing: 'inForce' as const },
      { version: 2, standing: 'past' as const },
    ]
    expect(targetsAmong(versions, 2).map(({ version }) => version)).toEqual([4, 3])
    expect(targetsAmong(versions, 3).map(({ version }) => version)).toEqual([4])
  })
})
