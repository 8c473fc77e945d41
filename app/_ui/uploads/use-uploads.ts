'use client'

import { useRef, useState } from 'react'
import type { FileView } from '#server/modules/file/file.schema.ts'
import { sendFile, type UploadFault, type UploadTarget } from './send-file.ts'

export interface UploadRow {
  key: string
  name: string
  size: number
  contentType: string
  state:
    | { is: 'waiting' }
    | { is: 'sending'; percent: number }
    | { is: 'sent'; file: FileView }
    | { is: 'failed'; fault: UploadFault }
  /** Kept until it has arrived, for sending it again. */
  source?: File
}

const rowOf = (file: FileView): UploadRow => ({
  key: file.paperId,
  name: file.name,
  size: file.size,
  contentType: file.contentType,
  state: { is: 'sent', file },
})

/** The files of one thing: those that are there, those on their way one after the other, and those that failed, each in its place. */
export function useUploads(target: UploadTarget, given: readonly FileView[]) {
  const [rows, setRows] = useState<UploadRow[]>(() => given.map(rowOf))
  const line = useRef<Promise<void>>(Promise.resolve())

  const change = (key: string, state: UploadRow['state']) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, state } : row)))

  /** Resolves with what became of it, for the one sentence that is read aloud. */
  function send(key: string, source: File): Promise<UploadRow['state']> {
    change(key, { is: 'waiting' })
    const sending = line.current.then(async (): Promise<UploadRow['state']> => {
      change(key, { is: 'sending', percent: 0 })
      const upload = await sendFile(target, source, (percent) => change(key, { is: 'sending', percent }))
      const state: UploadRow['state'] =
        'file' in upload ? { is: 'sent', file: upload.file } : { is: 'failed', fault: upload.fault }
      change(key, state)
      return state
    })
    line.current = sending.then(() => undefined)
    return sending
  }

  function add(files: readonly File[]): Promise<UploadRow['state'][]> {
    const added = files.map((source): UploadRow & { source: File } => ({
      key: crypto.randomUUID(),
      name: source.name,
      size: source.size,
      contentType: source.type,
      state: { is: 'waiting' },
      source,
    }))
    setRows((all) => [...all, ...added])
    return Promise.all(added.map(({ key, source }) => send(key, source)))
  }

  const drop = (key: string) => setRows((all) => all.filter((row) => row.key !== key))

  return { rows, add, send, drop }
}
