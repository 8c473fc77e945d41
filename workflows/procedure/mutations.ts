import { and } from 'xstate'
import { at, isRecord, type Mutation, type Part, type Path } from './machine-parts.ts'

interface Where {
  state: string
  event: string | null
  path: Path
}

const CLOCKS = [
  'startLegal',
  'pauseLegal',
  'resumeLegal',
  'restartLegal',
  'stopLegal',
  'reopenLegal',
  'settleClock',
  'startIntake',
  'stopIntake',
]
const FEE_GUARDS = ['feesAreSettled', 'feeIsOpen', 'isLastUpfrontFee', 'feeComesFirst', 'moneyIsLate']

const typeOf = (part: Part): string => (typeof part === 'string' ? part : String(at(part, ['type']) ?? ''))
const text = (part: Part): string => (typeof part === 'string' ? part : '')

/** Limits of a step, of the members whom it asks, of a clock or of a request: where they stand in the parameters, and whose they are. */
function limitsIn(action: Part, path: Path): { path: Path; limits: Part; step: string }[] {
  const params = at(action, ['params'])
  const branches = at(params, ['branches'])
  const plans = Array.isArray(branches)
    ? branches.map((branch, index) => ({ plan: at(branch, ['plan']), own: [...path, 'params', 'branches', index, 'plan'] }))
    : [{ plan: params, own: [...path, 'params'] }]
  return plans.map(({ plan, own }) => ({
    path: [...own, 'limits'],
    limits: at(plan, ['limits']),
    step: text(at(plan, ['step'])),
  }))
}

function planMutations(action: Part, { state, event, path }: Where): Mutation[] {
  const type = typeOf(action)
  const found: Mutation[] = []
  const place = (what: string) => `${state} ${event ?? '-'} ${type} ${what}`
  const timed = [
    'openStep',
    'openBlock',
    'startLegal',
    'startIntake',
    'startFeeTimer',
    'askSupplement',
    'restartLegal',
    'reopenLegal',
  ]
  for (const { path: own, limits, step } of timed.includes(type) ? limitsIn(action, path) : []) {
    const amount = at(limits, ['limit', 'amount'])
    const steps = [state, step].filter(Boolean)
    if (!isRecord(at(limits, ['limit']))) continue
    found.push({
      operator: 'dropTimer',
      opens: [],
      place: place(step),
      event,
      steps,
      changes: [
        { path: [...own, 'limit'], to: null },
        { path: [...own, 'byCase'], to: {} },
      ],
    })
    const cases = Object.entries(isRecord(at(limits, ['byCase'])) ? (at(limits, ['byCase']) as Record<string, Part>) : {})
    const longer = [
      { of: ['limit'], amount },
      ...cases.map(([code, limit]) => ({ of: ['byCase', code], amount: at(limit, ['amount']) })),
    ]
    const changes = longer.flatMap((each) =>
      typeof each.amount === 'number' ? [{ path: [...own, ...each.of, 'amount'], to: each.amount * 10 }] : [],
    )
    if (changes.length > 0) found.push({ operator: 'limitTimesTen', opens: [], place: place(step), event, steps, changes })
  }
  if (type !== 'openStep') return found
  const step = text(at(action, ['params', 'step']))
  const performer = [...path, 'params', 'performer']
  found.push({
    operator: 'dropPerformer',
    opens: [],
    place: place(step),
    event,
    steps: [state, step],
    changes: [{ path: [...performer, 'role'], to: 'kiosk' }],
  })
  for (const eyes of ['sameAs', 'notSameAs'])
    if (at(action, ['params', 'performer', eyes]) !== undefined)
      found.push({
        operator: 'dropPerformer',
        opens: [],
        place: place(`${step} ${eyes}`),
        event,
        steps: [state, step],
        changes: [{ path: [...performer, eyes], to: undefined }],
      })
  const fixed = at(action, ['params', 'members', 'fixed'])
  if (Array.isArray(fixed) && fixed.length > 0)
    found.push({
      operator: 'dropJoinMember',
      opens: [],
      place: place(`${step} member`),
      event,
      steps: [state, step],
      changes: [{ path: [...path, 'params', 'members', 'fixed', 0], to: undefined }],
    })
  return found
}

/** The steps that an action opens. */
function openedBy(action: Part): string[] {
  if (!['openStep', 'openBlock'].includes(typeOf(action))) return []
  const branches = at(action, ['params', 'branches'])
  const plans = Array.isArray(branches)
    ? branches.map((branch) => at(branch, ['plan', 'step']))
    : [at(action, ['params', 'step'])]
  return plans.map(text).filter(Boolean)
}

