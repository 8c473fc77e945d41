import { allowed, allowedWork } from '#workflows/dossier/advance.ts'
import type { EventType } from '#workflows/dossier/events.ts'
import type { Members, Outcome, Role, Step } from '#workflows/procedure/definition.ts'
import { type Actor, personasOf, viaOf } from '../account/actor.ts'
import { machineFor } from '../procedure/definition-of.ts'
import { approverOf, isProposed } from './approvers.ts'
import { possibleFacts } from './condition-facts.ts'
import { actorFacts } from './decide-events.ts'
import { can, type DossierAction } from './dossier.policy.ts'
import { factsOfDossier } from './form-facts.ts'
import { stepOfWork } from './load-dossier.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { opinionActions, proposalActions } from './more-actions.ts'

/** One thing that this person may do now, because both the policy and the machine say so. Screens show only these. */
export interface ActionView {
  action: DossierAction
  workId: string | null
  step: string | null
  /** Ends the dossier or cannot be taken back. */
  grave: boolean
  outcomes: Pick<Outcome, 'id' | 'labelVi' | 'labelEn' | 'reasonRequired' | 'decision' | 'back' | 'when'>[]
  data: NonNullable<Step['data']>
  reasons: { code: string; vi: string; en?: string }[]
  toSteps: { step: string; nameVi: string; nameEn?: string }[]
  supplementId: string | null
  /** Whose opinion it is, in giveOpinion; `workId` is then the work of the step that asked. */
  member: string | null
  /** What has to be confirmed, one by one, before a step ends forward. */
  checks: Step['checks']
  answers: Members['answers']
  obligationId: string | null
  /** Another person has to agree: the act only asks. */
  approver: Role | null
  proposalId: string | null
  /** Who delegated it: the act is done in that person's name; null: in one's own. */
  inNameOf: string | null
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
  ['chooseResultWay', 'AMEND', {}],
  ['requireObligation', 'REQUIRE_OBLIGATION', {}],
  ['proveObligation', 'OBLIGATION_SETTLED', {}],
  ['settleObligation', 'OBLIGATION_SETTLED', {}],
  ['suspend', 'SUSPEND', {}],
  ['resume', 'RESUME', {}],
  ['extend', 'EXTEND', {}],
  ['transfer', 'TRANSFER', {}],
  ['stop', 'STOP', { grave: true }],
  ['reopen', 'REOPEN', { grave: true }],
]

/** What one may do oneself comes first; what is only possible in another's name says in whose. */
export async function actionsFor(actor: Actor, dossier: LoadedDossier): Promise<ActionView[]> {
  const found = new Map<string, ActionView>()
  for (const persona of personasOf(actor)) {
    const inNameOf = viaOf(persona) ? persona.fullName : null
    for (const view of await actionsOf(persona, dossier)) {
      const key = [view.action, view.workId, view.member, view.proposalId].join(' ')
      if (!found.has(key)) found.set(key, { ...view, inNameOf })
    }
  }
  return [...found.values()]
}

async function actionsOf(actor: Actor, dossier: LoadedDossier): Promise<ActionView[]> {
  const machine = await machineFor(dossier.procedureVersionId, dossier.state.shellVersion)
  const facts = {
    now: dossier.now,
    actor: actorFacts(actor),
    conditions: possibleFacts({ ...dossier, facts: await factsOfDossier(dossier) }),
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
    member: null,
    checks: [],
    answers: [],
    obligationId: null,
    approver: null,
    proposalId: null,
    inNameOf: null,
    ...more,
  })
  const stepNames = (ids: readonly string[]) =>
    [...definition.steps, ...definition.blocks]
      .filter(({ id }) => ids.includes(id))
      .map(({ id, nameVi, nameEn }) => ({ step: id, nameVi, nameEn }))

  const views: ActionView[] = []
  for (const work of allowedWork(machine, state, facts)) {
    const { workId, step: stepId } = work
    const step = definition.steps.find((candidate) => candidate.id === stepId)
    const at = { workId, step: stepId }
    if (step && work.outcomes.length > 0 && may('completeStep', workId)) {
      const outcomes = step.outcomes.filter((outcome) => work.outcomes.includes(outcome.id))
      views.push(view('completeStep', { ...at, outcomes, data: step.data ?? [], checks: step.checks }))
    }
    if (work.sendBackTo.length > 0 && may('sendBack', workId))
      views.push(view('sendBack', { ...at, toSteps: stepNames(work.sendBackTo) }))
    if (work.mayOpen && may('openWork', workId)) views.push(view('openWork', at))
    if (work.mayClaim && may('claim', workId)) views.push(view('claim', at))
    if (work.mayRelease && may('release', workId)) views.push(view('release', at))
    if (step && possible.has('ASSIGN') && may('assign', workId)) views.push(view('assign', at))
    views.push(...opinionActions(actor, dossier, work).map(({ action, ...more }) => view(action, more)))
    if (step?.sub && possible.has('OPEN_SUB') && may('openSub', workId)) views.push(view('openSub', at))
    if (work.recalls !== null && state.context.work.some((done) => done.workId === work.recalls && done.closedById === actor.id))
      views.push(view('recall', { workId: work.recalls, step: stepOfWork(state, work.recalls) }))
  }
  views.push(...(await proposalActions(actor, dossier)).map(({ action, ...more }) => view(action, more)))
  for (const [action, event, { grave = false, reasons }] of ON_DOSSIER) {
    if (!possible.has(event) || !may(action)) continue
    const openObligation = state.context.obligations.find((obligation) => obligation.settledAt === null)
    const openSupplement = state.context.supplements.find((request) => request.status === 'OPEN')
    views.push(
      view(action, {
        grave,
        reasons: reasons === 'refusal' ? definition.refusalReasons : reasons === 'supplement' ? definition.supplementReasons : [],
        toSteps: action === 'reopen' ? stepNames(definition.steps.map((step) => step.id)) : [],
        obligationId: event === 'OBLIGATION_SETTLED' ? (openObligation?.obligationId ?? null) : null,
        approver: isProposed(action) ? approverOf(dossier, action) : null,
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
