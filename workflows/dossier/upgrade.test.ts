import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { advance } from './advance.ts'
import { canonical } from './canonical.ts'
import { driveToTheEnd } from './drive.test-support.ts'
import { FEE, Life } from './life.test-support.ts'
import { project } from './project.ts'
import { hasDone, lastDone } from './reading.ts'
import { replay } from './replay.ts'
import { faultsOf, move, NAMES, nextVersion } from './upgrade.test-support.ts'

describe('moving to another version', () => {
  it('carries place, people, rounds and timers over, under the new names', () => {
    const life = new Life().until('check')
    life.tell({ type: 'ASSIGN', workId: life.workId, accountId: 'kim', mode: 'assign' }, 'head')
    const { state, effects, work, machine } = move(life, nextVersion(NAMES), NAMES)
    expect(state).toMatchObject({ machine: machine.id, value: { handling: { processing: 'examine' } }, historyValue: {} })
    expect(work).toMatchObject([{ workId: 'check#1', step: 'examine', assigneeId: 'kim' }])
    expect(state.context.timers.find(({ kind, status }) => kind === 'STEP' && status === 'RUNNING')).toMatchObject({
      timerId: 'STEP:check#1:1',
      limitRef: 'step:examine',
    })
    expect(effects).toEqual([{ type: 'notify', template: 'versionChanged', audience: 'performer' }])
    expect(project(machine.definition, state)).toMatchObject({ currentSteps: ['examine'] })
  })

  it('keeps what was done: four eyes and the same hand go on across the move', () => {
    const life = new Life().until('tax')
    const { state, machine } = move(life, nextVersion(NAMES), NAMES)
    expect([hasDone(state.context, 'check'), lastDone(state.context, 'examine')?.closedById]).toEqual([false, 'officer'])
    const facts = life.facts('officer')
    const tell = (outcome: string, workId: string, from: typeof state) =>
      advance(machine, from, { type: 'COMPLETE_STEP', workId, outcome }, facts)
    const drafting = tell('answered', 'register#1', tell('told', 'tax#1', state).state)
    expect(drafting.work).toMatchObject([{ step: 'drafting', assigneeId: 'officer', performer: { sameAs: 'examine' } }])
  })

  it('gives a step that comes back the next round, whatever older work is called', () => {
    const swapped = { visit: 'posting', posting: 'visit' }
    const life = new Life().until('tax')
    const to = nextVersion(swapped, {}, (step) => ({ ...step, onlyIn: undefined }))
    const { state, machine } = move(life, to, swapped)
    expect(state.context.work.find(({ workId }) => workId === 'visit#1')?.step).toBe('posting')
    const back = { type: 'SEND_BACK' as const, workId: 'tax#1', toStep: 'posting', reasonRef: 'r' }
    expect(advance(machine, state, back, life.facts('officer')).work).toMatchObject([{ workId: 'posting#2', step: 'posting' }])
  })

  it.each(['awaitingSupplement', 'suspended', 'withdrawalAsked'] as const)('keeps where it stood while it is %s', (waits) => {
    const life = new Life().until('check')
    if (waits === 'awaitingSupplement') life.supplement()
    else if (waits === 'suspended') life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'head', reasonRef: 'r' })
    else life.tell({ type: 'REQUEST_WITHDRAWAL', reasonRef: 'r' })
    const { state, machine } = move(life, nextVersion(NAMES), NAMES)
    expect(state).toMatchObject({ value: waits, historyValue: { whereItStood: [{ id: 'step-examine' }] } })
    const back = {
      awaitingSupplement: { type: 'SUPPLY' as const, supplementId: 's1', dataRef: 'form-2' },
      suspended: { type: 'RESUME' as const },
      withdrawalAsked: { type: 'DENY_WITHDRAWAL' as const, reasonRef: 'r' },
    }[waits]
    expect(advance(machine, state, back, life.facts('officer')).state.value).toEqual({ handling: { processing: 'examine' } })
  })

  it.each([
    ['arrived', new Life().open()],
    ['accepted', new Life().accept()],
    ['with the result', new Life().finish(), {}],
  ] as const)('needs no map for a dossier that is %s', (_what, life, names = NAMES) => {
    const { state, machine } = move(life, nextVersion(names))
    expect(state.value).toEqual(life.state.value)
    expect(driveToTheEnd({ machine, state, versionId: 'v2', from: life.now }).state.status).toBe('done')
  })

  it('replays with the rows before and behind it', () => {
    const life = new Life().until('check')
    const to = nextVersion(NAMES)
    const { state, machine, event, facts } = move(life, to, NAMES)
    const end = driveToTheEnd({ machine, state, versionId: 'v2', from: life.now })
    const { type, ...payload } = event
    const row = { type, payload, facts, procedureVersionId: 'v1', shellVersion: machine.shellVersion }
    const again = replay({ v1: life.definition, v2: to }, [...life.rows, row, ...end.rows])
    expect([canonical(again), again.status]).toEqual([canonical(end.state), 'done'])
    expect(() => replay({ v1: life.definition }, [...life.rows, row])).toThrow(
      expect.objectContaining({ code: 'PROCEDURE_UNKNOWN' }),
    )
  })

  it('follows the limits of the new version: one that is gone is told off, another legal one is told to the applicant', () => {
    const life = new Life().until('check')
    const legal = { unit: 'workingDay', amount: 9, end: 'arrivalTime' }
    const { state, effects, machine } = move(
      life,
      nextVersion({}, { limit: legal }, (step) => ({ ...step, limit: null })),
    )
    expect(effects).toEqual([
      { type: 'cancelTimer', timerId: 'STEP:check#1:1' },
      { type: 'notify', template: 'versionChanged', audience: 'performer' },
      { type: 'notify', template: 'dueChanged', audience: 'applicant' },
    ])
    const timers = project(machine.definition, state).timers
    expect(timers.find(({ kind }) => kind === 'LEGAL')?.limit).toEqual(legal)
    expect(timers.find(({ timerId }) => timerId === 'STEP:check#1:1')?.status).toBe('CANCELLED')
  })

  it('leaves nobody a work that four eyes forbid there', () => {
    const life = new Life().until('tax')
    const strict = nextVersion({}, {}, (step) =>
      step.id === 'tax' ? { ...step, performer: { ...step.performer, notSameAs: 'check' } } : step,
    )
    life.tell({ type: 'ASSIGN', workId: life.workId, accountId: 'officer', mode: 'assign' }, 'head')
    expect(move(life, strict).work).toMatchObject([{ step: 'tax', assigneeId: null }])
  })
})

