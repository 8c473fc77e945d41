import { randomUUIDv7 } from 'node:crypto'
import { agencyById } from '../agency/agencies.ts'
import type { FeeRow, LoadedDossier } from '../dossier/loaded-dossier.ts'
import { nextReceiptNumber } from './payment.repository.ts'

/** Registers of receipts: fees and charges are receipted apart (Luật Phí và lệ phí 2015). */
const REGISTERS = { PHI: 'BLP', LE_PHI: 'BLLP' } as const

/** One receipt for each kind of money, numbered in the agency's register of the year. */
export async function receiptRows(dossier: LoadedDossier, paymentId: string, fees: readonly FeeRow[], issuedById: string) {
  const agency = await agencyById(dossier.receivingPointId)
  const rows = []
  for (const kindOfMoney of ['PHI', 'LE_PHI'] as const) {
    const amountVnd = fees.filter((fee) => fee.kindOfMoney === kindOfMoney).reduce((sum, fee) => sum + fee.amountVnd, 0)
    if (amountVnd === 0) continue
    const register = REGISTERS[kindOfMoney]
    const { year, n } = await nextReceiptNumber(agency.id, register)
    const number = `${agency.code}/${register}/${year}/${String(n).padStart(7, '0')}`
    rows.push({ id: randomUUIDv7(), paymentId, number, kindOfMoney, amountVnd, issuedAt: dossier.now, issuedById })
  }
  return rows
}
