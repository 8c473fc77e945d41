import type { Join, ProcedureDefinition } from './definition.ts'

interface Edge {
  to: string
  /** `>` onward, `<` a way back, `G` and `R` a decision, `|` side by side. */
  sign: string
}
interface Node {
  kind: string
  edges: Edge[]
}

const joined = (join: Join): string => (join.type === 'atLeast' ? `atLeast${join.n}` : join.type)

function nodesOf({ steps, blocks }: ProcedureDefinition): Map<string, Node> {
  const ofSteps = steps.map(({ id, kind, outcomes, outsideLimit }): [string, Node] => [
    id,
    {
      kind: outsideLimit ? `${kind}*` : kind,
      edges: outcomes.map(({ to, back, decision }) => ({
        to,
        sign: back ? '<' : decision === undefined ? '>' : decision.charAt(0),
      })),
    },
  ])
  const ofBlocks = blocks.map(({ id, branches, join, to }): [string, Node] => [
    id,
    { kind: `block:${joined(join)}`, edges: [...branches.map(({ start }) => ({ to: start, sign: '|' })), { to, sign: '>' }] },
  ])
  return new Map([...ofSteps, ...ofBlocks])
}

/**
 * The shape of a version's graph without its names: two versions with the same signature differ in words, performers, limits and data only.
 * Steps are numbered in an order that depends on nothing but the shape. `*` marks time outside the limit.
 */
export function graphSignature(definition: ProcedureDefinition): string {
  const nodes = nodesOf(definition)
  const ahead = new Map<string, string>()
  /** All that comes from here on, ways back left out: they would go round. */
  const unfold = (id: string): string => {
    const known = ahead.get(id)
    const node = nodes.get(id)
    if (known !== undefined || !node) return known ?? id
    const ways = node.edges.map(({ to, sign }) => (sign === '<' ? '<' : sign + unfold(to))).toSorted()
    const text = `${node.kind}(${ways.join(',')})`
    ahead.set(id, text)
    return text
  }
  const numbers = new Map<string, number>()
  const inOrder = (edges: readonly Edge[]) =>
    edges
      .map((edge) => ({ ...edge, key: edge.sign + unfold(edge.to) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const visit = (id: string): void => {
    const node = nodes.get(id)
    if (!node || numbers.has(id)) return
    numbers.set(id, numbers.size)
    for (const { to, sign } of inOrder(node.edges)) if (sign !== '<') visit(to)
  }
  visit(definition.start)
  const lines = [...numbers].map(([id, number]) => {
    const node = nodes.get(id)
    const ways = (node?.edges ?? []).map(({ to, sign }) => `${sign}${numbers.get(to) ?? to}`)
    return `${number} ${node?.kind} ${[...new Set(ways)].toSorted().join(' ')}`
  })
  return lines.join('\n')
}
