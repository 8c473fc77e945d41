import { DomainError } from '#workflows/domain-error.ts'
import type { Role } from '#workflows/procedure/definition.ts'
import { grantsOf, type StaffActor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { agencyById } from '../agency/agencies.ts'
import { page, readCursor } from '../dossier/cursor.ts'
import { findUndeliverable, listUndeliverable, settleHandled } from './my-notices.repository.ts'
import { CALL_WANTED } from './notice.repository.ts'
import { baseOf } from './notice-kinds.ts'
import type { HandleInput } from './notification.schema.ts'

const PAGE = 30
/** Whoever stands at the counter of the agency calls people. */
const CALLERS: readonly Role[] = ['desk', 'director', 'operator']
const agenciesOf = (actor: StaffActor) => [...new Set(grantsOf(actor, CALLERS).map(({ agencyId }) => agencyId))]

/** What a person at the desk can do about it. */
function todoOf(
  channel: string,
  status: string,
  reason: string | null,
): 'WRONG_NUMBER' | 'WRONG_MAIL' | 'NO_ADDRESS' | 'PARTNER_AWAY' | 'CALL' {
  if (reason === CALL_WANTED) return 'CALL'
  if (reason?.startsWith('GAVE_UP')) return 'PARTNER_AWAY'
  if (reason === 'NOT_CONNECTED' || reason === 'ZALO_KEY_REFUSED') return 'PARTNER_AWAY'
  if (status === 'NO_ADDRESS' && reason === null) return 'NO_ADDRESS'
  if (reason === 'NO_ADDRESS' || reason === 'NO_BROWSER') return 'NO_ADDRESS'
  return channel === 'EMAIL' ? 'WRONG_MAIL' : 'WRONG_NUMBER'
}

/** What nobody got: whom to call, and what is wrong with the address. */
export async function undeliverableNotices(actor: StaffActor, { cursor }: { cursor?: string }) {
  const agencies = agenciesOf(actor)
  if (agencies.length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} calls nobody`)
  const rows = await listUndeliverable(agencies, readCursor(cursor), PAGE + 1)
  const names = new Map(await Promise.all(agencies.map(async (id) => [id, (await agencyById(id)).nameVi] as const)))
  return page(
    rows,
    PAGE,
    (row) => ({
      id: row.id,
      template: baseOf(row.template),
      code: row.code,
      isPetition: row.isPetition,
      about: row.aboutKind,
      name: row.name ?? '',
      phone: row.phone ?? '',
      agencyNameVi: names.get(row.agencyId) ?? '',
      todo: todoOf(row.channel, row.status, row.reason),
      reason: row.reason ?? row.status,
      since: row.undeliverableAt.toISOString(),
    }),
    (row) => ({ at: row.undeliverableAt.toISOString(), id: row.id }),
  )
}

/** Somebody has called, mended the address or written on paper. */
export async function handleUndeliverable(actor: StaffActor, { id, how, note }: HandleInput) {
  const row = await findUndeliverable(id)
  if (!row || !agenciesOf(actor).includes(row.agencyId))
    throw new DomainError('NOT_FOUND', `no undeliverable notice ${id} for ${actor.id}`)
  if (row.handledById === actor.id) return { handled: true }
  if ((await settleHandled(row.homeAgencyId, id, actor.id, how, note)) === 0)
    throw new DomainError('DOSSIER_CHANGED_MEANWHILE', `notice ${id} was looked after by somebody else`)
  await writeAudit({
    actorId: actor.id,
    action: 'notice.handle',
    ...(row.dossierId ? { homeAgencyId: row.homeAgencyId, dossierId: row.dossierId } : {}),
    purpose: 'a notice that did not arrive',
    details: { noticeId: id, how },
  })
  return { handled: true }
}
