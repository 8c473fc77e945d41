import type { DescribedNode, Description } from '#workflows/procedure/describe.ts'
import styles from './flow.module.css'
import { FlowDiagram } from './flow-diagram.tsx'
import type { FlowEdge, FlowNode } from './flow-layout.ts'
import { FlowList, type Marks } from './flow-list.tsx'
import { useFlowWords } from './use-flow-words.ts'

/** A version as a diagram beside the ordered list that says the same; with marks, where one dossier stands in it. */
export function FlowView({ description, marks }: { description: Description; marks?: Marks }) {
  const { t, say, limitWords, joinWords } = useFlowWords()
  const { nodes, edges } = description
  const linesOf = (node: DescribedNode): string[] => {
    if (node.kind === 'block') return [joinWords(node)].filter((line) => line !== null)
    if (node.kind !== 'step') return []
    return [node.who ? say(node.who) : null, limitWords(node)].filter((line) => line !== null)
  }
  const drawn: FlowNode[] = nodes.map((node) => {
    const mark = marks?.[node.id] ?? null
    return {
      id: node.id,
      kind: node.kind,
      title: say(node.name),
      lines: linesOf(node),
      mark,
      markWords: mark ? t(`mark.${mark}`) : null,
    }
  })
  // a single way on needs no name in the picture; the list has it
  const choices = new Map(
    nodes.map(({ id }) => [id, new Set(edges.filter(({ from }) => from === id).map(({ to, kind }) => `${kind} ${to}`)).size]),
  )
  const lines: FlowEdge[] = edges.map(({ from, to, kind, label, isTacit }) => ({
    from,
    to,
    kind,
    label: label && ((choices.get(from) ?? 0) > 1 || isTacit) ? say(label) : null,
  }))
  return (
    <div className={styles.view}>
      <FlowDiagramPart nodes={drawn} edges={lines} />
      <FlowList description={description} marks={marks} />
    </div>
  )
}

function FlowDiagramPart({ nodes, edges }: { nodes: FlowNode[]; edges: FlowEdge[] }) {
  const { t } = useFlowWords()
  const words = { name: t('name'), help: t('help'), zoomIn: t('zoomIn'), zoomOut: t('zoomOut'), fit: t('fit') }
  return (
    <div>
      <FlowDiagram nodes={nodes} edges={edges} words={words} />
      <p className={`small soft ${styles.legend}`}>
        <span>{t('legend.forward')}</span>
        <span>{t('legend.back')}</span>
        <span>{t('legend.refuse')}</span>
        <span>
          {t('drawnWith')} <a href="https://reactflow.dev">React Flow</a>
        </span>
      </p>
    </div>
  )
}
