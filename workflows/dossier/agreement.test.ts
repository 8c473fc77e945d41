import { describe, expect, it } from 'vitest'
import { compile } from '../procedure/compile.ts'
import { explore } from '../procedure/explore.ts'
import { block, branch, flow, flowDefinition, step } from '../procedure/patterns/flow.test-support.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { Life, owingDefinition } from './life.test-support.ts'
import type { Facts } from './state.ts'

const reason = { reasonRef: 'r' }
const required = (obligationId = 'o1') => ({ type: 'REQUIRE_OBLIGATION' as const, obligationId, noticeRef: 'n' })
const settled = (obligationId = 'o1') => ({ type: 'OBLIGATION_SETTLED' as const, obligationId, proofRef: 'p' })

describe('what the applicant has to settle elsewhere', () => {
  it('is required where the version has a step for it, by whoever does that step', () => {
    expect(() => new Life().until('check').tell(required(), 'officer')).toThrow(/REQUIRE_OBLIGATION/)
    const life = new Life().until('tax')
    life.tell({ type: 'ASSIGN', workId: 'tax#1', accountId: 'kim', mode: 'assign' }, 'head')
    expect(() => life.tell(required(), 'officer')).toThrow(/REQUIRE_OBLIGATION/)
    expect([life.tell(required(), 'kim').shell, life.code]).toEqual(['awaitingObligation', 6])
    expect(life.context.obligations).toMatchObject([{ obligationId: 'o1', workId: 'tax#1', settledAt: null }])
    expect(life.tell(settled()).step).toBe('tax')
  })
  it('has to be settled in this round before the step ends forward, unless nothing had to be paid', () => {
    const life = new Life().until('tax')
    expect(() => life.complete('paid', 'officer')).toThrow(/COMPLETE_STEP/)
    life.tell(required(), 'officer').tell(settled()).complete('paid', 'officer')
    life.complete('rejected', 'officer').complete('eligible', 'officer').complete('found', 'officer')
    expect(life.workId).toBe('tax#2')
    expect(() => life.complete('paid', 'officer')).toThrow(/COMPLETE_STEP/)
    expect(life.complete('told', 'officer').step).toBe('register')
  })
  it('is required and settled in a branch, beside another one', () => {
    const owed = step('b', { id: 'paid', to: 'join' }, { kind: 'financialObligation' })
    const side = block('side', [branch('left', ['a']), branch('right', ['b'])], { type: 'all' })
    const { nodes, isComplete } = explore(compile(flowDefinition('side', [step('a', 'join'), owed], [side])), {
      maxStates: 20_000,
    })
    expect([isComplete, nodes.some(({ snapshot }) => snapshot.value === 'returned')]).toEqual([true, true])
  })
  it('is required in passing by a version without such a step', () => {
    const life = new Life(owingDefinition()).until('check').tell(required())
    expect(life.context.obligations).toMatchObject([{ workId: null }])
    expect(() => life.tell(settled()).tell(required())).toThrow(/REQUIRE_OBLIGATION/)
  })
})

describe('a dossier of its own in another procedure', () => {
  const sub = (wait: boolean) =>
    flow('here', [step('here', 'sign', { kind: 'external', sub: { procedure: '9.888888', agency: 'competent', wait } })])
  const opened = (subDossierId = 'd1') => ({ type: 'OPEN_SUB' as const, subDossierId })
  const closed = (subDossierId = 'd1') => ({ type: 'SUB_CLOSED' as const, subDossierId, outcome: 'GRANTED' })

  it('is opened only while such a step is open, and once under its id', () => {
    expect(() => new Life().until('check').tell(opened(), 'officer')).toThrow(/OPEN_SUB/)
    const life = sub(true).tell(opened(), 'officer')
    expect(life.effects).toEqual([
      { type: 'openSub', subDossierId: 'd1' },
      { type: 'notify', template: 'subOpened', audience: 'applicant' },
    ])
    expect(life.context.subs).toMatchObject([{ subDossierId: 'd1', step: 'here', workId: 'here#1', closedAt: null }])
    expect(() => life.tell(opened(), 'officer')).toThrow(/OPEN_SUB/)
  })
  it('is waited for, also while the dossier itself waits', () => {
    const life = sub(true)
    expect(() => life.do('here')).toThrow(/COMPLETE_STEP/)
    life.tell(opened(), 'officer').tell(opened('d2'), 'officer').tell(closed('d2'), 'system')
    expect(() => life.do('here')).toThrow(/COMPLETE_STEP/)
    life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'head', ...reason }, 'officer').tell(closed(), 'system')
    expect(life.effects).toEqual([{ type: 'notify', template: 'subClosed', audience: 'performer' }])
    expect(() => life.tell(closed(), 'system')).toThrow(/SUB_CLOSED/)
    expect(life.tell({ type: 'RESUME' }).do('here').at).toEqual(['sign'])
    expect(life.context.subs).toMatchObject([{ outcome: 'GRANTED' }, { outcome: 'GRANTED' }])
  })
  it('need not be waited for, and is not heard of after the end', () => {
    const life = sub(false).tell(opened(), 'officer').do('here').toTheEnd()
    expect(() => life.tell(closed(), 'system')).toThrow(/SUB_CLOSED/)
  })
})

