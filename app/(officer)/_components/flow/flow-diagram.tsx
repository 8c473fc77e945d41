'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import styles from './flow.module.css'

/** Drawn in the browser only, and loaded only where it is shown: sizes are measured there, and the server may write no inline style. */
const FlowCanvas = dynamic(() => import('./flow-canvas.tsx').then((module) => module.FlowCanvas), {
  ssr: false,
  loading: () => <div className={styles.waiting} />,
})

export function FlowDiagram(props: ComponentProps<typeof FlowCanvas>) {
  return <FlowCanvas {...props} />
}
