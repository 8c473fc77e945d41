import { DomainError } from '#workflows/domain-error.ts'
import { validate } from '#workflows/form/validate.ts'
import type { Actor } from '../account/actor.ts'
import { changeDossier } from './change-dossier.ts'
import type {
  AssignInput,
  CommandInput,
  CompleteStepInput,
  ReopenInput,
  SendBackInput,
  StopInput,
  WithReasonInput,
  WorkInput,
} from './dossier.schema.ts'
import { feesAfterStep } from './fees-after-step.ts'
import { civilDay } from './form-facts.ts'
import { dataRefOf, sealData } from './history.ts'
import { staffOf } from './list-dossiers.ts'
import { stepOfWork } from './load-dossier.ts'

const key = <Input extends WorkInput>(input: Input) => ({ requestId: input.requestId, body: input, workId: input.workId })

/** The first opening by its performer; afterwards the one before can no longer call it back. */
export const openWork = (actor: Actor, input: WorkInput) =>
  changeDossier(actor, input.code, { ...key(input), action: 'openWork' }, () => ({
    events: [{ event: { type: 'OPEN_WORK', workId: input.workId } }],
  }))

export const claimWork = (actor: Actor, input: WorkInput) =>
  changeDossier(actor, input.code, { ...key(input), action: 'claim' }, (_, acting) => ({
    events: [{ event: { type: 'ASSIGN', workId: input.workId, accountId: acting.id, mode: 'claim' } }],
  }))

export const releaseWork = (actor: Actor, input: WorkInput) =>
  changeDossier(actor, input.code, { ...key(input), action: 'release' }, (_, acting) => ({
    events: [{ event: { type: 'ASSIGN', workId: input.workId, accountId: acting.id, mode: 'release' } }],
  }))

/** What the step asks to be written down is checked like a form; its hash stands in the chain, the words beside it. */
export const completeStep = (actor: Actor, input: CompleteStepInput) =>
  changeDossier(actor, input.code, { ...key(input), action: 'completeStep' }, async (dossier) => {
    const stepId = stepOfWork(dossier.state, input.workId)
    const step = dossier.definition.steps.find((candidate) => candidate.id === stepId)
    const outcome = step?.outcomes.find((candidate) => candidate.id === input.outcome)
    if (!step || !outcome) throw new DomainError('INPUT_INVALID', `no outcome ${input.outcome} at ${stepId}`, { path: 'outcome' })
    const reason = input.reason ?? ''
    if (outcome.reasonRequired && reason.length < 10)
      throw new DomainError('INPUT_INVALID', 'this outcome needs a reason', {
        path: 'reason',
        messageKey: 'dossier.reasonTooShort',
      })
    const fields = step.data ?? []
    // sending back or refusing does not need what only a finished step can know
    const isFinished = !outcome.back && outcome.decision !== 'REFUSED' && !outcome.reasonRequired
    const checked = validate(fields, input.data, { today: civilDay(dossier.now, dossier.calendar.timeZone) })
    const issues = isFinished ? checked.issues : checked.issues.filter((issue) => issue.messageKey !== 'form.required')
    if (issues.length > 0) throw new DomainError('FORM_INVALID', `step data of ${stepId}`, { issues })
    const hasData = Object.keys(checked.answers).length > 0
    const data = hasData ? sealData(checked.answers) : null
    const version = dossier.forms + 1
    const stepData = data ? { [stepId]: checked.answers } : {}
    const decision = outcome.decision ?? dossier.state.context.decision
    const fees = await feesAfterStep(dossier, { stepData: { ...dossier.stepData, ...stepData }, decision })
    return {
      events: [
        {
          event: {
            type: 'COMPLETE_STEP',
            workId: input.workId,
            outcome: input.outcome,
            ...(input.checks.length > 0 ? { checks: input.checks } : {}),
            ...(data ? { dataRef: dataRefOf(version, data) } : {}),
            ...(reason === '' ? {} : { reasonRef: 'reason' }),
          },
          sealed: reason === '' ? undefined : { reason },
          fees: fees?.told,
        },
      ],
      formData: data ? [{ id: `step-${input.workId}`, version, ...data }] : [],
      stepData,
      fees: fees?.rows,
    }
  })

export const sendBack = (actor: Actor, input: SendBackInput) =>
  changeDossier(actor, input.code, { ...key(input), action: 'sendBack' }, () => ({
    events: [
      {
        event: { type: 'SEND_BACK', workId: input.workId, toStep: input.toStep, reasonRef: 'reason' },
        sealed: { reason: input.reason },
      },
    ],
  }))

export const recallWork = (actor: Actor, input: WorkInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, body: input, action: 'recall' }, () => ({
    events: [{ event: { type: 'RECALL', workId: input.workId } }],
  }))

/** A head or leader gives the work to somebody of the unit who may do it. */
export const assignWork = async (actor: Actor, input: AssignInput) => {
  const people = await staffOf(actor, input)
  if (!people.some((person) => person.id === input.accountId))
    throw new DomainError('INPUT_INVALID', `${input.accountId} may not do ${input.workId}`, { path: 'accountId' })
  return changeDossier(actor, input.code, { ...key(input), action: 'assign' }, (dossier) => {
    const isTaken = dossier.state.context.work.some((work) => work.workId === input.workId && work.assigneeId !== null)
    return {
      events: [
        { event: { type: 'ASSIGN', workId: input.workId, accountId: input.accountId, mode: isTaken ? 'reassign' : 'assign' } },
      ],
    }
  })
}

export const resumeDossier = (actor: Actor, input: CommandInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'resume', body: input }, () => ({
    events: [{ event: { type: 'RESUME' } }],
  }))

/** By the agency, or because the applicant asked for it. */
export const stopDossier = (actor: Actor, input: StopInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'stop', body: input }, () => ({
    events: [
      { event: { type: 'STOP', by: input.by, basis: input.basis, reasonRef: 'reason' }, sealed: { reason: input.reason } },
    ],
  }))

export const confirmWithdrawal = (actor: Actor, input: CommandInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'confirmWithdrawal', body: input }, () => ({
    events: [{ event: { type: 'CONFIRM_WITHDRAWAL' } }],
  }))

export const denyWithdrawal = (actor: Actor, input: WithReasonInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'denyWithdrawal', body: input }, () => ({
    events: [{ event: { type: 'DENY_WITHDRAWAL', reasonRef: 'reason' }, sealed: { reason: input.reason } }],
  }))

export const reopenDossier = (actor: Actor, input: ReopenInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'reopen', body: input }, (_, acting) => ({
    events: [
      {
        event: { type: 'REOPEN', toStep: input.toStep, approverId: acting.id, reasonRef: 'reason' },
        sealed: { reason: input.reason },
      },
    ],
  }))
