import { randomUUID } from 'node:crypto'
import { type CitizenActor, type StaffActor, systemActor } from '#server/modules/account/actor.ts'
import { changeDossier } from '#server/modules/dossier/change-dossier.ts'
import { BUSINESS } from './drafts.ts'
import { as, staff } from './people.ts'

export const businessAnswers = {
  businessName: 'Hộ kinh doanh Cà phê Bến Bính',
  businessPlace: { province: '31', commune: '11359', detail: 'Số 5 đường Bến Bính' },
  businessLines: [{ lineName: 'Quán cà phê, giải khát', lineCode: '5630' }],
  capitalVnd: 50_000_000,
  employeeCount: 2,
  founder: 'individual',
  onlyBusiness: true,
}

/** A household business filed online: it waits for its fee. */
export async function filedBusiness(
  actor: CitizenActor,
  answers: Record<string, unknown> = {},
): Promise<{ code: string; draftId: string }> {
  const { id } = await as(actor).draft.start({ procedureCode: BUSINESS, agencyId: 'xa-a', source: 'ONLINE' })
  const { revision } = await as(actor).draft.get({ id })
  await as(actor).draft.save({ id, revision, answers: { ...businessAnswers, ...answers } })
  const saved = await as(actor).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
  return { code: String(saved.code), draftId: id }
}

/** As the payment platform's word reaches us, without the platform: every open fee is settled. */
export const settledFees = (code: string) =>
  changeDossier(systemActor('payment'), code, { requestId: randomUUID(), action: 'settleFee', body: 'test' }, (dossier) => {
    const [first, ...rest] = dossier.fees
      .filter((fee) => fee.settledAt === null && fee.amountVnd > 0)
      .map(({ feeId, amountVnd }) => ({ event: { type: 'FEE_SETTLED' as const, feeId, amountVnd } }))
    if (!first) throw new Error(`${code} owes nothing`)
    const id = randomUUID()
    const paid = dossier.fees.reduce((sum, fee) => sum + (fee.settledAt ? 0 : fee.amountVnd), 0)
    return {
      events: [first, ...rest],
      payments: [
        {
          id,
          feeIds: dossier.fees.map((fee) => fee.feeId),
          reference: `TEST${id}`,
          amountVnd: paid,
          method: 'ONLINE',
          status: 'SUCCEEDED',
          createdById: 'system:payment',
          createdAt: dossier.now,
          settledAt: dossier.now,
          queries: 0,
        },
      ],
      receipts: [
        {
          id: randomUUID(),
          paymentId: id,
          number: id,
          kindOfMoney: 'LE_PHI',
          amountVnd: paid,
          issuedAt: dossier.now,
          issuedById: 'system:payment',
        },
      ],
    }
  })

/** Filed and paid: it stands with the desk. */
export async function arrivedBusiness(actor: CitizenActor, answers?: Record<string, unknown>) {
  const filed = await filedBusiness(actor, answers)
  await settledFees(filed.code)
  return filed
}

/** Accepted and handed over: the first step waits for an officer. */
export async function processingBusiness(actor: CitizenActor) {
  const filed = await arrivedBusiness(actor)
  const desk = await staff('desk')
  await as(desk).desk.accept({ code: filed.code, requestId: randomUUID(), papers: [] })
  await as(desk).desk.handOver({ code: filed.code, requestId: randomUUID() })
  return filed
}

/** The open work that this person can complete. */
export async function openWorkOf(actor: StaffActor, code: string): Promise<string> {
  const { actions } = await as(actor).dossier.get({ code })
  const action = actions.find((candidate) => candidate.action === 'completeStep')
  if (!action?.workId) throw new Error(`${actor.email} has nothing to complete at ${code}`)
  return action.workId
}

export async function completed(
  actor: StaffActor,
  code: string,
  outcome: string,
  more: { data?: Record<string, unknown>; reason?: string } = {},
) {
  const workId = await openWorkOf(actor, code)
  return as(actor).work.completeStep({
    code,
    workId,
    requestId: randomUUID(),
    outcome,
    data: more.data ?? {},
    reason: more.reason,
  })
}

/** From the first step to the signed, numbered result at the desk. */
export async function throughProcessing(code: string) {
  const [economy, leader, clerk] = [await staff('officer'), await staff('leader'), await staff('clerk')]
  await completed(economy, code, 'eligible')
  await completed(economy, code, 'codeIssued', { data: { taxCode: '0201234567' } })
  await completed(economy, code, 'forward')
  await completed(leader, code, 'granted')
  await completed(clerk, code, 'issued')
}
