import { z } from 'zod'
import { type DocumentForm, documentFormSchema } from '#server/modules/document/document.schema.ts'
import { takeDocumentNumber } from '#server/modules/document/document-number.ts'
import { buildFormData } from '#server/modules/document/form-data.ts'
import { findIssuedDocument, issueDocument } from '#server/modules/document/issue-document.ts'
import { newVerifyId } from '#server/modules/document/verify-id.ts'
import type { LoadedDossier } from '#server/modules/dossier/loaded-dossier.ts'
import { type Delivery, delivered, type OutboxLine } from '#server/modules/exchange/outbox-line.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { resultsFor } from '#workflows/procedure/results.ts'
import { type EventForPaper, eventsUpTo, type ReceiptDue, receiptsDue } from './paper.repository.ts'
import { issuerOf, loadForPaper, paperSource } from './paper-source.ts'

const payloadSchema = z.object({ form: documentFormSchema.optional(), actorId: z.string() })

/** Makes the paper that an event calls for, or the papers of a decision: each once, whoever tries how often. */
export async function issuePaper(line: OutboxLine): Promise<Delivery> {
  const { form = 'RESULT', actorId } = payloadSchema.parse(line.payload)
  // handing a result over is recorded by the desk; there is nothing to print
  if (line.type === 'deliver') return delivered
  const [dossier, events] = await Promise.all([
    loadForPaper(line.dossierId),
    eventsUpTo(line.homeAgencyId, line.dossierId, line.eventSeq),
  ])
  const about = { dossier, events, actorId, at: line.createdAt }
  if (form !== 'RESULT') await issueOne(line, form, about)
  else for (const result of resultsOf(dossier, events)) await issueOne(line, form, { ...about, result })
  return delivered
}

/** What follows from the decision, as it was answered at the decision. */
function resultsOf({ definition, state, code }: LoadedDossier, [event]: EventForPaper[]) {
  const { decision } = state.context
  const results = decision && event ? resultsFor(definition, decision, event.conditions) : []
  if (results.length === 0) throw new DomainError('DEFINITION_REFUSED', `no result for the decision on ${code}`)
  return results
}

interface About {
  dossier: LoadedDossier
  events: EventForPaper[]
  actorId: string
  at: Date
  result?: LoadedDossier['definition']['results'][number]
}

/** A number is taken only when there is no paper yet. */
async function issueOne(line: OutboxLine, form: DocumentForm, { dossier, events, actorId, at, result }: About): Promise<void> {
  const { homeAgencyId, dossierId, eventSeq } = line
  const key = { homeAgencyId, dossierId, form, eventSeq, resultCode: result?.code }
  if (await findIssuedDocument(key)) return
  const number = await takeDocumentNumber((await issuerOf(form, dossier)).id, form, at.toISOString())
  const verifyId = form === 'RESULT' ? newVerifyId() : undefined
  const source = await paperSource(form, dossier, events, { number, at, actorId, verifyId, result })
  await issueDocument({ ...key, data: buildFormData(form, source), by: actorId })
}

/** Prints the receipts of money that was taken. Their numbers were given with the money, so nothing is lost when this is late. */
export async function issueReceipts(line: OutboxLine): Promise<void> {
  for (const receipt of await receiptsDue(line.homeAgencyId, line.dossierId)) await issueReceipt(receipt)
}

async function issueReceipt(receipt: ReceiptDue): Promise<void> {
  const form: DocumentForm = 'PAYMENT_RECEIPT'
  const dossier = await loadForPaper(receipt.dossierId)
  const events = await eventsUpTo(receipt.homeAgencyId, receipt.dossierId, receipt.eventSeq)
  const source = await paperSource(form, dossier, events, {
    number: receipt.number,
    at: receipt.issuedAt,
    actorId: receipt.issuedById,
    verifyId: newVerifyId(),
  })
  const lines = dossier.fees.filter((fee) => receipt.feeIds.includes(fee.feeId) && fee.kindOfMoney === receipt.kindOfMoney)
  const payment = { lines, method: receipt.method, transactionId: receipt.transactionId, paidAt: receipt.issuedAt.toISOString() }
  const { homeAgencyId, dossierId, eventSeq } = receipt
  await issueDocument({
    homeAgencyId,
    dossierId,
    form,
    eventSeq,
    data: buildFormData(form, { ...source, payment }),
    by: receipt.issuedById,
  })
}
