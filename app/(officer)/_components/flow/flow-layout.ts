import { Graph, layout } from '@dagrejs/dagre'

export type FlowMark = 'done' | 'now' | 'later' | 'skipped'

/** What the diagram draws: words are made by the page, in the language of the reader. */
export interface FlowNode {
  id: string
  kind: 'shell' | 'step' | 'block' | 'join'
  title: string
  lines: string[]
  mark: FlowMark | null
  markWords: string | null
}
export interface FlowEdge {
  from: string
  to: string
  kind: 'forward' | 'back' | 'refuse'
  label: string | null
}

export interface Placed {
  nodes: (FlowNode & { x: number; y: number; width: number; height: number })[]
  edges: (FlowEdge & { id: string; path: string; label: string | null; at: { x: number; y: number } | null; lines: string[] })[]
  width: number
  height: number
}

const WIDTH = 232
const PADDING = 12
const LINE = 20
/** Letters that surely fit in a line of this width at the size of the diagram's text. */
const lettersIn = (width: number, isBold: boolean) => Math.floor((width - 2 * PADDING) / (isBold ? 8 : 7))
const LABEL_WIDTH = 150

/** Breaks between words, as the browser does; a longer word stands alone. */
export function wrap(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const heightOf = ({ title, lines, markWords }: FlowNode): number => {
  const texts = [
    ...wrap(title, lettersIn(WIDTH, true)),
    ...[...lines, markWords ?? ''].flatMap((line) => wrap(line, lettersIn(WIDTH, false))),
  ]
  return texts.length * LINE + 2 * PADDING
}

/** Several outcomes that lead the same way are one line. */
function merged(edges: readonly FlowEdge[]): FlowEdge[] {
  const ways = Map.groupBy(edges, ({ from, to, kind }) => `${from}>${to}>${kind}`)
  return [...ways.values()].flatMap(([first, ...rest]) =>
    first
      ? [
          {
            ...first,
            label:
              [first, ...rest]
                .map(({ label }) => label)
                .filter(Boolean)
                .join(' / ') || null,
          },
        ]
      : [],
  )
}

const curve = (points: readonly { x: number; y: number }[]): string => {
  const [start, ...rest] = points
  if (!start) return ''
  const parts = [`M ${start.x} ${start.y}`]
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1]
    // corners are rounded: the curve goes through the middle of each leg
    if (next) parts.push(`Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`)
    else parts.push(`L ${point.x} ${point.y}`)
  }
  return parts.join(' ')
}

/** From above to below; ways back are drawn beside and do not move what they come from. */
export function place(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Placed {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 40, edgesep: 18, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of nodes) graph.setNode(node.id, { width: WIDTH, height: heightOf(node) })
  const lines = merged(edges).map((edge, index) => ({ ...edge, id: `way-${index}` }))
  for (const { id, from, to, kind, label } of lines) {
    const words = label ? wrap(label, lettersIn(LABEL_WIDTH, false)) : []
    const size = words.length > 0 ? { width: LABEL_WIDTH, height: words.length * (LINE - 3) + 4, labelpos: 'c' } : {}
    const [v, w] = kind === 'back' ? [to, from] : [from, to]
    graph.setEdge(v, w, { weight: kind === 'forward' ? 3 : kind === 'refuse' ? 1 : 0, minlen: 1, ...size }, id)
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  return {
    width,
    height,
    nodes: nodes.map((node) => {
      const { x, y, width: w, height: h } = graph.node(node.id)
      return { ...node, x: x - w / 2, y: y - h / 2, width: w, height: h }
    }),
    edges: lines.map((edge) => {
      const [v, w] = edge.kind === 'back' ? [edge.to, edge.from] : [edge.from, edge.to]
      const { points = [], x, y } = graph.edge({ v, w, name: edge.id })
      const inOrder = edge.kind === 'back' ? points.toReversed() : points
      return {
        ...edge,
        path: curve(inOrder),
        at: edge.label && x !== undefined && y !== undefined ? { x, y } : null,
        lines: edge.label ? wrap(edge.label, lettersIn(LABEL_WIDTH, false)) : [],
      }
    }),
  }
}
