import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { type Actor, viaOf } from '../account/actor.ts'
import { confirmDelegation, noteDelegatedAct } from '../delegation/delegated-act.ts'
import { type Change, saveChange, saveChanges } from './change.repository.ts'
import { changeOf } from './change-of.ts'
import type { Changing } from './decide-events.ts'
import { actingAs, can, type DossierAction } from './dossier.policy.ts'
import { findStoredDossier, findStoredDossiers, findWorkedOnDossier, type StoredDossier } from './dossier.repository.ts'
import { hashOf } from './history.ts'
import { keepKnown, recallKnown } from './known-dossiers.ts'
import { loadDossier } from './load-dossier.ts'
import type { Decision, LoadedDossier, Saved, WorkedOnDossier } from './loaded-dossier.ts'
import { hiddenFrom } from './quarantine.ts'

export interface CommandKey {
  /** Made by the client once per intent: a retry with the same body hears the same answer. */
  requestId: string
  action: DossierAction
  /** Everything that the caller asked for, as it was validated. */
  body: unknown
  /** The duty that the act belongs to, where there is one. */
  workId?: string
}

const savedSchema = z.object({
  code: z.string(),
  revision: z.int(),
  state: z.object({ shellState: z.string(), nationalCode: z.int() }),
})

/** Nothing but the hash of what was asked is kept, and it says nothing of the words in it. */
export const bodyHashOf = (actor: Actor, command: { action: DossierAction | 'open'; body: unknown }) =>
  hashOf({ action: command.action, actor: viaOf(actor)?.id ?? actor.id, body: JSON.stringify(command.body ?? null) })

/** The bulk of all changes; none of them looks at parties, helpers or papers, so these are not read, and the types keep them from being looked at. */
const AT_WORK = ['openWork', 'claim', 'release', 'assign', 'completeStep', 'sendBack', 'recall'] as const
type WorkAction = (typeof AT_WORK)[number]
const isAtWork = (action: DossierAction) => AT_WORK.some((each) => each === action)

/**
 * The one door: every change of a dossier, whoever causes it, passes here. Load, may this actor, is it possible, save in one statement.
 * Somebody faster makes it throw DOSSIER_CHANGED_MEANWHILE and write nothing.
 */
export async function changeDossier(
  actor: Actor,
  code: string,
  command: CommandKey & { action: WorkAction },
  decide: Decide<WorkedOnDossier>,
): Promise<Saved>
export async function changeDossier(
  actor: Actor,
  code: string,
  command: CommandKey & { action: Exclude<DossierAction, WorkAction> },
  decide: Decide,
): Promise<Saved>
export async function changeDossier(actor: Actor, code: string, command: CommandKey, decide: Decide): Promise<Saved> {
  const bodyHash = bodyHashOf(actor, command)
  const isWork = actor.kind === 'STAFF' && isAtWork(command.action)
  const { dossier, answered } = await found(actor, code, command.requestId, isWork)
  // who did it may no longer do it: the work is closed. The hash says that it is the same person asking the same
  if (answered?.bodyHash !== bodyHash) assertMay(actor, command, dossier)
  const known = knownAnswer(answered, command.requestId, bodyHash)
  if (known) return known
  return repeatable(
    () => changeAs(actor, dossier, command, bodyHash, decide),
    async () => knownAnswer((await findStoredDossier(code, command.requestId))?.command ?? null, command.requestId, bodyHash),
  )
}

interface Found {
  dossier: LoadedDossier
  /** What this very command heard before. */
  answered: StoredDossier['command']
}

/** For work as this process left it, if nobody has changed it since; else read. */
async function found(actor: Actor, code: string, requestId: string, isWork: boolean): Promise<Found> {
  const known = isWork ? await recallKnown(code, requestId) : null
  if (known) return known
  const stored = await (isWork ? findWorkedOnDossier({ code, requestId }) : findStoredDossier(code, requestId))
  if (!stored) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
  return { dossier: await hiddenFrom(actor, code, () => loadDossier(stored)), answered: stored.command }
}

/** What a use case decides; `acting` is in whose name: the caller, or somebody who delegated to them. */
type Decide<Seen = LoadedDossier> = (dossier: Seen, acting: Actor) => Decision | Promise<Decision>

