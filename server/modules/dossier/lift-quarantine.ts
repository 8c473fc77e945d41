import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, grantsOf } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { findStoredDossier } from './dossier.repository.ts'
import { liftQuarantine, listSetAside } from './quarantine.repository.ts'
import { readState } from './quarantine.ts'

/** What waits for a person to repair it; codes and the reason, no words of people. */
export async function dossiersSetAside() {
  return (await listSetAside()).map(({ since, ...dossier }) => ({ ...dossier, since: since.toISOString() }))
}

/** After the repair: the state must be one that the version has, else it stays aside. */
export async function liftDossier(actor: Actor, { dossierCode }: { dossierCode: string }) {
  if (grantsOf(actor, ['admin']).length === 0) throw new DomainError('NOT_PERMITTED', `${actor.id} lifts no quarantine`)
  const stored = await findStoredDossier(dossierCode, null)
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${dossierCode}`)
  await readState(stored)
  if (!(await liftQuarantine(dossierCode, actor.id)))
    throw new DomainError('EVENT_NOT_ALLOWED', `${dossierCode} is not set aside`)
  await writeAudit({
    actorId: actor.id,
    action: 'dossier.lift',
    homeAgencyId: stored.homeAgencyId,
    dossierId: stored.id,
    purpose: 'operation',
    details: {},
  })
  return { dossierCode }
}
