import { randomUUID } from 'node:crypto'
import { appNow } from '#server/clock.repository.ts'
import type { CitizenActor, StaffActor } from '#server/modules/account/actor.ts'
import { faultsOf } from '#server/modules/history/check-history.ts'
import { histories } from '#server/modules/history/history.repository.ts'
import { projectionsOf } from '#server/modules/history/invariants.repository.ts'
import { violationsOf } from '#server/modules/history/invariants.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { asOwner } from './owner.ts'
import { as, citizen, staff } from './people.ts'
import { publish } from './procedures.ts'

export const REASON = 'Một lý do đủ dài để được nhận'

/** Filed online by a citizen nobody has met before; it stands with the desk. */
export async function filed(definition: ProcedureDefinition, agencyId = 'xa-a'): Promise<{ code: string; person: CitizenActor }> {
  await publish(definition)
  const person = await citizen()
  const { id } = await as(person).draft.start({ procedureCode: definition.code, agencyId, source: 'ONLINE' })
  await as(person).draft.save({ id, revision: 1, answers: { matter: 'Một việc' } })
  const saved = await as(person).dossier.submit({ draftId: id, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' })
  return { code: String(saved.code), person }
}

/** Received and handed over: the first step is open. */
export async function running(definition: ProcedureDefinition, agencyId = 'xa-a') {
  const found = await filed(definition, agencyId)
  const desk = await staff('desk', agencyId)
  await as(desk).desk.accept({ code: found.code, requestId: randomUUID(), papers: [] })
  await as(desk).desk.handOver({ code: found.code, requestId: randomUUID() })
  return found
}

export const to = (code: string) => ({ code, requestId: randomUUID() })
export const view = (actor: CitizenActor | StaffActor, code: string) => as(actor).dossier.get({ code })
export const actionsOf = async (actor: CitizenActor | StaffActor, code: string) =>
  (await view(actor, code)).actions.map(({ action }) => action)

/** The work that this person can do at this dossier. */
export async function workOf(actor: StaffActor, code: string, action = 'completeStep'): Promise<string> {
  const found = (await view(actor, code)).actions.find((each) => each.action === action)
  if (!found?.workId) throw new Error(`${actor.email} cannot ${action} at ${code}`)
  return found.workId
}

export async function done(
  actor: StaffActor,
  code: string,
  outcome: string,
  more: { data?: Record<string, unknown>; reason?: string; checks?: string[] } = {},
) {
  return as(actor).work.completeStep({ ...to(code), workId: await workOf(actor, code), outcome, data: {}, ...more })
}

/** A chain that is whole, and everything beside the state following from it. */
export async function faultsAt(code: string): Promise<unknown[]> {
  for await (const history of histories()) {
    if (history.code !== code) continue
    const beside = await projectionsOf(history.homeAgencyId, history.id)
    if (!beside) throw new Error(code)
    return [...faultsOf(history), ...(await violationsOf(history, beside))]
  }
  throw new Error(`no dossier ${code}`)
}

/** The clock of this test's database goes on by so many hours. */
export async function hoursLater(hours: number): Promise<void> {
  await asOwner(
    `INSERT INTO "AppClock" (id, "offsetMs") VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET "offsetMs" = "AppClock"."offsetMs" + $1`,
    [Math.round(hours * 3_600_000)],
  )
  await appNow()
}

export const outboxOf = (code: string, target: string) =>
  asOwner<{ type: string; payload: Record<string, unknown>; status: string }>(
    `SELECT o.type, o.payload, o.status FROM "OutboxMessage" o JOIN "Dossier" d ON d.id = o."dossierId"
     WHERE d.code = $1 AND o.target = $2 ORDER BY o."lineSeq"`,
    [code, target],
  )