/** In the caller's own name where that is possible, else in the name of whoever delegated it to them; the machine says what is possible. */
async function changeAs(
  actor: Actor,
  dossier: LoadedDossier,
  command: CommandKey,
  bodyHash: string,
  decide: Decide,
): Promise<Saved> {
  const { requestId, action, workId } = command
  let refusal: unknown
  for (const acting of actingAs(actor, action, dossier, workId)) {
    try {
      await confirmDelegation(acting)
      const decision = await decide(dossier, acting)
      const saved = await save(acting, dossier, dossier.revision, decision, { requestId, bodyHash })
      await noteDelegatedAct(acting, dossier, action)
      return saved
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'EVENT_NOT_ALLOWED') throw error
      refusal ??= error
    }
  }
  throw refusal ?? new DomainError('NOT_PERMITTED', `${actor.id} ${action} ${dossier.code}`)
}

export interface ManyKey {
  code: string
  requestId: string
}

/**
 * The same door for a job that changes many dossiers alike: each is loaded, judged, decided and guarded by its own revision as above, but they
 * are read and written together. Returns the codes that were written; the others were changed meanwhile, or cannot be changed: ask for those
 * one by one to hear why.
 */
export async function changeDossiers(
  actor: Actor,
  asked: readonly ManyKey[],
  command: Omit<CommandKey, 'requestId'>,
  decide: (dossier: LoadedDossier) => Decision,
): Promise<Set<string>> {
  const bodyHash = bodyHashOf(actor, command)
  const requestIds = new Map(asked.map(({ code, requestId }) => [code, requestId]))
  const changes: Change[] = []
  const codes = new Map<string, string>()
  for (const stored of await findStoredDossiers(asked)) {
    const requestId = requestIds.get(stored.code)
    if (requestId === undefined || stored.command) continue
    try {
      const dossier = await loadDossier(stored)
      assertMay(actor, command, dossier)
      const decided = decide(dossier)
      const { change } = await changeOf(actor, dossier, dossier.revision, decided, { requestId, bodyHash })
      changes.push(change)
      codes.set(dossier.id, dossier.code)
    } catch (error) {
      // one that cannot be decided now is left for the asker to meet by itself
      if (!(error instanceof DomainError)) throw error
    }
  }
  return new Set([...(await saveChanges(changes))].map((id) => codes.get(id) ?? id))
}

/** The same command twice at once: the one that comes second finds the row changed, and hears what the first one heard. */
export async function repeatable(run: () => Promise<Saved>, recall: () => Promise<Saved | null>): Promise<Saved> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'DOSSIER_CHANGED_MEANWHILE') throw error
    const known = await recall()
    if (known) return known
    throw error
  }
}

export function knownAnswer(command: StoredDossier['command'], requestId: string, bodyHash: string): Saved | null {
  if (!command) return null
  if (command.bodyHash !== bodyHash) throw new DomainError('REQUEST_ID_REUSED', `request ${requestId} came with another body`)
  return { ...savedSchema.parse(command.response), response: command.response }
}

/** 403 to staff and to a party; to everybody else the dossier does not exist. */
export function assertMay(actor: Actor, command: Pick<CommandKey, 'action' | 'workId'>, dossier: LoadedDossier): void {
  const verdict = can(actor, command.action, dossier, command.workId)
  if (verdict.allow) return
  if (actor.kind === 'SYSTEM' || can(actor, 'view', dossier).allow)
    throw new DomainError('NOT_PERMITTED', `${actor.id} ${command.action} ${dossier.code}: ${verdict.reason}`)
  throw new DomainError('NOT_FOUND', `${actor.id} may not see ${dossier.code}`)
}

/** Writes what was decided at once: state, history, projections, outbox and the command's answer in one statement. */
export async function save(
  actor: Actor,
  dossier: Changing,
  expectedRevision: number,
  decision: Decision,
  command: { requestId: string; bodyHash: string },
): Promise<Saved> {
  const { change, saved, after } = await changeOf(actor, dossier, expectedRevision, decision, command)
  await saveChange(change, `dossier ${dossier.code} at revision ${expectedRevision}`)
  if (after) keepKnown(after)
  return saved
}
