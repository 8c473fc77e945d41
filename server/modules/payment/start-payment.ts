import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { PartnerFault } from '#server/adapters/partner-fault.ts'
import { totalOf } from '#server/adapters/payment-platform/init.message.ts'
import { stamp } from '#server/adapters/stamp.ts'
import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import { loadForReading } from '../dossier/get-dossier.ts'
import type { FeeRow, LoadedDossier } from '../dossier/loaded-dossier.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { setting } from '../setting/settings.ts'
import { ourPlatform } from './our-platform.ts'
import {
  dropOffer,
  endUnpaid,
  findPaymentById,
  findStillValid,
  insertPending,
  type NewPayment,
  type PaymentRow,
  setPayUrl,
} from './payment.repository.ts'
import type { StartPaymentInput } from './payment.schema.ts'

const PATIENCE_MS = 20_000
const LOOK_AGAIN_MS = 250

/** The chosen fees, each open and payable online. */
function payableFees(dossier: LoadedDossier, feeIds: readonly string[]): FeeRow[] {
  if (dossier.state.context.endedAt)
    throw new DomainError('EVENT_NOT_ALLOWED', `${dossier.code} has ended: nothing is to be paid`)
  return [...new Set(feeIds)].sort().map((feeId) => {
    const fee = dossier.fees.find((candidate) => candidate.feeId === feeId)
    if (!fee?.payOnline || fee.amountVnd <= 0)
      throw new DomainError('FEE_UNKNOWN', `fee ${feeId} of ${dossier.code} is not payable online`)
    if (fee.settledAt) throw new DomainError('PAYMENT_ALREADY_SETTLED', `fee ${feeId} of ${dossier.code} is paid`)
    return fee
  })
}

/** Unique per attempt: the code, a 24-hour stamp, and four digits for two attempts in one second. */
const newReference = (dossier: LoadedDossier) =>
  `dvc${dossier.code.replace(/\W/g, '')}${stamp(dossier.now)}${String(randomInt(10_000)).padStart(4, '0')}`

/** A page of the payment platform for these fees. Two clicks, two tabs or a repeated request get the same page while it is good. */
export async function startPayment(
  actor: Actor,
  input: StartPaymentInput,
  ip: string,
): Promise<{ payUrl: string; reference: string }> {
  // only the applicant's own account reads it as a citizen; staff take cash at the desk
  const dossier = await loadForReading(actor, input.code)
  const known = await findPaymentById(dossier.homeAgencyId, input.requestId)
  if (known && known.dossierId !== dossier.id)
    throw new DomainError('REQUEST_ID_REUSED', `request ${input.requestId} paid for another dossier`)
  const fees = payableFees(dossier, input.feeIds)
  const attempt: NewPayment = {
    homeAgencyId: dossier.homeAgencyId,
    // a failed attempt keeps its id: trying again under the same request is a new attempt
    id: known ? crypto.randomUUID() : input.requestId,
    dossierId: dossier.id,
    feeIds: fees.map((fee) => fee.feeId),
    reference: newReference(dossier),
    amountVnd: totalOf(fees),
    createdById: actor.id,
  }
  const row = await insertPending(attempt)
  return row ? openPage(dossier, row, fees, ip) : waitForPage(attempt)
}

async function openPage(dossier: LoadedDossier, row: PaymentRow, fees: FeeRow[], ip: string) {
  const [agency, beneficiary] = await Promise.all([agencyById(dossier.receivingPointId), setting('payment.beneficiary')])
  const payer = dossier.parties.find((party) => party.kind === 'APPLICANT') ?? dossier.parties[0]
  if (!payer) throw new DomainError('NOT_FOUND', `${dossier.code} has no applicant`)
  try {
    const payUrl = await ourPlatform().init(
      {
        reference: row.reference,
        at: row.createdAt,
        ip: isIP(ip) === 0 ? '127.0.0.1' : ip,
        dossierCode: dossier.code,
        procedure: { code: dossier.definition.code, nameVi: dossier.definition.nameVi },
        agency: { code: agency.nationalCode, nameVi: agency.nameVi, province: agency.province },
        beneficiary,
        payer,
        fees,
      },
      callContext({ homeAgencyId: dossier.homeAgencyId, dossierId: dossier.id }, AbortSignal.timeout(PATIENCE_MS)),
    )
    await setPayUrl(row, payUrl)
    return { payUrl, reference: row.reference }
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    // nothing can have been paid where the platform never took the order; else reconciliation asks
    if (error.kind === 'REFUSED' || error.kind === 'UNREACHABLE') await endUnpaid(row, 'FAILED')
    else await dropOffer(row)
    throw new DomainError(
      error.kind === 'REFUSED' ? 'PARTNER_REFUSED' : 'PARTNER_UNAVAILABLE',
      `INIT ${row.reference}: ${error.code} ${error.message}`,
    )
  }
}

/** Another request is opening the page, or has. */
async function waitForPage(attempt: NewPayment) {
  for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const row = await findStillValid(attempt)
    if (!row) break
    if (row.payUrl) return { payUrl: row.payUrl, reference: row.reference }
    await wait(LOOK_AGAIN_MS)
  }
  throw new DomainError('PARTNER_UNAVAILABLE', `no payment page for ${attempt.dossierId}`)
}
