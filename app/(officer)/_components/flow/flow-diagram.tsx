'use client'

import dynamic from 'next/dynamic'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import styles from './flow.module.css'

/** Drawn in the browser only: sizes are measured there, and the server may write no inline style. */
const FlowCanvas = dynamic(() => import('./flow-canvas.tsx').then((module) => module.FlowCanvas), {
  ssr: false,
  loading: () => <div className={styles.waiting} />,
})

/** Loaded when it comes into sight: inside a closed part of a page it costs nothing. */
export function FlowDiagram(props: ComponentProps<typeof FlowCanvas>) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!place.current) return undefined
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true)
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return <div ref={place}>{isSeen ? <FlowCanvas {...props} /> : <div className={styles.waiting} />}</div>
}