const isIdle = (action: Part): boolean => {
  const outside = at(action, ['params', 'outside'])
  return isRecord(outside) && Object.keys(outside).length === 0
}

export function actionMutations(actions: Part, where: Where): Mutation[] {
  if (!Array.isArray(actions)) return []
  return actions.flatMap((action, index): Mutation[] => {
    const type = typeOf(action)
    const here = { ...where, path: [...where.path, index] }
    const place = `${where.state} ${where.event ?? '-'} ${type}`
    const behind = actions.flatMap(openedBy)
    const gone = {
      opens: behind,
      place,
      event: where.event,
      steps: [where.state, ...behind],
      changes: [{ path: here.path, to: undefined }],
    }
    const branches = at(action, ['params', 'branches'])
    return [
      // In a version without time outside the limit there is nothing to settle.
      ...(CLOCKS.includes(type) && !isIdle(action) ? [{ operator: 'dropClockAction' as const, ...gone }] : []),
      ...(type === 'stopTimersOf' || type === 'startFeeTimer' ? [{ operator: 'dropTimer' as const, ...gone }] : []),
      ...(type === 'openBlock' && Array.isArray(branches)
        ? [
            {
              operator: 'dropJoinMember' as const,
              ...gone,
              changes: [{ path: [...here.path, 'params', 'branches', branches.length - 1], to: undefined }],
            },
          ]
        : []),
      ...planMutations(action, here).map((mutation) => ({ ...mutation, steps: [...mutation.steps, ...behind] })),
    ]
  })
}

/** Questions about money, alone or together with others, and the branches that a join waits for. */
export function guardMutations(transition: Part, { state, event, path }: Where): Mutation[] {
  const guard = at(transition, ['guard'])
  const inner: Part[] = typeof guard === 'function' && 'guards' in guard && Array.isArray(guard.guards) ? guard.guards : [guard]
  const money = inner.filter((each) => FEE_GUARDS.includes(typeOf(each)))
  const without = (dropped: Part): Part => {
    const rest = inner.filter((each) => each !== dropped) as Parameters<typeof and>[0]
    return rest.length === 0 ? undefined : and(rest)
  }
  const branches = at(guard, ['params', 'join', 'branches'])
  const own = at(guard, ['params', 'join', 'own'])
  const other =
    Array.isArray(branches) && Array.isArray(own)
      ? branches.findIndex((steps) => Array.isArray(steps) && !steps.some((step) => own.includes(step)))
      : -1
  return [
    ...money.map(
      (dropped): Mutation => ({
        operator: 'dropFeeGuard',
        opens: [],
        place: `${state} ${event} ${typeOf(dropped)}`,
        event,
        steps: [state, text(at(transition, ['target'])).replace(/^#(step-)?/, '')].filter(Boolean),
        changes: [{ path: [...path, 'guard'], to: without(dropped) }],
      }),
    ),
    ...(other < 0
      ? []
      : [
          {
            operator: 'dropJoinMember' as const,
            opens: [],
            place: `${state} ${event} join`,
            event,
            steps: [state],
            changes: [{ path: [...path, 'guard', 'params', 'join', 'branches', other], to: undefined }],
          },
        ]),
  ]
}

/** Each state that tells the portal a code tells the next one's, and that one its. */
export function swapMutations(states: readonly { name: string; path: Path; node: Part }[]): Mutation[] {
  const telling = states.flatMap(({ name, path, node }) => {
    const entry = at(node, ['entry'])
    const index = Array.isArray(entry) ? entry.findIndex((action) => typeOf(action) === 'report') : -1
    const own: Path = [...path, 'entry', index, 'params', 'code']
    const code = at(node, ['entry', index, 'params', 'code'])
    return typeof code === 'number' ? [{ name, own, code }] : []
  })
  return telling.flatMap((one, index): Mutation[] => {
    const other = telling.slice(index + 1).find(({ code }) => code !== one.code)
    if (!other) return []
    const changes = [
      { path: one.own, to: other.code },
      { path: other.own, to: one.code },
    ]
    return [
      {
        operator: 'swapCodes',
        opens: [],
        place: `${one.name} ↔ ${other.name}`,
        event: null,
        steps: [one.name, other.name],
        changes,
      },
    ]
  })
}
