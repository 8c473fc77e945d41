'use client'

import { useLocale } from 'next-intl'
import { useState } from 'react'
import { Note } from '#app/_ui/note.tsx'
import ProblemWithWords from '#app/_ui/problem-with-words.tsx'

/** As a reader sees it whose page failed; the button only says that it was pressed. */
export function BrokenPage() {
  const [times, setTimes] = useState(0)
  return (
    <>
      <ProblemWithWords locale={useLocale()} digest="2871904455" onRetry={() => setTimes(times + 1)} />
      {times > 0 && <Note title={`Đã thử lại ${times} lần.`} />}
    </>
  )
}
