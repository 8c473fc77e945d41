import type { ReactNode } from 'react'
import { ScanText } from '#app/_ui/file-row.tsx'
import type { ScanState } from '#server/modules/file/file.schema.ts'

/** What the server opens to staff: nothing that no scanner has let pass; where there is none, its setting decides when it is pressed. */
const isOpenable = (scan: ScanState) => scan === 'CLEAN' || scan === 'NOT_CONFIGURED'

/** A file that was handed in, with what the scanner says; one that waits or is harmful has no link. */
export function PaperFile({ file, children }: { file: { id: string; scanState: ScanState }; children: ReactNode }) {
  return (
    <div className="small">
      {isOpenable(file.scanState) ? (
        <a href={`/api/files/${file.id}?inline=1`} target="_blank" rel="noreferrer">
          {children}
        </a>
      ) : (
        children
      )}
      {file.scanState !== 'CLEAN' && (
        <p>
          <ScanText scan={file.scanState} />
        </p>
      )}
    </div>
  )
}
