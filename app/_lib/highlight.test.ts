import { describe, expect, it } from 'vitest'
import { highlight } from './highlight.ts'

const marked = (text: string, query: string) =>
  highlight(text, query)
    .filter(({ isHit }) => isHit)
    .map((piece) => piece.text.trim())

describe('the words that were searched for', () => {
  it('are found without marks, and đ as d', () => {
    expect(marked('Đăng ký khai sinh', 'dang ky khai sinh')).toEqual(['Đăng ký khai sinh'])
    expect(marked('Cấp bản sao Giấy khai sinh', 'khai sinh')).toEqual(['khai sinh'])
  })

  it('are those with the marks that were typed', () => {
    expect(marked('Đính chính sổ đỏ do Sở cấp', 'sổ đỏ')).toEqual(['sổ đỏ'])
    expect(marked('Đính chính sổ đỏ do Sở cấp', 'SỔ đỏ'.normalize('NFD'))).toEqual(['sổ đỏ'])
  })

  it('are whole words', () => {
    expect(marked('Đăng ký kinh doanh', 'kin')).toEqual([])
  })

  it('leave the text as it was', () => {
    const text = 'Liên thông: Đăng ký khai sinh, đăng ký thường trú'
    expect(
      highlight(text, 'khai')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
    expect(marked(text, '')).toEqual([])
  })
})
