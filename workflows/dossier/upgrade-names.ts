import type { ProcedureDefinition } from '../procedure/definition.ts'
import { limitChoices, resolveLimit, stepLimitChoice } from '../procedure/limits.ts'
import type { Performer } from '../procedure/performer.ts'
import { isExcluded, requiredAccount } from './reading.ts'
import type { DossierContext, DossierTimer, Work } from './state.ts'
import { chooseLimit } from './turn.ts'

/** What a step or block is called in the version that the dossier moves to. */
export type Rename = (id: string) => string

export const renaming =
  (map: Readonly<Record<string, string>>): Rename =>
  (id) =>
    Object.hasOwn(map, id) ? (map[id] ?? id) : id

const renamedPerformer = ({ sameAs, notSameAs, ...performer }: Performer, rename: Rename): Performer => ({
  ...performer,
  ...(sameAs === undefined ? {} : { sameAs: rename(sameAs) }),
  ...(notSameAs === undefined ? {} : { notSameAs: rename(notSameAs) }),
})

/** `step:check@late` → `step:examine@late`; limits of the whole dossier and limits set at run time keep their names. */
const renamedRef = (ref: string, rename: Rename): string =>
  ref.replace(/^(step|members):([^.@]+)/, (_, kind: string, step: string) => `${kind}:${rename(step)}`)

/** The name of the same limit in the other version; null: it has none. */
function refIn(to: ProcedureDefinition, ref: string, caseCode: string | null): string | null {
  if (ref.startsWith('=')) return ref
  const [name = ''] = ref.split('@')
  const step = /^step:(.+)$/.exec(name)?.[1]
  if (step !== undefined) return chooseLimit(stepLimitChoice(to, step), caseCode).ref
  const whole = Object.values(limitChoices(to)).find((choice) => choice.ref === name)
  if (whole) return chooseLimit(whole, caseCode).ref
  // A member that has lost its own limit has the one of all members.
  return [name, name.replace(/\..*$/, '')].find((each) => resolveLimit(to, each) !== null) ?? null
}

function movedTimer(timer: DossierTimer, to: ProcedureDefinition, rename: Rename, caseCode: string | null): DossierTimer {
  if (timer.limitRef === null) return timer
  const renamed = renamedRef(timer.limitRef, rename)
  if (timer.status !== 'RUNNING') return { ...timer, limitRef: renamed }
  const limitRef = refIn(to, renamed, caseCode)
  return limitRef === null ? { ...timer, limitRef: renamed, status: 'CANCELLED' } : { ...timer, limitRef }
}

/** Open work is done as the new version says; what is done stays as it was done, under the new names. */
function movedWork(work: Work, to: ProcedureDefinition, rename: Rename): Work {
  const step = rename(work.step)
  const performer = renamedPerformer(work.performer, rename)
  if (work.closedAt !== null || work.member !== null) return { ...work, step, performer }
  return { ...work, step, performer: to.steps.find(({ id }) => id === step)?.performer ?? performer }
}

/** Nobody keeps a work that four eyes forbid in the new version, and whoever alone may do it has it. */
function reassigned(context: DossierContext): Work[] {
  return context.work.map((work) => {
    if (work.closedAt !== null) return work
    const required = requiredAccount(context, work.performer)
    if (required !== null) return { ...work, assigneeId: required }
    const { assigneeId } = work
    return assigneeId !== null && isExcluded(context, work.performer, { id: assigneeId }) ? { ...work, assigneeId: null } : work
  })
}

/** Ids of work stay: tables, forms and the history name them. Only the steps that they belong to have other names now. */
export function movedContext(context: DossierContext, to: ProcedureDefinition, rename: Rename): DossierContext {
  const moved: DossierContext = {
    ...context,
    work: context.work.map((work) => movedWork(work, to, rename)),
    timers: context.timers.map((timer) => movedTimer(timer, to, rename, context.caseCode)),
    opinions: context.opinions.map((opinion) => ({
      ...opinion,
      performer: renamedPerformer(opinion.performer, rename),
      limitRef: opinion.limitRef === null ? null : renamedRef(opinion.limitRef, rename),
    })),
    subs: context.subs.map((sub) => ({ ...sub, step: rename(sub.step) })),
  }
  return { ...moved, work: reassigned(moved) }
}
