import { nextNumber } from './document.repository.ts'
import type { DocumentForm } from './document.schema.ts'
import { yearOf } from './vietnamese.ts'

/** Marks behind the number, one register each; TT 01/2018/TT-VPCP prints HDHS, the others are chosen alike. */
const REGISTERS: Record<DocumentForm, { mark: string; digits: number }> = {
  MAU_01: { mark: 'TNHS', digits: 4 },
  MAU_02: { mark: 'HDHS', digits: 4 },
  MAU_03: { mark: 'TCHS', digits: 4 },
  MAU_04: { mark: 'XLGH', digits: 4 },
  MAU_05: { mark: 'DGQ', digits: 4 },
  MAU_06: { mark: 'KSHS', digits: 4 },
  MAU_07: { mark: 'STD', digits: 4 },
  RESULT: { mark: 'KQ', digits: 4 },
  PAYMENT_RECEIPT: { mark: 'BL', digits: 7 },
}

/** The next number of this form's register at the agency, such as `0012/HDHS`. */
export async function takeDocumentNumber(agencyId: string, form: DocumentForm, at: string): Promise<string> {
  const { mark, digits } = REGISTERS[form]
  const n = await nextNumber(agencyId, mark, yearOf(at))
  return `${String(n).padStart(digits, '0')}/${mark}`
}
