'use client'

import { useRef, useState } from 'react'
import { useFieldSentence } from './field-sentence.ts'

interface Issue {
  path: readonly PropertyKey[]
  message: string
}

/**
 * The texts of a form that sends one thing once: what was typed stays, whatever is wrong; sent twice it is one thing, and other words are
 * another. The order of the names is the order of the page.
 */
export function useTexts<Name extends string>(names: readonly Name[], begin: Record<Name, string>) {
  const sentence = useFieldSentence()
  const requestId = useRef<string | null>(null)
  const [typed, setTyped] = useState(begin)
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({})

  const input = (name: Name) => ({
    name,
    value: typed[name],
    error: wrong[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      requestId.current = null
      setTyped({ ...typed, [name]: currentTarget.value })
    },
  })

  /** Shows the first issue of each field; true: there is none. */
  function judge(issues: readonly Issue[]): boolean {
    const faults: Partial<Record<Name, string>> = {}
    for (const { path, message } of issues) {
      const name = names.find((one) => one === path[0])
      if (name) faults[name] ??= sentence({ messageKey: message })
    }
    setWrong(faults)
    return issues.length === 0
  }

  const problems = names.flatMap((name) => {
    const message = wrong[name]
    return message ? [{ fieldId: name, message }] : []
  })
  return { typed, input, judge, problems, idOfIntent: () => (requestId.current ??= crypto.randomUUID()) }
}
