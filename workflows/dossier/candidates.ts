import type { Members, ProcedureDefinition } from '../procedure/definition.ts'
import type { EventType, MachineEvent } from './events.ts'
import { openStepWorks, openWork, opinionsOf } from './reading.ts'
import type { DossierContext, Facts } from './state.ts'

type EventOf<Type extends EventType> = Extract<MachineEvent, { type: Type }>
interface Asked {
  definition: ProcedureDefinition
  context: DossierContext
  facts: Facts
  /** Steps and blocks to which one might go back. */
  places: readonly string[]
}
type Examples = { [Type in EventType]: (asked: Asked) => EventOf<Type>[] }

const REF = 'ref'
/** Whoever agrees is another person than whoever asks. */
const APPROVER = 'an-approver'
const DAY = 86_400_000
const later = (instant: string, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString()
const fresh = (ids: readonly string[], prefix: string) => {
  let n = 1
  while (ids.includes(`${prefix}${n}`)) n += 1
  return `${prefix}${n}`
}

/** The open steps in which others are asked. */
const consulting = ({ steps }: ProcedureDefinition, context: DossierContext): { workId: string; members: Members }[] =>
  openStepWorks(context).flatMap(({ workId, step }) => {
    const members = steps.find(({ id }) => id === step)?.members
    return members ? [{ workId, members }] : []
  })

/** Somebody who could be chosen: a colleague, or another agency. */
function someMember({ from, role, unitKind }: NonNullable<Members['chosen']>, n: number): EventOf<'ADD_MEMBER'>['member'] {
  return from === 'own'
    ? { member: `m${n}`, accountId: `colleague-${n}` }
    : { member: `m${n}`, performer: { role, unitKind, agency: `H24.${n}` } }
}

/** Every event that could make sense in this state, one for each payload that matters: a new event without an entry does not compile. */
const EXAMPLES: Examples = {
  OPEN: ({ definition, facts }) =>
    definition.sources.map((source) => ({ type: 'OPEN', source, dataRef: REF, receivedAt: facts.now })),
  FEE_SETTLED: ({ context }) => context.fees.map(({ feeId, amountVnd }) => ({ type: 'FEE_SETTLED', feeId, amountVnd })),
  ACCEPT: ({ facts }) => [{ type: 'ACCEPT', receivedAt: facts.now }],
  REFUSE_INTAKE: () => [{ type: 'REFUSE_INTAKE', basis: 'basis', reasonRef: REF }],
  REQUEST_SUPPLEMENT: ({ definition, context }) => [
    {
      type: 'REQUEST_SUPPLEMENT',
      supplementId: fresh(
        context.supplements.map(({ supplementId }) => supplementId),
        's',
      ),
      items: [{ paperCode: null, fieldId: null, noteRef: REF }],
      basis: 'basis',
      reasonRef: REF,
      dueAt: null,
      // Somebody's agreement is only asked for beyond the bound.
      ...(definition.supplement.beyondApprover === null ? {} : { approverId: APPROVER }),
    },
  ],
  SUPPLY: ({ context }) => context.supplements.map(({ supplementId }) => ({ type: 'SUPPLY', supplementId, dataRef: REF })),
  CANCEL_SUPPLEMENT: ({ context }) =>
    context.supplements.map(({ supplementId }) => ({ type: 'CANCEL_SUPPLEMENT', supplementId })),
  HAND_OVER: () => [{ type: 'HAND_OVER' }],
  // To oneself, and to anybody: which colleague it may be is asked account by account.
  ASSIGN: ({ context, facts }) =>
    openWork(context).flatMap(({ workId, assigneeId }) => {
      const assign = (mode: EventOf<'ASSIGN'>['mode'], accountId: string): EventOf<'ASSIGN'> => ({
        type: 'ASSIGN',
        workId,
        accountId,
        mode,
      })
      return [
        assign('claim', facts.actor.id),
        assign('assign', 'anybody'),
        assign('reassign', 'anybody'),
        assign('release', assigneeId ?? facts.actor.id),
      ]
    }),
  OPEN_WORK: ({ context }) => openWork(context).map(({ workId }) => ({ type: 'OPEN_WORK', workId })),
  COMPLETE_STEP: ({ definition, context }) =>
    openStepWorks(context).flatMap(({ workId, step: id }) => {
      const step = definition.steps.find((each) => each.id === id)
      const checks = (step?.checks ?? []).map((check) => check.id)
      return (step?.outcomes ?? []).map(
        (outcome): EventOf<'COMPLETE_STEP'> => ({
          type: 'COMPLETE_STEP',
          workId,
          outcome: outcome.id,
          reasonRef: REF,
          ...(checks.length > 0 ? { checks } : {}),
        }),
      )
    }),
  SEND_BACK: ({ context, places }) =>
    openStepWorks(context).flatMap(({ workId }) =>
      places.map((toStep) => ({ type: 'SEND_BACK', workId, toStep, reasonRef: REF })),
    ),
  RECALL: ({ context }) =>
    context.work.filter(({ closedAt }) => closedAt !== null).map(({ workId }) => ({ type: 'RECALL', workId })),
  // As many as the version wants at least, and enough for its number of answers.
  ASK_OPINION: ({ definition, context }) =>
    consulting(definition, context).flatMap(({ workId, members: { fixed, chosen, join } }) => {
      if (!chosen) return []
      const needed = join.type === 'atLeast' ? join.n - fixed.length : 1
      const count = Math.min(chosen.max, Math.max(chosen.min, needed, 1))
      const members = Array.from({ length: count }, (_, index) => someMember(chosen, index + 1))
      return [{ type: 'ASK_OPINION', workId, members }]
    }),
  ADD_MEMBER: ({ definition, context }) =>
    consulting(definition, context).flatMap(({ workId, members: { fixed, chosen } }) => {
      const known = opinionsOf(context, workId).map(({ member }) => member)
      const missing = fixed.filter(({ id }) => !known.includes(id)).map(({ id }) => ({ member: id }))
      const added = chosen ? [someMember(chosen, Number(fresh(known, 'm').slice(1)))] : []
      return [...missing, ...added].map((member) => ({ type: 'ADD_MEMBER', workId, member }))
    }),
  GIVE_OPINION: ({ definition, context }) =>
    consulting(definition, context).flatMap(({ workId, members: { answers } }) =>
      opinionsOf(context, workId)
        .filter(({ status }) => status === 'OPEN')
        .flatMap(({ member }) => answers.map(({ id }) => ({ type: 'GIVE_OPINION', workId, member, answer: id, dataRef: REF }))),
    ),
  CLOSE_OPINIONS: ({ definition, context }) =>
    consulting(definition, context).map(({ workId }) => ({ type: 'CLOSE_OPINIONS', workId, reasonRef: REF })),
  REQUIRE_OBLIGATION: ({ context }) => [
    {
      type: 'REQUIRE_OBLIGATION',
      obligationId: fresh(
        context.obligations.map(({ obligationId }) => obligationId),
        'o',
      ),
      noticeRef: REF,
    },
  ],
  OBLIGATION_SETTLED: ({ context }) =>
    context.obligations.map(({ obligationId }) => ({ type: 'OBLIGATION_SETTLED', obligationId, proofRef: REF })),
  SUSPEND: () => [{ type: 'SUSPEND', basis: 'basis', approverId: APPROVER, reasonRef: REF }],
  RESUME: () => [{ type: 'RESUME' }],
  EXTEND: ({ context, facts }) => [
    {
      type: 'EXTEND',
      newPromisedAt: later(context.promisedAt ?? facts.now, 1),
      basis: 'basis',
      approverId: APPROVER,
      reasonRef: REF,
    },
  ],
  WITHDRAW: () => [{ type: 'WITHDRAW', reasonRef: REF }],
  REQUEST_WITHDRAWAL: () => [{ type: 'REQUEST_WITHDRAWAL', reasonRef: REF }],
  CONFIRM_WITHDRAWAL: () => [{ type: 'CONFIRM_WITHDRAWAL' }],
  DENY_WITHDRAWAL: () => [{ type: 'DENY_WITHDRAWAL', reasonRef: REF }],
  STOP: () => (['AGENCY', 'APPLICANT'] as const).map((by) => ({ type: 'STOP', by, basis: 'basis', reasonRef: REF })),
  TRANSFER: () => [{ type: 'TRANSFER', toAgencyId: 'another-agency', reasonRef: REF }],
  OPEN_SUB: ({ context }) => [
    {
      type: 'OPEN_SUB',
      subDossierId: fresh(
        context.subs.map(({ subDossierId }) => subDossierId),
        'd',
      ),
    },
  ],
  SUB_CLOSED: ({ context }) => context.subs.map(({ subDossierId }) => ({ type: 'SUB_CLOSED', subDossierId, outcome: 'GRANTED' })),
  // Two machines are needed for it (`upgrade`): no state of one machine takes it.
  UPGRADE_VERSION: () => [],
  LIMIT_PASSED: ({ context }) =>
    context.timers
      .filter(({ status }) => status === 'RUNNING')
      .map(({ timerId, kind }) => ({ type: 'LIMIT_PASSED', timerId, kind })),
  RETURN_RESULT: () => [{ type: 'RETURN_RESULT', deliveryId: 'd1' }],
  REOPEN: ({ places, facts }) => places.map((toStep) => ({ type: 'REOPEN', toStep, approverId: facts.actor.id, reasonRef: REF })),
  AMEND: () => [{ type: 'AMEND', what: 'RESULT_WAY', value: 'POST', dataRef: REF }],
  RECALENDAR: ({ context, facts }) => [
    {
      type: 'RECALENDAR',
      calendarVersionId: context.calendarVersionId === 'k1' ? 'k2' : 'k1',
      oldDueAt: facts.now,
      newDueAt: later(facts.now, 1),
    },
  ],
}

/** In the order in which they are tried. */
export const EVENT_TYPES = Object.keys(EXAMPLES) as EventType[]

/** What is asked for instead of everything. */
interface Wanted {
  types?: readonly EventType[]
  /** To which steps and blocks one might go back, by event; each one of the version where nothing is said. */
  places?: Partial<Record<EventType, readonly string[]>>
}

export function candidates(
  definition: ProcedureDefinition,
  context: DossierContext,
  facts: Facts,
  { types = EVENT_TYPES, places: wanted }: Wanted = {},
): MachineEvent[] {
  const every = wanted?.SEND_BACK && wanted.REOPEN ? [] : [...definition.steps, ...definition.blocks].map(({ id }) => id)
  const found: MachineEvent[] = []
  for (const type of types) {
    const places = wanted?.[type] ?? every
    for (const event of EXAMPLES[type]({ definition, context, facts, places })) found.push(event)
  }
  return found
}
