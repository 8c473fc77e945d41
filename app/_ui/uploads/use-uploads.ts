'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useTRPCClient } from '#app/_lib/trpc.tsx'
import type { FilesAt, FileView } from '#server/modules/file/file.schema.ts'
import { checkFile } from './check-file.ts'
import { fingerprintOf } from './fingerprint.ts'
import { forgetUpload, type Sending, sendFile, type UploadFault, type UploadTarget } from './send-file.ts'

export interface UploadRow {
  key: string
  name: string
  size: number
  contentType: string
  state:
    | { is: 'waiting' }
    | { is: 'sending'; percent: number }
    | { is: 'stalled'; percent: number }
    | { is: 'checking' }
    | { is: 'sent'; file: FileView }
    | { is: 'failed'; fault: UploadFault }
    /** Begun before, perhaps on another page or machine; the same file chosen again goes on. */
    | { is: 'unfinished'; percent: number; uploadId: string; fingerprint: string }
  /** Kept until it has arrived, for sending it again. */
  source?: File
}
type State = UploadRow['state']

const rowOf = (file: FileView): UploadRow => ({
  key: file.paperId,
  name: file.name,
  size: file.size,
  contentType: file.contentType,
  state: { is: 'sent', file },
})

function placeOf(target: UploadTarget): FilesAt {
  if ('draftId' in target) return { draftId: target.draftId }
  if ('attachTo' in target) return target
  return { dossierCode: target.dossierCode, supplementId: target.supplementId }
}

const POLL_MS = 2_000
const POLL_OUTAGE_MS = 10_000
const isWaiting = ({ state }: UploadRow) =>
  state.is === 'sent' && (state.file.scanState === 'PENDING' || state.file.scanState === 'ERROR')
/** On its way, or about to be. */
export const isUnderWay = ({ state }: UploadRow) => ['waiting', 'sending', 'stalled', 'checking'].includes(state.is)

/** The files of one thing: those that are there, those on their way one after the other, and those that failed, each in its place. */
export function useUploads(target: UploadTarget, given: readonly FileView[]) {
  const api = useTRPCClient()
  const [rows, setRows] = useState<UploadRow[]>(() => given.map(rowOf))
  const maxBytes = useRef<number | null>(null)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const sendings = useRef(new Map<string, Sending>())
  const key = JSON.stringify(target)

  const change = useCallback(
    (row: string, state: State) => setRows((all) => all.map((one) => (one.key === row ? { ...one, state } : one))),
    [],
  )

  // what was begun and not finished, asked once; without an answer it is merely not shown
  useEffect(() => {
    let isOver = false
    api.file.unfinished
      .query(JSON.parse(key))
      .then((found) => {
        maxBytes.current = found.maxBytes
        if (isOver) return
        const begun = found.uploads.map(({ id, name, size, fingerprint, arrived }): UploadRow => {
          const percent = Math.floor((arrived / size) * 100)
          return { key: id, name, size, contentType: '', state: { is: 'unfinished', percent, uploadId: id, fingerprint } }
        })
        setRows((all) => [...all, ...begun.filter((row) => !all.some((other) => other.key === row.key))])
      })
      .catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [api, key])

  // verdicts come by themselves; asked only while some are missing
  const waits = rows.some(isWaiting)
  const isOut = rows.filter(isWaiting).every(({ state }) => state.is === 'sent' && state.file.scanState === 'ERROR')
  useEffect(() => {
    if (!waits) return
    const ask = async () => {
      const scans = await api.file.scans.query(placeOf(JSON.parse(key)))
      const said = new Map(scans.map(({ id, scanState }) => [id, scanState]))
      setRows((all) =>
        all.map((row) => {
          const scanState = row.state.is === 'sent' ? said.get(row.state.file.id) : undefined
          return row.state.is === 'sent' && scanState
            ? { ...row, state: { ...row.state, file: { ...row.state.file, scanState } } }
            : row
        }),
      )
    }
    const timer = setInterval(() => void ask().catch(() => undefined), isOut ? POLL_OUTAGE_MS : POLL_MS)
    return () => clearInterval(timer)
  }, [api, key, waits, isOut])

  /** Resolves with what became of it, for the one sentence that is read aloud. */
  function send(row: string, source: File, uploadId?: string): Promise<State> {
    change(row, { is: 'waiting' })
    const sending = line.current.then(async (): Promise<State> => {
      const fault = await checkFile(source, maxBytes.current)
      const state = fault
        ? ({ is: 'failed', fault } as const)
        : await new Promise<State>((resolve) => {
            let percent = 0
            const news = {
              progress: (reached: number) => {
                percent = reached
                change(row, { is: 'sending', percent })
              },
              stalled: () => change(row, { is: 'stalled', percent }),
              checking: () => change(row, { is: 'checking' }),
              sent: (file: FileView) => resolve({ is: 'sent', file }),
              failed: (why: UploadFault) => resolve({ is: 'failed', fault: why }),
            }
            change(row, { is: 'sending', percent })
            const one = sendFile(api, { target, file: source, uploadId }, news)
            sendings.current.set(row, {
              goOn: one.goOn,
              stop: () => {
                one.stop()
                resolve({ is: 'failed', fault: { code: null, details: {} } })
              },
            })
          })
      sendings.current.delete(row)
      change(row, state)
      return state
    })
    line.current = sending
    return sending
  }

  async function add(files: readonly File[]): Promise<State[]> {
    const isBegun = rows.some(({ state }) => state.is === 'unfinished')
    const added = await Promise.all(
      files.map(async (source) => {
        const fingerprint = isBegun ? await fingerprintOf(source) : ''
        const known = rows.find(({ state }) => state.is === 'unfinished' && state.fingerprint === fingerprint)
        const uploadId = known?.state.is === 'unfinished' ? known.state.uploadId : undefined
        const row: UploadRow = {
          key: known?.key ?? crypto.randomUUID(),
          name: source.name,
          size: source.size,
          contentType: source.type,
          state: { is: 'waiting' },
          source,
        }
        return { row, source, uploadId }
      }),
    )
    setRows((all) => [
      ...all.map((row) => added.find((one) => one.row.key === row.key)?.row ?? row),
      ...added.filter(({ row }) => !all.some((other) => other.key === row.key)).map(({ row }) => row),
    ])
    return Promise.all(added.map(({ row, source, uploadId }) => send(row.key, source, uploadId)))
  }

  function drop(row: string): void {
    sendings.current.get(row)?.stop()
    const state = rows.find((one) => one.key === row)?.state
    // what cannot be taken back now is removed by the server when nobody goes on with it
    if (state?.is === 'unfinished') void forgetUpload(state.uploadId).catch(() => undefined)
    setRows((all) => all.filter((one) => one.key !== row))
  }

  return { rows, add, send, drop, goOn: (row: string) => sendings.current.get(row)?.goOn() }
}
