'use client'

import { useState } from 'react'
import { ResultWayFields, type ResultWayTyped, readResultWay } from '#app/_ui/result-way.tsx'
import { forOneself, readWhom, Whom } from '#app/_ui/whom.tsx'
import { samples as s } from './samples.ts'

const options = { ONLINE: { label: s.ways.ONLINE }, DESK: { label: s.ways.DESK }, POST: { label: s.ways.POST } }

/** For whom it is filed, and how the result comes, with their faults. */
export function TriedChoices() {
  const [whom, setWhom] = useState<typeof forOneself>({ ...forOneself, kind: 'person' })
  const [way, setWay] = useState<ResultWayTyped>({ way: 'POST', receiver: '', phone: '09', address: '' })
  return (
    <form noValidate>
      <Whom whom={whom} wrong={readWhom(whom).wrong} onChange={setWhom} />
      <ResultWayFields label={s.ways.question} options={options} typed={way} wrong={readResultWay(way).wrong} onChange={setWay} />
    </form>
  )
}
