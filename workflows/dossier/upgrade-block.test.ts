import { describe, expect, it } from 'vitest'
import { block, branch, consult, flow, flowDefinition, member, step } from '../procedure/patterns/flow.test-support.ts'
import { advance } from './advance.ts'
import { driveToTheEnd } from './drive.test-support.ts'
import { project } from './project.ts'
import { faultsOf, move } from './upgrade.test-support.ts'

describe('moving with steps side by side, and with others asked', () => {
  const LIMIT = { unit: 'workingHour', amount: 4 }
  const left = { fixed: [member('tax', { limit: LIMIT }), member('police')], limit: LIMIT, join: { type: 'all' } }
  const started = () =>
    flow(
      'side',
      [consult('a', left, 'join'), step('b', 'join', { limit: LIMIT }), step('c', 'join')],
      [block('side', [branch('left', ['a']), branch('right', ['b']), branch('third', ['c'])], { type: 'all' })],
    )
      .do('c')
      .opinion('a', 'police')
  const to = (members: object = left, branches = [branch('one', ['x']), branch('two', ['y']), branch('three', ['z'])]) => ({
    ...flowDefinition(
      'beside',
      [
        consult('x', members, 'join'),
        ...['y', 'z', ...(branches.length > 3 ? ['w'] : [])].map((id) => step(id, 'join', { limit: LIMIT })),
      ],
      [block('beside', branches, { type: 'all' })],
    ),
    version: 2,
  })
  const MAP = { side: 'beside', a: 'x', b: 'y', c: 'z' }

  it.each([false, true])('keeps every branch where it stood, and who was asked (suspended: %s)', (isSuspended) => {
    const life = started()
    if (isSuspended) life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'head', reasonRef: 'r' })
    const { state, machine } = move(life, to(), MAP)
    const value = { handling: { processing: { beside: { one: 'x', two: 'y', three: 'joined' } } } }
    const resumed = isSuspended ? advance(machine, state, { type: 'RESUME' }, life.facts('officer')).state : state
    expect(resumed.value).toEqual(value)
    expect(resumed.context.opinions.map(({ workId, member: who, status }) => [workId, who, status])).toEqual([
      ['a#1', 'tax', 'OPEN'],
      ['a#1', 'police', 'ANSWERED'],
    ])
    const running = project(machine.definition, state).timers.filter(
      ({ kind, status }) => kind !== 'LEGAL' && status === 'RUNNING',
    )
    expect(running.map(({ timerId, limitRef, limit }) => [timerId, limitRef, limit?.amount])).toEqual([
      ['OPINION:a#1.tax:1', 'members:x.tax', 4],
      ['STEP:b#1:1', 'step:y', 4],
    ])
    expect(driveToTheEnd({ machine, state: resumed, versionId: 'v2', from: life.now }).state.status).toBe('done')
  })

  it('is not possible where the other version would lose a branch, a member or a place', () => {
    const more = [branch('one', ['x']), branch('two', ['y']), branch('three', ['z']), branch('four', ['w'])]
    expect(faultsOf(started(), to(left, more), MAP)).toMatchObject({
      details: {
        faults: [
          { rule: 'newBranch', id: 'a' },
          { rule: 'newBranch', id: 'b' },
        ],
      },
    })
    expect(faultsOf(started(), to({ ...left, fixed: [member('police')] }), MAP)).toMatchObject({
      details: { faults: [{ rule: 'memberMissing', id: 'a' }] },
    })
    const alone = { ...flowDefinition('x', [consult('x', left, 'y'), step('y', 'z'), step('z', 'sign')]), version: 2 }
    expect(faultsOf(started(), alone, { a: 'x', b: 'y', c: 'z' })).toMatchObject({
      details: {
        faults: [
          { rule: 'otherPlace', id: 'a' },
          { rule: 'otherPlace', id: 'b' },
        ],
      },
    })
    const oneBranch = [branch('one', ['x', 'y']), branch('three', ['z'])]
    expect(faultsOf(started(), to(left, oneBranch), MAP)).toMatchObject({
      details: {
        faults: [
          { rule: 'mergedSteps', id: 'a' },
          { rule: 'mergedSteps', id: 'b' },
        ],
      },
    })
  })
})
