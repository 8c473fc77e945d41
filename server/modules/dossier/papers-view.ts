import { REPRESENTATION_PAPER } from '#workflows/form/representation.ts'
import { scanStateOf, uploaderOf } from '../file/file-view.ts'
import type { StoredFileRow } from './dossier-view.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** The paper by which somebody shows that he may file for another: every procedure may have it, none names it. */
const representation = (dossier: LoadedDossier) => dossier.papers.filter(({ paperCode }) => paperCode === REPRESENTATION_PAPER)

/** What was handed in, in the order of the procedure's list. */
export function paperViews(dossier: LoadedDossier, files: readonly StoredFileRow[], isReaderStaff: boolean) {
  const { definition } = dossier
  const kinds = [...definition.papers, ...definition.cases.flatMap((each) => each.addPapers)]
  const known = kinds.flatMap(({ code, nameVi, nameEn }) =>
    dossier.papers.filter((row) => row.paperCode === code).map((row) => ({ row, nameVi, nameEn })),
  )
  const others = representation(dossier).map((row) => ({ row, nameVi: row.nameVi, nameEn: undefined }))
  return [...known, ...others].map(({ row, nameVi, nameEn }) => {
    const file = files.find((candidate) => candidate.id === row.fileId) ?? null
    return {
      id: row.id,
      code: row.paperCode,
      nameVi,
      nameEn,
      file: file && fileOf(file, isReaderStaff),
      originals: row.originals,
      certified: row.certified,
      copies: row.copies,
      originalSeenAt: row.originalSeenAt,
      supplementId: row.supplementId,
    }
  })
}

function fileOf({ byRole, byName, scanState, createdAt, ...file }: StoredFileRow, isReaderStaff: boolean) {
  const by = uploaderOf({ byRole, byName }, isReaderStaff)
  return { ...file, scanState: scanStateOf(scanState), createdAt: createdAt.toISOString(), by }
}

/** What may be asked for. */
export function paperKinds(dossier: LoadedDossier) {
  const [own] = representation(dossier)
  const known = dossier.definition.papers.map(({ code, nameVi, nameEn, originalsShown, required, source }) => ({
    code,
    nameVi,
    nameEn,
    originalsShown,
    required,
    /** A declaration is the form itself: nobody hands it in. */
    isDeclaration: source === 'declaration',
  }))
  if (!own) return known
  const kind = { code: own.paperCode, nameVi: own.nameVi, nameEn: undefined, originalsShown: false, required: true }
  return [...known, { ...kind, isDeclaration: false }]
}
