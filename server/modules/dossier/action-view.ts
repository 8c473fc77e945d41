import { allowed, allowedWork } from '#workflows/dossier/advance.ts'
import type { EventType } from '#workflows/dossier/events.ts'
import type { Outcome, Step } from '#workflows/procedure/definition.ts'
import type { Actor } from '../account/actor.ts'
import { machineFor } from '../procedure/definition-of.ts'
import { conditionFacts } from './condition-facts.ts'
import { can, type DossierAction } from './dossier.policy.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** One thing that this person may do now, because both the policy and the machine say so. Screens show only these. */
export interface ActionView {
  action: DossierAction
  workId: string | null
  step: string | null
  /** Ends the dossier or cannot be taken back. */
  grave: boolean
  outcomes: Pick<Outcome, 'id' | 'labelVi' | 'labelEn' | 'reasonRequired' | 'decision' | 'back'>[]
  data: NonNullable<Step['data']>
  reasons: { code: string; vi: string; en?: string }[]
  toSteps: { step: string; nameVi: string; nameEn?: string }[]
  supplementId: string | null
}

/** Acts on the whole dossier, each with the event that it causes. */
const ON_DOSSIER: readonly [DossierAction, EventType, { grave?: true; reasons?: 'refusal' | 'supplement' }][] = [
  ['accept', 'ACCEPT', {}],
  ['refuseIntake', 'REFUSE_INTAKE', { grave: true, reasons: 'refusal' }],
  ['handOver', 'HAND_OVER', {}],
  ['returnResult', 'RETURN_RESULT', {}],
  ['requestSupplement', 'REQUEST_SUPPLEMENT', { reasons: 'supplement' }],
  ['cancelSupplement', 'CANCEL_SUPPLEMENT', {}],
  ['supply', 'SUPPLY', {}],
  ['withdraw', 'WITHDRAW', { grave: true }],
  ['requestWithdrawal', 'REQUEST_WITHDRAWAL', {}],
  ['confirmWithdrawal', 'CONFIRM_WITHDRAWAL', { grave: true }],
  ['denyWithdrawal', 'DENY_WITHDRAWAL', {}],
  ['suspend', 'SUSPEND', {}],
  ['resume', 'RESUME', {}],
  ['extend', 'EXTEND', {}],
  ['stop', 'STOP', { grave: true }],
  ['reopen', 'REOPEN', { grave: true }],
]

export async function actionsFor(actor: Actor, dossier: LoadedDossier): Promise<ActionView[]> {
  const machine = await machineFor(dossier.procedureVersionId)
  const facts = {
    now: dossier.now,
    actor: { id: actor.id },
    conditions: conditionFacts(dossier),
    caseCode: dossier.caseCode,
    fees: [],
  }
  const { definition, state } = dossier
  const possible = new Set(allowed(machine, state, facts))
  const may = (action: DossierAction, workId?: string) => can(actor, action, dossier, workId).allow
  const view = (action: DossierAction, more: Partial<ActionView> = {}): ActionView => ({
    action,
    workId: null,
    step: null,
    grave: false,
    outcomes: [],
    data: [],
    reasons: [],
    toSteps: [],
    supplementId: null,
    ...more,
  })
  const stepNames = (ids: readonly string[]) =>
    definition.steps.filter((step) => ids.includes(step.id)).map(({ id, nameVi, nameEn }) => ({ step: id, nameVi, nameEn }))

  const views: ActionView[] = []
  for (const work of allowedWork(machine, state, facts)) {
    const { workId, step: stepId } = work
    const step = definition.steps.find((candidate) => candidate.id === stepId)
    const at = { workId, step: stepId }
    if (step && work.outcomes.length > 0 && may('completeStep', workId)) {
      const outcomes = step.outcomes.filter((outcome) => work.outcomes.includes(outcome.id))
      views.push(view('completeStep', { ...at, outcomes, data: step.data ?? [] }))
    }
    if (work.sendBackTo.length > 0 && may('sendBack', workId))
      views.push(view('sendBack', { ...at, toSteps: stepNames(work.sendBackTo) }))
    if (work.mayOpen && may('openWork', workId)) views.push(view('openWork', at))
    if (work.mayClaim && may('claim', workId)) views.push(view('claim', at))
    if (work.mayRelease && may('release', workId)) views.push(view('release', at))
    if (step && possible.has('ASSIGN') && may('assign', workId)) views.push(view('assign', at))
    if (work.recalls !== null && state.context.work.some((done) => done.workId === work.recalls && done.closedById === actor.id))
      views.push(view('recall', { workId: work.recalls, step: work.recalls.replace(/#.*$/, '') }))
  }
  for (const [action, event, { grave = false, reasons }] of ON_DOSSIER) {
    if (!possible.has(event) || !may(action)) continue
    const openSupplement = state.context.supplements.find((request) => request.status === 'OPEN')
    views.push(
      view(action, {
        grave,
        reasons: reasons === 'refusal' ? definition.refusalReasons : reasons === 'supplement' ? definition.supplementReasons : [],
        toSteps: action === 'reopen' ? stepNames(definition.steps.map((step) => step.id)) : [],
        supplementId: action === 'supply' || action === 'cancelSupplement' ? (openSupplement?.supplementId ?? null) : null,
      }),
    )
  }
  const owes = dossier.fees.some((fee) => fee.amountVnd > 0 && fee.settledAt === null)
  if (owes && state.context.endedAt === null) {
    if (may('pay') && dossier.fees.some((fee) => fee.payOnline && fee.amountVnd > 0 && fee.settledAt === null))
      views.push(view('pay'))
    if (may('takeCash')) views.push(view('takeCash'))
  }
  return views
}
