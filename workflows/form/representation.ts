/** By what right somebody files for another (Bộ luật Dân sự 2015, Điều 134–138). A paper is asked where no register says it. */
export const RIGHTS = ['PARENT', 'GUARDIAN', 'AUTHORISED', 'LEGAL_REPRESENTATIVE', 'AUTHORISED_BY_ORGANISATION'] as const
export type Right = (typeof RIGHTS)[number]

export const OF_ORGANISATIONS: readonly Right[] = ['LEGAL_REPRESENTATIVE', 'AUTHORISED_BY_ORGANISATION']

/** The paper that says so, beside those of the procedure. */
export const REPRESENTATION_PAPER = 'giay-to-dai-dien'

const PAPERS: Partial<Record<Right, { nameVi: string; nameEn: string }>> = {
  GUARDIAN: { nameVi: 'Giấy tờ chứng minh việc giám hộ', nameEn: 'Proof of guardianship' },
  AUTHORISED: { nameVi: 'Giấy ủy quyền nộp hồ sơ', nameEn: 'Authorisation to file' },
  AUTHORISED_BY_ORGANISATION: {
    nameVi: 'Giấy giới thiệu hoặc giấy ủy quyền của tổ chức',
    nameEn: 'Letter of authorisation from the organisation',
  },
}

/** The paper that this right has to be shown by; undefined where registers know it. */
export const representationPaper = (right: Right) => PAPERS[right]
