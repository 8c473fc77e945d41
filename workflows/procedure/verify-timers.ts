import type { DossierContext, DossierTimer } from '../dossier/state.ts'
import { chooseLimit, type LimitChoice } from '../dossier/turn.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { View } from './explore-view.ts'
import { limitChoices, memberLimitChoice, membersLimitChoice, stepLimitChoice } from './limits.ts'
import type { Report } from './verify-fault.ts'

type Want = (kind: string, workId: string | null, choice: LimitChoice, step: string) => void

/** Every limit that has to be watched here. */
function wanted(definition: ProcedureDefinition, { work, legalClock, opinions }: DossierContext, view: View, want: Want): void {
  const { shell } = view
  const limits = limitChoices(definition)
  if (shell === 'awaitingFee') want('FEE', null, limits.fee, shell)
  if (shell === 'arrived') want('INTAKE', work.findLast(({ step }) => step === 'intake')?.workId ?? null, limits.intake, shell)
  if (shell === 'supplementBeforeIntake' || shell === 'awaitingSupplement') want('SUPPLEMENT', null, limits.supplement, shell)
  if (legalClock !== null && legalClock.stoppedAt === null) want('LEGAL', null, limits.legal, shell)
  for (const { workId, step } of view.steps) {
    want('STEP', workId, stepLimitChoice(definition, step), step)
    for (const { workId: askedBy, member, status } of opinions) {
      if (askedBy !== workId || status !== 'OPEN') continue
      const members = definition.steps.find(({ id }) => id === step)?.members
      if (!members) continue
      const fixed = members.fixed.find(({ id }) => id === member)
      const choice = fixed ? memberLimitChoice(step, members, fixed) : membersLimitChoice(step, members)
      want('OPINION', `${workId}.${member}`, choice, step)
    }
  }
}

const keyOf = ({ kind, workId, limitRef, dueAt }: DossierTimer) => `${kind} ${workId ?? '-'} ${dueAt ?? limitRef}`

/** Exactly these limits run; a step's own may have passed already, and a member's as well. */
export function timerFaults(definition: ProcedureDefinition, context: DossierContext, view: View, report: Report): void {
  const { timers, work, caseCode } = context
  const isMeant = new Set<DossierTimer>()
  wanted(definition, context, view, (kind, workId, choice, step) => {
    const { ref } = chooseLimit(choice, caseCode)
    if (ref === null) return
    let isThere = false
    for (const timer of timers) {
      if (timer.kind !== kind || timer.workId !== workId || (timer.dueAt ?? timer.limitRef) !== ref) continue
      if (timer.status === 'RUNNING') isMeant.add(timer)
      isThere ||= timer.status !== 'CANCELLED'
    }
    if (!isThere) report('timer', step, [`${kind} ${workId ?? '-'} ${ref}: không có / missing`])
  })
  for (const timer of timers) {
    if (timer.status !== 'RUNNING' || isMeant.has(timer)) continue
    const step = work.find((each) => each.workId === timer.workId)?.step ?? view.shell
    report('timer', step, [`${keyOf(timer)}: thừa / not wanted`])
  }
}
