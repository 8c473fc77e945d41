'use client'

import { useTranslations } from 'next-intl'
import { type ChangeEvent, useState } from 'react'
import { Field, fieldAttributes } from '#app/_ui/field.tsx'
import { Note } from '#app/_ui/note.tsx'

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The file that somebody holds against the one that was issued. It is looked at in the browser and sent nowhere. */
export function CompareFile({ sha256 }: { sha256: string }) {
  const t = useTranslations('verify.file')
  const [found, setFound] = useState<{ name: string; isSame: boolean } | null>(null)

  async function compare({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = target.files?.[0]
    setFound(null)
    if (!file) return
    const isSame = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) === sha256
    setFound({ name: file.name, isSame })
  }

  const words = { label: t('label'), hint: t('hint') }
  return (
    <>
      <Field id="compared-file" {...words}>
        <input
          type="file"
          name="compared-file"
          accept="application/pdf,.pdf"
          onChange={(event) => void compare(event)}
          {...fieldAttributes('compared-file', words)}
          className="in"
        />
      </Field>
      <div role="status">
        {found && (
          <Note family={found.isSame ? 'good' : 'stop'} title={t(found.isSame ? 'same' : 'differs', { name: found.name })}>
            <p>{t(found.isSame ? 'sameText' : 'differsText')}</p>
          </Note>
        )}
      </div>
    </>
  )
}
