import { FileText, Image } from 'lucide-react'
import { useFormat } from '#app/_lib/use-format.ts'
import type { Dossier } from './dossier-view.ts'

/** Files beside the papers of the form: a notice, a proof, an opinion in writing. */
export function AttachedFiles({ files }: { files: Dossier['obligations'][number]['noticeFiles'] }) {
  const format = useFormat()
  return files.length === 0 ? null : (
    <ul>
      {files.map((file) => (
        <li key={file.id} className="file">
          {file.contentType.startsWith('image/') ? <Image /> : <FileText />}
          <div>
            <a className="file-name" href={`/api/files/${file.id}?inline=1`} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <p className="small soft">{format.fileSize(file.size)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
