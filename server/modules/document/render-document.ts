import { renderToBuffer } from '@react-pdf/renderer'
import type { DocumentData } from './document.schema.ts'
import { loadFonts, printableData } from './fonts.ts'
import { mau01 } from './mau-01.ts'
import { mau02 } from './mau-02.ts'
import { mau03 } from './mau-03.ts'
import { mau04 } from './mau-04.ts'
import { mau05 } from './mau-05.ts'
import { mau06 } from './mau-06.ts'
import { mau07 } from './mau-07.ts'
import { paymentReceipt } from './payment-receipt.ts'
import { result } from './result.ts'

/** The PDF of a document; the same data gives the same bytes. */
export async function renderDocument(given: DocumentData): Promise<Uint8Array> {
  await loadFonts()
  return renderToBuffer(layout(printableData(given)))
}

function layout(data: DocumentData) {
  switch (data.form) {
    case 'MAU_01':
      return mau01(data)
    case 'MAU_02':
      return mau02(data)
    case 'MAU_03':
      return mau03(data)
    case 'MAU_04':
      return mau04(data)
    case 'MAU_05':
      return mau05(data)
    case 'MAU_06':
      return mau06(data)
    case 'MAU_07':
      return mau07(data)
    case 'RESULT':
      return result(data)
    case 'PAYMENT_RECEIPT':
      return paymentReceipt(data)
  }
}
