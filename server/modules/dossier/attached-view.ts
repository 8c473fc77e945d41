import { z } from 'zod'
import type { ScanState, Uploader } from '../file/file.schema.ts'
import { scanStateOf, uploaderOf } from '../file/file-view.ts'
import type { LoadedDossier, PaperRow } from './loaded-dossier.ts'

export interface FileOfPaper {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  scanState: string
  byRole: string
  byName: string | null
}

export type FileShown = Omit<FileOfPaper, 'scanState' | 'byRole' | 'byName'> & { scanState: ScanState; by: Uploader }

/** Files that belong to an obligation or to an opinion. */
export function filesOfSubject(
  dossier: Pick<LoadedDossier, 'papers'>,
  files: readonly FileOfPaper[],
  kind: PaperRow['kind'],
  subjectId: string,
  isReaderStaff: boolean,
): FileShown[] {
  return dossier.papers
    .filter((paper) => paper.kind === kind && paper.subjectId === subjectId)
    .flatMap((paper) => files.find((file) => file.id === paper.fileId) ?? [])
    .map(({ id, name, size, contentType, sha256, scanState, byRole, byName }) => ({
      id,
      name,
      size,
      contentType,
      sha256,
      scanState: scanStateOf(scanState),
      by: uploaderOf({ byRole, byName }, isReaderStaff),
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
export function obligationViews(dossier: LoadedDossier, files: readonly FileOfPaper[], isReaderStaff: boolean) {
  return dossier.state.context.obligations.map(({ obligationId, requiredAt, settledAt }) => ({
    id: obligationId,
    status: settledAt === null ? ('OPEN' as const) : ('SETTLED' as const),
    ...noticeSchema.parse(dossier.attached[`notice-${obligationId}`]),
    requiredAt,
    noticeFiles: filesOfSubject(dossier, files, 'NOTICE', obligationId, isReaderStaff),
    settledAt,
    proofNote: proofSchema.parse(dossier.attached[`proof-${obligationId}`]).note,
    proofFiles: filesOfSubject(dossier, files, 'PROOF', obligationId, isReaderStaff),
  }))
}
