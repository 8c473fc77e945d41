import type { TRPCClient } from '@trpc/client'
import type { DetailedError, Upload as TusUpload } from 'tus-js-client'
import type { FileView, UploadTarget as Target } from '#server/modules/file/file.schema.ts'
import type { AppRouter } from '#server/root.ts'
import { fingerprintOf } from './fingerprint.ts'

export type UploadTarget = Target
export type ApiClient = TRPCClient<AppRouter>

/** Why a file was not taken, as the server says it; null code when the connection broke. */
export interface UploadFault {
  code: string | null
  details: Record<string, unknown>
}

const UPLOADS = '/api/files/uploads'
/** A cut of a minute is bridged without a word; after that the person is told, and it goes on by itself when there is a line again. */
const RETRY_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000]
const TRY_AGAIN_MS = 15_000

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The words of the server in an answer of the protocol or of a call; null when there are none, as when the line broke. */
function faultIn(value: unknown): UploadFault | null {
  const holder = isRecord(value) ? value : {}
  const data = isRecord(holder.data) ? holder.data : {}
  const fault = isRecord(data.domain) ? data.domain : holder.error
  if (!isRecord(fault) || typeof fault.code !== 'string') return null
  return { code: fault.code, details: isRecord(fault.details) ? fault.details : {} }
}

function faultOfAnswer(error: Error | DetailedError): UploadFault | null {
  const text = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined
  if (!text) return null
  try {
    return faultIn(JSON.parse(text))
  } catch {
    // an answer that is not ours (a proxy's error page) counts as none
    return null
  }
}

/** Said by the server about itself, not about the file: it may be over in a moment. */
const PASSES = new Set<string | null>([null, 'INTERNAL', 'PARTNER_UNAVAILABLE'])

export interface Sending {
  /** Goes on at once instead of when the line is back. */
  goOn(): void
  /** Takes it back, here and there. */
  stop(): void
}

export interface SendingNews {
  progress(percent: number): void
  /** No line: it waits, and goes on by itself. */
  stalled(): void
  /** Everything has arrived and is looked at. */
  checking(): void
  sent(file: FileView): void
  failed(fault: UploadFault): void
}

/** Sends a file piece by piece; whatever happens to the line, it goes on from the byte that has arrived. */
export function sendFile(
  api: ApiClient,
  { target, file, uploadId }: { target: UploadTarget; file: File; uploadId?: string },
  news: SendingNews,
): Sending {
  let upload: TusUpload | null = null
  let isStopped = false
  let again: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function wakeUp(): void {
    const next = again
    again = null
    clearTimeout(timer)
    window.removeEventListener('online', wakeUp)
    if (!isStopped) next?.()
  }
  function wait(next: () => void): void {
    again = next
    news.stalled()
    window.addEventListener('online', wakeUp)
    timer = setTimeout(wakeUp, TRY_AGAIN_MS)
  }
  function failed(fault: UploadFault | null, next: () => void): void {
    if (isStopped) return
    if (fault === null) wait(next)
    else news.failed(fault)
  }

  async function finish(): Promise<void> {
    const id = upload?.url?.split('/').at(-1) ?? ''
    news.checking()
    try {
      const sent = await api.file.finish.mutate({ id })
      if (!isStopped) news.sent(sent)
    } catch (error) {
      failed(faultIn(error), () => void finish())
    }
  }

  async function begin(): Promise<void> {
    try {
      const { Upload } = await import('tus-js-client')
      upload = new Upload(file, {
        endpoint: UPLOADS,
        uploadUrl: uploadId ? `${UPLOADS}/${uploadId}` : undefined,
        metadata: { target: JSON.stringify(target), name: file.name, type: file.type, fingerprint: await fingerprintOf(file) },
        // where it stopped is asked of the server: nothing about a person's papers stays in a browser that others use
        storeFingerprintForResuming: false,
        retryDelays: RETRY_MS,
        onShouldRetry: (error) => PASSES.has(faultOfAnswer(error)?.code ?? null) && navigator.onLine,
        onProgress: (bytes, all) => news.progress(all > 0 ? Math.floor((bytes / all) * 100) : 0),
        onSuccess: () => void finish(),
        onError: (error) => failed(faultOfAnswer(error), () => upload?.start()),
      })
      if (!isStopped) upload.start()
    } catch {
      // the program itself could not be fetched: the same line that carries the file
      failed(null, () => void begin())
    }
  }

  void begin()
  return {
    goOn: wakeUp,
    stop: () => {
      isStopped = true
      wakeUp()
      // what cannot be taken back now is removed by the server when nobody goes on with it
      upload?.abort(upload.url !== null).catch(() => undefined)
    },
  }
}

/** Takes back what lies unfinished at the server. */
export async function forgetUpload(id: string): Promise<void> {
  const { Upload } = await import('tus-js-client')
  await Upload.terminate(`${UPLOADS}/${id}`)
}
