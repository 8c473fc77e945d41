import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

describe('folding Vietnamese for search', () => {
  it.each([
    ['Đăng ký khai sinh', 'dang ki khai sinh'],
    ['đăng kí khai sinh', 'dang ki khai sinh'],
    ['DANG KY KHAI SINH', 'dang ki khai sinh'],
    ['Việt Hoà', 'viet hoa'],
    ['Việt Hòa', 'viet hoa'],
    ['  Hộ   kinh-doanh, cá thể ', 'ho kinh doanh ca the'],
    ['Chứng thực bản sao', 'chung thuc ban sao'],
    ['1.001193', '1.001193'],
    ['Đăng ký khai sinh'.normalize('NFD'), 'dang ki khai sinh'],
  ])('%s', (typed, folded) => {
    expect(fold(typed)).toBe(folded)
  })
})
