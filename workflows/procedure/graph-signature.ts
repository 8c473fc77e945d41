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

/** Sixty-four bits of a text, the same everywhere: what it says is compared, not kept. */
function digest(text: string): string {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return (high >>> 0).toString(36) + (low >>> 0).toString(36)
}

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
    // Written out it would double with every step to which two ways lead.
    const text = `${node.kind}(${digest(ways.join(','))})`
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
