'use client'

import { useMutation } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef } from 'react'
import { useDomainErrorMessage } from '#app/_lib/domain-error-message.ts'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import styles from './find-field.module.css'
import { readScan } from './read-scan.ts'

/** Typed or scanned: opens the dossier; a name leads to the search. A code that leads nowhere is repeated as it was read, so that a bad scan is seen as such. */
export function FindField({
  id,
  isLabelHidden = false,
  isFocused = false,
  notAt,
  placeholder,
  label,
}: {
  id: string
  isLabelHidden?: boolean
  isFocused?: boolean
  /** A page that has a field of its own for this. */
  notAt?: string
  placeholder?: string
  label?: string
}) {
  const t = useTranslations('staff.find')
  const sentence = useDomainErrorMessage()
  const api = useTRPCClient()
  const router = useRouter()
  const pathname = usePathname()
  const input = useRef<HTMLInputElement>(null)
  const find = useMutation({
    mutationFn: async (text: string) => {
      const code = readScan(text)
      return code ? { text, code, found: await api.desk.find.query({ code }) } : { text, code: null, found: null }
    },
    onSuccess: ({ found }) => {
      if (found) router.push(`/dossiers/${encodeURIComponent(found.code)}`)
      else input.current?.select()
    },
  })

  if (pathname === notAt) return null

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    if (text === '' || find.isPending) return
    // codes have digits; words without any, and personal numbers, are somebody
    if (/^(?:[^\d]+|\d{12})$/.test(text) && !URL.canParse(text)) router.push(`/dossiers?q=${encodeURIComponent(text)}`)
    else find.mutate(text)
  }

  const wrong = find.data && !find.data.found
  return (
    <search>
      <form method="post" className={styles.find} onSubmit={submit} noValidate>
        <label htmlFor={id} className={isLabelHidden ? 'sr' : styles.label}>
          {label ?? t('label')}
        </label>
        <span className={styles.box}>
          <Search />
          <input
            ref={input}
            className="in"
            id={id}
            name="code"
            placeholder={placeholder ?? t('placeholder')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            // the desk scans first and looks afterwards
            // biome-ignore lint/a11y/noAutofocus: the scan field of the desk always has the focus
            autoFocus={isFocused}
            aria-keyshortcuts="F4"
            aria-describedby={`${id}-read`}
            aria-invalid={wrong ? true : undefined}
          />
          <span className={styles.key} aria-hidden="true">
            <kbd>F4</kbd>
          </span>
        </span>
        <span className={wrong || find.error ? styles.wrong : styles.read} id={`${id}-read`} role="status">
          {words()}
        </span>
      </form>
    </search>
  )

  function words(): string {
    if (find.error) return sentence(find.error)
    if (!find.data) return ''
    const { code, text, found } = find.data
    // once it is open nothing stands over its page
    if (found) return pathname.endsWith(`/${encodeURIComponent(found.code)}`) ? '' : t('opening', { code: found.code })
    return code ? t('unknown', { code }) : t('unreadable', { text: text.slice(0, 60) })
  }
}
