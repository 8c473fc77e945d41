import { z } from 'zod'
import type { ScanState } from '../file/file.schema.ts'
import { scanStateOf } from '../file/file-view.ts'
import type { LoadedDossier, PaperRow } from './loaded-dossier.ts'

export interface FileOfPaper {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
}

export type FileShown = Omit<FileOfPaper, 'scanState'> & { scanState: ScanState }

/** Files that belong to an obligation or to an opinion. */
export function filesOfSubject(
  dossier: Pick<LoadedDossier, 'papers'>,
  files: readonly FileOfPaper[],
  kind: PaperRow['kind'],
  subjectId: string,
): FileShown[] {
  return dossier.papers
    .filter((paper) => paper.kind === kind && paper.subjectId === subjectId)
    .flatMap((paper) => files.find((file) => file.id === paper.fileId) ?? [])
    .map(({ id, name, size, contentType, sha256, scanState }) => ({
      id,
      name,
      size,
      contentType,
      sha256,
      scanState: scanStateOf(scanState),
    }))
}

const noticeSchema = z
  .object({
    noticeNumber: z.string(),
    agencyVi: z.string(),
    items: z.array(z.object({ nameVi: z.string(), amountVnd: z.int() })),
    amountVnd: z.int(),
    dueOn: z.string().nullable(),
  })
  .catch({ noticeNumber: '', agencyVi: '', items: [], amountVnd: 0, dueOn: null })
const proofSchema = z.object({ note: z.string() }).catch({ note: '' })

/** What has to be paid elsewhere, and how it was shown; both sides read it. Purged words are empty. */
export function obligationViews(dossier: LoadedDossier, files: readonly FileOfPaper[]) {
  return dossier.state.context.obligations.map(({ obligationId, requiredAt, settledAt }) => ({
    id: obligationId,
    status: settledAt === null ? ('OPEN' as const) : ('SETTLED' as const),
    ...noticeSchema.parse(dossier.attached[`notice-${obligationId}`]),
    requiredAt,
    noticeFiles: filesOfSubject(dossier, files, 'NOTICE', obligationId),
    settledAt,
    proofNote: proofSchema.parse(dossier.attached[`proof-${obligationId}`]).note,
    proofFiles: filesOfSubject(dossier, files, 'PROOF', obligationId),
  }))
}
