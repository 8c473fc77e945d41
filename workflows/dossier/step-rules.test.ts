import { describe, expect, it } from 'vitest'
import { flow, step } from '../procedure/patterns/flow.test-support.ts'
import { allowedWork } from './advance.ts'

const reason = { reasonRef: 'r' }
const end = (life: ReturnType<typeof flow>, more: object = {}) =>
  life.tell({ type: 'COMPLETE_STEP', workId: life.work('a'), outcome: 'done', ...more }, 'a-person')

describe('what a step asks before it ends', () => {
  const checked = () =>
    flow('first', [
      step('first', 'a'),
      step('a', ['sign', { id: 'back', to: 'first', back: true }], {
        checks: [
          { id: 'seen', labelVi: 'Đã xem' },
          { id: 'compared', labelVi: 'Đã đối chiếu' },
        ],
      }),
    ]).do('first')
  it('checks, every one of them, but not for going back', () => {
    expect(() => end(checked())).toThrow(/COMPLETE_STEP/)
    expect(() => end(checked(), { checks: ['seen'] })).toThrow(/COMPLETE_STEP/)
    expect(end(checked(), { checks: ['compared', 'seen'] }).at).toEqual(['sign'])
    expect(checked().do('a', 'back').at).toEqual(['first'])
    const life = checked()
    expect(allowedWork(life.machine, life.state, life.facts('x'))[0]).toMatchObject({
      outcomes: ['done', 'back'],
      checks: ['seen', 'compared'],
    })
  })
  it('an obligation that was required and settled in this round, unless the outcome needs none', () => {
    const owing = () =>
      flow('a', [
        step('a', ['b', { id: 'none', to: 'b', noObligation: true }], { kind: 'financialObligation' }),
        step('b', ['sign', { id: 'back', to: 'a', back: true }]),
      ])
    expect(() => end(owing())).toThrow(/COMPLETE_STEP/)
    expect(owing().do('a', 'none').at).toEqual(['b'])
    const life = owing().tell({ type: 'REQUIRE_OBLIGATION', obligationId: 'o1', noticeRef: 'n' })
    expect(life.code).toBe(6)
    end(life.tell({ type: 'OBLIGATION_SETTLED', obligationId: 'o1', proofRef: 'p' })).do('b', 'back')
    expect(() => end(life)).toThrow(/COMPLETE_STEP/)
  })
})

it('forms come into being when a step opens and when it ends forward', () => {
  const life = flow('first', [
    step('first', 'a'),
    step('a', ['sign', { id: 'back', to: 'first', back: true }], {
      makes: [
        { form: 'MAU_06', at: 'open' },
        { form: 'MAU_07', at: 'close' },
      ],
    }),
  ])
  expect(life.do('first').did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_06' }])
  expect(life.do('a', 'back').did('issueForm')).toEqual([])
  expect(life.do('first').do('a').did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_07' }])
})

it('a step that is not public is not told to the portal', () => {
  const life = flow('first', [step('first', 'a'), step('a', 'b', { isPublic: false }), step('b', 'sign')])
  expect(life.do('first').did('progressPortal')).toEqual([])
  expect(life.do('a').did('progressPortal')).toEqual([{ type: 'progressPortal', step: 'b' }])
})

it('a pause needs another person’s consent where the version says so', () => {
  const suspend = (more: object, approverId: string, viaId?: string) => {
    const life = flow('a', [step('a', 'sign', more)])
    const actor = { id: 'lan', ...(viaId === undefined ? {} : { viaId }) }
    return life.tell({ type: 'SUSPEND', basis: 'b', approverId, ...reason }, 'lan', { actor } as object).shell
  }
  expect(suspend({}, 'lan')).toBe('suspended')
  expect(() => suspend({ pauseApprover: 'leader' }, 'lan')).toThrow(/SUSPEND/)
  expect(() => suspend({ pauseApprover: 'leader' }, 'minh', 'minh')).toThrow(/SUSPEND/)
  expect(suspend({ pauseApprover: 'leader' }, 'minh')).toBe('suspended')
})

describe('four eyes look at the delegate as well', () => {
  const steps = [step('a', 'b'), step('b', 'sign', { performer: { role: 'officer', unitKind: 'justice', notSameAs: 'a' } })]
  const act = (of: string, id: string, viaId?: string) => (life: ReturnType<typeof flow>) =>
    life.tell({ type: 'COMPLETE_STEP', workId: life.work(of), outcome: 'done' }, id, {
      actor: { id, ...(viaId === undefined ? {} : { viaId }) },
    } as object)
  it('who acted for another is remembered beside the name', () => {
    const life = act('a', 'lan', 'minh')(flow('a', steps))
    expect(life.context.work.find(({ workId }) => workId === 'a#1')).toMatchObject({ closedById: 'lan', closedViaId: 'minh' })
    for (const [id, via] of [['lan'], ['minh'], ['chi', 'minh'], ['chi', 'lan']] as const)
      expect(() => act('b', id, via)(life)).toThrow(/COMPLETE_STEP/)
    expect(act('b', 'chi', 'dung')(life).at).toEqual(['sign'])
  })
})

describe('a step that ends in silence', () => {
  const silent = (more: object = {}) => {
    const life = flow('a', [
      step('a', 'b', { whenLate: 'consent', lateOutcome: 'done', limit: { unit: 'workingDay', amount: 0.25 } }),
      step('b', ['sign', { id: 'back', to: 'a', back: true }], more),
    ])
    return life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('STEP'), kind: 'STEP' }, 'system:worker')
  }
  it('was done by nobody: it goes to no one in particular when it comes back', () => {
    expect(silent().context.work.find(({ workId }) => workId === 'a#1')).toMatchObject({
      outcome: 'done',
      closedById: 'system:worker',
    })
    const life = silent().do('b', 'back')
    expect(life.context.work.at(-1)).toMatchObject({ workId: 'a#2', assigneeId: null })
    expect(life.do('a').do('b').at).toEqual(['sign'])
  })
  it('leaves a step free that would belong to whoever did it', () => {
    const life = silent({ performer: { role: 'officer', unitKind: 'justice', sameAs: 'a' } })
    expect(life.do('b').at).toEqual(['sign'])
  })
  it('keeps its answer while a withdrawal is looked at, and gives it when the withdrawal is declined', () => {
    const life = flow('a', [
      step('a', 'b', { whenLate: 'consent', lateOutcome: 'done', limit: { unit: 'workingDay', amount: 0.25 } }),
      step('b', 'sign'),
    ])
    const pass = () => life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('STEP'), kind: 'STEP' }, 'system:worker')
    life.tell({ type: 'REQUEST_WITHDRAWAL', reasonRef: 'reason' })
    expect(pass).toThrow(/LIMIT_PASSED/)
    expect(life.context.timers.find(({ kind }) => kind === 'STEP')?.status).toBe('RUNNING')
    life.tell({ type: 'DENY_WITHDRAWAL', reasonRef: 'reason' })
    expect(pass().at).toEqual(['b'])
    expect(life.context.timers.find(({ kind, workId }) => kind === 'STEP' && workId === 'a#1')?.status).toBe('PASSED')
  })
  it('of a step that only becomes late is told while a withdrawal is looked at', () => {
    const life = flow('a', [step('a', 'sign', { whenLate: 'warn', limit: { unit: 'workingDay', amount: 1 } })])
    life.tell({ type: 'REQUEST_WITHDRAWAL', reasonRef: 'reason' })
    life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('STEP'), kind: 'STEP' }, 'system:worker')
    expect(life.did('notify')).toHaveLength(1)
  })
})
