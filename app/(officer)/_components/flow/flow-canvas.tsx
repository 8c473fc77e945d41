'use client'

import {
  type Edge,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { Check, CircleDot, Maximize, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '#app/_ui/button.tsx'
import styles from './flow.module.css'
import { type FlowEdge, type FlowNode, type Placed, place } from './flow-layout.ts'

export interface FlowWords {
  name: string
  help: string
  zoomIn: string
  zoomOut: string
  fit: string
}

type DrawnNode = Node<{ node: Placed['nodes'][number] }, 'place'>
type DrawnEdge = Edge<{ edge: Placed['edges'][number] }, 'way'>

const icons = { done: Check, now: CircleDot, later: null, skipped: null }

function PlaceNode({ data: { node } }: NodeProps<DrawnNode>) {
  const Icon = node.mark ? icons[node.mark] : null
  return (
    <div className={[styles.node, styles[node.kind], node.mark ? styles[node.mark] : ''].join(' ')}>
      <Handle type="target" position={Position.Top} isConnectable={false} className={styles.handle} />
      <b>{node.title}</b>
      {node.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {node.markWords && (
        <span className={styles.mark}>
          {Icon && <Icon />} {node.markWords}
        </span>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={styles.handle} />
    </div>
  )
}

/** The way as the layout found it; the ends are kept off the boxes by the arrow's own length. */
function WayEdge({ data }: EdgeProps<DrawnEdge>) {
  if (!data) return null
  const { path, at, lines, kind } = data.edge
  return (
    <g className={styles[kind]}>
      <path d={path} className={styles.way} markerEnd={`url(#arrow-${kind})`} />
      {at && (
        <text x={at.x} y={at.y - ((lines.length - 1) * 17) / 2} className={styles.label}>
          {lines.map((line, index) => (
            <tspan key={line} x={at.x} dy={index === 0 ? '0.35em' : 17}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  )
}

const nodeTypes = { place: PlaceNode }
const edgeTypes = { way: WayEdge }

function Arrows() {
  return (
    <svg className={styles.defs} aria-hidden="true">
      <defs>
        {(['forward', 'back', 'refuse'] as const).map((kind) => (
          <marker
            key={kind}
            id={`arrow-${kind}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M 0 0 L 10 5 L 0 10 z" className={`${styles.arrow} ${styles[kind]}`} />
          </marker>
        ))}
      </defs>
    </svg>
  )
}

/** Smaller than this nobody can read it; then one moves about in it. */
const LEAST_ZOOM = 0.62
const STEP = 60
const MOVES: Record<string, [x: number, y: number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
}

function Canvas({ placed, words }: { placed: Placed; words: FlowWords }) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const { setViewport, getViewport, zoomIn, zoomOut } = useReactFlow()
  const zoom = width > 0 ? Math.min(1, Math.max(LEAST_ZOOM, width / placed.width)) : 1
  useEffect(() => {
    if (!box.current) return undefined
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    // the whole width, from the top; wider than the box: the middle, where the main way is
    void setViewport({ x: (width - placed.width * zoom) / 2, y: 0, zoom })
  }, [placed, width, zoom, setViewport])
  const nodes = useMemo<DrawnNode[]>(
    () =>
      placed.nodes.map((node) => ({
        id: node.id,
        type: 'place',
        position: { x: node.x, y: node.y },
        width: node.width,
        height: node.height,
        data: { node },
      })),
    [placed],
  )
  const edges = useMemo<DrawnEdge[]>(
    () => placed.edges.map((edge) => ({ id: edge.id, type: 'way', source: edge.from, target: edge.to, data: { edge } })),
    [placed],
  )
  const fitAll = () => {
    const all = Math.min(1, width / placed.width, (box.current?.clientHeight ?? 0) / placed.height)
    void setViewport({ x: (width - placed.width * all) / 2, y: 0, zoom: all })
  }
  const move = (x: number, y: number) => {
    const now = getViewport()
    void setViewport({ ...now, x: now.x + x, y: now.y + y })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return
    const way = MOVES[event.key]
    if (way) move(...way)
    else if (event.key === '+' || event.key === '=') void zoomIn()
    else if (event.key === '-') void zoomOut()
    else if (event.key === '0') fitAll()
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.canvas}>
      <div className={styles.tools}>
        <IconButton label={words.zoomIn} onClick={() => void zoomIn()}>
          <Plus />
        </IconButton>
        <IconButton label={words.zoomOut} onClick={() => void zoomOut()}>
          <Minus />
        </IconButton>
        <IconButton label={words.fit} onClick={fitAll}>
          <Maximize />
        </IconButton>
      </div>
      {/* the arrow keys move it, so it has to take the focus */}
      <div
        ref={box}
        className={styles.box}
        role="application"
        aria-label={`${words.name}. ${words.help}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: role application is a widget with keys of its own
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ height: placed.height * zoom }}
      >
        {/* the list beside it says the same in words */}
        <div aria-hidden="true" className={styles.drawing}>
          <Arrows />
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            minZoom={0.2}
            maxZoom={1.6}
            proOptions={{ hideAttribution: true }}
            onNodeClick={(_event, node) => document.getElementById(`way-${node.id}`)?.scrollIntoView({ block: 'center' })}
          />
        </div>
      </div>
    </div>
  )
}

export function FlowCanvas({ nodes, edges, words }: { nodes: FlowNode[]; edges: FlowEdge[]; words: FlowWords }) {
  const placed = useMemo(() => place(nodes, edges), [nodes, edges])
  return (
    <ReactFlowProvider>
      <Canvas placed={placed} words={words} />
    </ReactFlowProvider>
  )
}
