import type { FileView } from '#server/modules/file/file.schema.ts'

/** Where a file belongs: a paper of a draft, one that was asked for later, or something beside the papers of the form. */
export type UploadTarget =
  | { draftId: string; paperCode: string }
  | { dossierCode: string; supplementId: string; paperCode: string }
  | { dossierCode: string; attachTo: 'notice' | 'proof' | 'opinion'; subjectId: string }

/** Why a file was not taken, as the server says it; null code when the connection broke. */
export interface UploadFault {
  code: string | null
  details: Record<string, unknown>
}
export type Upload = { file: FileView } | { fault: UploadFault }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function isFileView(value: unknown): value is FileView {
  return isRecord(value) && ['id', 'paperId', 'name', 'contentType'].every((key) => typeof value[key] === 'string')
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // an answer that is not ours (a proxy's error page) counts as none
    return null
  }
}

function answerOf(text: string): Upload {
  const answer = read(text)
  if (isFileView(answer)) return { file: answer }
  const error = isRecord(answer) && isRecord(answer.error) ? answer.error : {}
  return {
    fault: {
      code: typeof error.code === 'string' ? error.code : null,
      details: isRecord(error.details) ? error.details : {},
    },
  }
}

/** XMLHttpRequest, because `fetch` tells nothing about how much has been sent. */
export function sendFile(target: UploadTarget, file: File, onProgress: (percent: number) => void): Promise<Upload> {
  return new Promise((resolve) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(target)) body.set(name, value)
    body.set('file', file)
    const request = new XMLHttpRequest()
    const broken = () => resolve({ fault: { code: null, details: {} } })
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100)))
    request.addEventListener('load', () => resolve(answerOf(request.responseText)))
    request.addEventListener('error', broken)
    request.addEventListener('abort', broken)
    request.open('POST', '/api/files')
    request.send(body)
  })
}
