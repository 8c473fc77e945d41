import { describe, expect, it } from 'vitest'
import { type FlowEdge, type FlowNode, place, wrap } from './flow-layout.ts'

const node = (id: string, more: Partial<FlowNode> = {}): FlowNode => ({
  id,
  kind: 'step',
  title: `Bước ${id}`,
  lines: [],
  mark: null,
  markWords: null,
  ...more,
})
const edge = (from: string, to: string, more: Partial<FlowEdge> = {}): FlowEdge => ({
  from,
  to,
  kind: 'forward',
  label: null,
  ...more,
})

describe('placing a diagram', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => node(id))
  it('puts what follows below, and a way back changes nothing of that', () => {
    const { nodes: placed } = place(nodes, [
      edge('a', 'b'),
      edge('b', 'c'),
      edge('c', 'd'),
      edge('d', 'b', { kind: 'back', label: 'Trả lại' }),
    ])
    const tops = placed.map(({ y }) => y)
    expect(tops).toEqual([...tops].sort((one, other) => one - other))
  })
  it('lets no two nodes lie on each other', () => {
    const { nodes: placed, width, height } = place(nodes, [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')])
    for (const one of placed)
      for (const other of placed)
        if (one !== other)
          expect(
            one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y,
          ).toBe(true)
    expect(Math.max(...placed.map(({ x, width: w }) => x + w))).toBeLessThanOrEqual(width)
    expect(Math.max(...placed.map(({ y, height: h }) => y + h))).toBeLessThanOrEqual(height)
  })
  it('draws outcomes that lead the same way once, with all their names', () => {
    const { edges } = place(nodes, [
      edge('a', 'b', { label: 'Đủ' }),
      edge('a', 'b', { label: 'Đạt' }),
      edge('a', 'b', { kind: 'refuse', label: 'Từ chối' }),
    ])
    expect(edges.map(({ label }) => label)).toEqual(['Đủ / Đạt', 'Từ chối'])
  })
  it('draws a way from a step to itself', () => {
    expect(place(nodes, [edge('a', 'a', { kind: 'back' })]).edges[0]?.path).toMatch(/^M /)
  })
})

describe('breaking lines', () => {
  it.each([
    ['Thẩm tra hồ sơ đăng ký', 12, ['Thẩm tra hồ', 'sơ đăng ký']],
    ['Không-thể-ngắt-từ-này', 5, ['Không-thể-ngắt-từ-này']],
    ['', 5, []],
  ])('%s', (text, letters, lines) => {
    expect(wrap(text, letters)).toEqual(lines)
  })
})
