import { FileText, Image } from 'lucide-react'
import { useFormat } from '#app/_lib/use-format.ts'
import { FileBy } from '#app/_ui/file-by.tsx'
import type { Dossier } from './dossier-view.ts'
import { PaperFile } from './paper-file.tsx'

/** Files beside the papers of the form: a notice, a proof, an opinion in writing. */
export function AttachedFiles({ files }: { files: Dossier['obligations'][number]['noticeFiles'] }) {
  const format = useFormat()
  return files.length === 0 ? null : (
    <ul>
      {files.map((file) => (
        <li key={file.id} className="file">
          {file.contentType.startsWith('image/') ? <Image /> : <FileText />}
          <div>
            <PaperFile file={file}>
              <span className="file-name">{file.name}</span>
            </PaperFile>
            <p className="small soft">{format.fileSize(file.size)}</p>
            <FileBy by={file.by} />
          </div>
        </li>
      ))}
    </ul>
  )
}