describe('the agreement of somebody else', () => {
  const { supplement } = sampleDefinition()
  const generous = sampleDefinition({ supplement: { ...supplement, max: 1, beyondApprover: 'leader' } })
  const ask = (life: Life, id: string, approverId?: string) =>
    life.tell(
      {
        type: 'REQUEST_SUPPLEMENT',
        supplementId: id,
        items: [{ paperCode: null, fieldId: null, noteRef: 'n' }],
        basis: 'b',
        ...reason,
        dueAt: null,
        ...(approverId === undefined ? {} : { approverId }),
      },
      'officer',
    )
  const supplied = (definition = generous) =>
    ask(new Life(definition).until('check'), 's1').tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'x' })

  it('allows one request more than the version does, where the version knows of it', () => {
    expect(() => ask(supplied(), 's2')).toThrow(/REQUEST_SUPPLEMENT/)
    expect(() => ask(supplied(), 's2', 'officer')).toThrow(/REQUEST_SUPPLEMENT/)
    const strict = sampleDefinition({ supplement: { ...supplement, max: 1 } })
    expect(() => ask(supplied(strict), 's2', 'leader')).toThrow(/REQUEST_SUPPLEMENT/)
    const life = ask(supplied(), 's2', 'leader')
    expect(life.context.supplements.map(({ approverId }) => approverId)).toEqual([null, 'leader'])
  })
  it('moves the promised date', () => {
    const extend = (approverId: string, told: Partial<Facts> = {}) => {
      const life = new Life().until('check')
      const event = { type: 'EXTEND' as const, newPromisedAt: '2027-01-04T01:00:00.000Z', basis: 'b', approverId, ...reason }
      return life.tell(event, 'officer', told).context.promisedAt
    }
    expect(() => extend('officer')).toThrow(/EXTEND/)
    expect(extend('leader')).toBe('2027-01-04T01:00:00.000Z')
    const delegated = { actor: { id: 'officer', viaId: 'leader' } }
    expect(() => extend('leader', delegated)).toThrow(/EXTEND/)
  })
  it('suspends the step that asks for it', () => {
    const suspend = (approverId: string, pauseApprover: string | null) =>
      new Life(sampleDefinition({}, (each) => (each.id === 'check' ? { ...each, pauseApprover } : each)))
        .until('check')
        .tell({ type: 'SUSPEND', basis: 'b', approverId, ...reason }, 'officer').shell
    expect(() => suspend('officer', 'leader')).toThrow(/SUSPEND/)
    expect([suspend('head', 'leader'), suspend('officer', null)]).toEqual(['suspended', 'suspended'])
  })
})

describe('stopping', () => {
  const stop = (by: 'APPLICANT' | 'AGENCY') => ({ type: 'STOP' as const, by, basis: 'b', ...reason })
  it('is asked for by the applicant also while papers are awaited; the agency cannot then', () => {
    const life = new Life().until('check').supplement()
    expect(() => life.tell(stop('AGENCY'))).toThrow(/STOP/)
    expect([life.tell(stop('APPLICANT'), 'officer').shell, life.codes().at(-1)]).toEqual(['stopped', 8])
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_05' }])
    expect(life.context.supplements).toMatchObject([{ status: 'CANCELLED' }])
  })
  it('is over with the decision', () => {
    expect(() => new Life().until('enter').tell(stop('APPLICANT'))).toThrow(/STOP/)
  })
})

describe('acting in the name of another', () => {
  const inTheNameOf = (id: string, viaId: string) => ({ actor: { id, viaId } })
  it('is written down with both persons', () => {
    const life = new Life().until('check').complete('eligible', 'officer', inTheNameOf('officer', 'deputy'))
    expect(life.context.work.find(({ workId }) => workId === 'check#1')).toMatchObject({
      closedById: 'officer',
      closedViaId: 'deputy',
    })
  })
  it('gets round four eyes neither for the one nor for the other', () => {
    const done = () => {
      const life = new Life().until('write')
      return life.complete('forward', 'officer', inTheNameOf('officer', 'deputy'))
    }
    for (const [id, viaId] of [
      ['deputy', undefined],
      ['officer', undefined],
      ['head', 'deputy'],
      ['head', 'officer'],
    ] as const) {
      const actor = viaId === undefined ? { id } : { id, viaId }
      expect(() => done().complete('agreed', id, { actor })).toThrow(/COMPLETE_STEP/)
    }
    expect(done().complete('agreed', 'head', inTheNameOf('head', 'another')).step).toBe('sign')
  })
})