describe('a move that is not possible', () => {
  const without = (...gone: string[]) => {
    const { steps, ...rest } = nextVersion()
    const kept = steps.filter(({ id }) => !gone.includes(id))
    return {
      ...rest,
      steps: kept.map(({ performer: { notSameAs: _not, sameAs: _same, ...performer }, ...step }) => ({
        ...step,
        performer,
        outcomes: step.outcomes.filter(({ to }) => !gone.includes(to)),
      })),
    }
  }

  it('names every step that is missing', () => {
    const life = new Life().until('agree')
    expect(faultsOf(life, without('agree', 'write', 'check'))).toMatchObject({
      code: 'UPGRADE_IMPOSSIBLE',
      details: {
        missing: ['agree', 'check', 'write'],
        faults: [
          { rule: 'stepMissing', id: 'agree' },
          { rule: 'fourEyes', id: 'check' },
          { rule: 'fourEyes', id: 'write' },
        ],
      },
    })
    expect(life.shell).toBe('processing')
  })

  it.each<[string, ProcedureDefinition, Record<string, string>, object[]]>([
    [
      'another kind',
      nextVersion({}, {}, (s) => (s.id === 'check' ? { ...s, kind: 'verify' } : s)),
      {},
      [{ rule: 'otherKind', id: 'check' }],
    ],
    [
      'a step that is not in this case',
      nextVersion({}, {}, (s) => (s.id === 'check' ? { ...s, onlyIn: ['posted'] } : s)),
      {},
      [{ rule: 'notInCase', id: 'check' }],
    ],
    [
      'a name that leads nowhere',
      nextVersion(),
      { check: 'elsewhere', nowhere: 'check' },
      [
        { rule: 'unknownName', id: 'check' },
        { rule: 'unknownName', id: 'nowhere' },
        { rule: 'stepMissing', id: 'check' },
      ],
    ],
    [
      'a case that is gone',
      sampleDefinition({ version: 2, cases: sampleDefinition().cases.filter(({ code }) => code !== 'ordinary') }),
      {},
      [{ rule: 'caseMissing', id: 'ordinary' }],
    ],
    ['another procedure', sampleDefinition({ code: '9.888888' }), {}, [{ rule: 'otherProcedure', id: '9.888888' }]],
  ])('says why: %s', (_what, to, map, faults) => {
    expect(faultsOf(new Life().until('check'), to, map)).toMatchObject({ code: 'UPGRADE_IMPOSSIBLE', details: { faults } })
  })

  it('keeps money that is owed', () => {
    const life = new Life().open({ fees: [{ ...FEE, when: 'atIntake', code: 'phi-khac' }] })
    expect(faultsOf(life, nextVersion())).toMatchObject({ details: { faults: [{ rule: 'feeMissing', id: 'phi-khac' }] } })
    expect(life.context.endedAt).toBeNull()
  })

  it('is not for a dossier that has ended, nor for the version that it has', () => {
    const ended = new Life().finish().tell({ type: 'RETURN_RESULT', deliveryId: 'd' })
    expect(faultsOf(ended, nextVersion())).toMatchObject({ code: 'EVENT_NOT_ALLOWED' })
    expect(faultsOf(new Life().open(), sampleDefinition())).toMatchObject({ code: 'EVENT_NOT_ALLOWED' })
  })

  it('is no event of any machine', () => {
    const life = new Life().open()
    expect(life.allowed()).not.toContain('UPGRADE_VERSION')
    expect(() => life.tell({ type: 'UPGRADE_VERSION', toVersionId: 'v2', map: {} })).toThrow(/UPGRADE_VERSION/)
  })
})
