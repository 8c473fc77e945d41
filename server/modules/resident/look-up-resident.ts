import { PartnerFault } from '#server/adapters/partner-fault.ts'
import type { Resident } from '#server/adapters/resident-data/citizen.message.ts'
import { log } from '#server/log.ts'
import type { CitizenActor } from '../account/actor.ts'
import { identityOf } from '../account/identity-of.ts'
import { writeAudit } from '../account/write-audit.ts'
import { callContext } from '../exchange/record-exchange.ts'
import { ourRegister, registerBreaker } from './our-register.ts'

export type ResidentAnswer =
  | { is: 'found'; resident: Resident }
  /** The register does not know this person, or has nobody of that name. */
  | { is: 'unknown' }
  /** It did not answer: the form goes on by hand. */
  | { is: 'unavailable' }

export interface Purpose {
  /** The draft that it is for: the same draft asks the same question, under the same number. */
  draftId: string
  procedureCode: string
}

let inFlight = 0

/**
 * What the national resident database knows of the person who is signed in, and of nobody else. Who asked and why is written down before the
 * question leaves the house; a note that cannot be written asks nothing.
 */
export async function lookUpResident(actor: CitizenActor, { draftId, procedureCode }: Purpose): Promise<ResidentAnswer> {
  const { fullName, personalId, birthDate } = await identityOf(actor.id)
  if (!personalId) return { is: 'unknown' }
  if (registerBreaker.allows(1, inFlight) === 0) return { is: 'unavailable' }
  const purpose = `fill in the form of ${procedureCode} for oneself`
  await writeAudit({ actorId: actor.id, action: 'resident.lookUp', purpose, details: { draftId, procedureCode } })
  inFlight += 1
  try {
    const question = { fullName, personalId, birthDate, procedureCode, askedBy: actor.id, requestId: draftId }
    const resident = await ourRegister().find(question, callContext(null, new AbortController().signal))
    registerBreaker.succeeded()
    return resident ? { is: 'found', resident } : { is: 'unknown' }
  } catch (error) {
    if (!(error instanceof PartnerFault)) throw error
    // a refusal is an answer: the partner is there
    if (error.kind === 'REFUSED') registerBreaker.succeeded()
    else registerBreaker.failed()
    log.warn({ code: error.code, kind: error.kind, draftId }, 'the resident register gave nothing')
    return { is: 'unavailable' }
  } finally {
    inFlight -= 1
  }
}
