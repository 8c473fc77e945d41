import { describe, expect, it } from 'vitest'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { FEE, Life, owingDefinition } from './life.test-support.ts'
import { NATIONAL_CODES, SHELL_STATES } from './national-code.ts'

const reason = { reasonRef: 'r' }
const withFee = () => new Life().open({ fees: [FEE] })

/** The rows of the table of states: how a state is reached, its code, its clock, and every exit. */
describe('awaiting the fee', () => {
  it('waits for money that comes before intake, without any clock', () => {
    const life = withFee()
    expect([life.shell, life.code, life.context.intakeClock, life.context.legalClock]).toEqual(['awaitingFee', 1, null, null])
    expect(life.did('requestFee')).toEqual([{ type: 'requestFee', feeId: 'f1' }])
  })
  it('goes on to the desk when the last upfront fee is settled, and only then', () => {
    const second = { ...FEE, feeId: 'f2' }
    const life = new Life().open({ fees: [FEE, second] }).tell({ type: 'FEE_SETTLED', feeId: 'f1', amountVnd: 50_000 })
    expect(life.shell).toBe('awaitingFee')
    expect(life.tell({ type: 'FEE_SETTLED', feeId: 'f2', amountVnd: 50_000 }).shell).toBe('arrived')
    expect(life.codes()).toEqual([1])
  })
  it('may be withdrawn', () => expect(withFee().tell({ type: 'WITHDRAW', ...reason }).shell).toBe('withdrawn'))
  it('is refused when the time to pay passes', () => {
    const life = withFee()
    life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('FEE'), kind: 'FEE' })
    expect([life.shell, life.code]).toEqual(['refused', 3])
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_03' }])
    expect(life.context.timers.map(({ status }) => status)).toEqual(['PASSED'])
  })
})

describe('arrived', () => {
  it('runs the intake clock from the moment of arrival, and has a work item for the desk', () => {
    const receivedAt = '2026-11-23T00:30:00.000Z'
    const life = new Life().tell({ type: 'OPEN', source: 'DESK', dataRef: 'd', receivedAt })
    expect([life.shell, life.code, life.context.intakeClock?.startedAt]).toEqual(['arrived', 1, receivedAt])
    expect(life.context.work).toMatchObject([{ workId: 'intake#1', performer: { role: 'desk', agency: 'receivingPoint' } }])
    expect(life.did('startTimer')).toMatchObject([{ timerId: 'INTAKE:intake#1:1', kind: 'INTAKE', limit: { amount: 8 } }])
  })
  it('is accepted: receipt, legal clock from the time of receipt', () => {
    const life = new Life().accept()
    expect([life.shell, life.code]).toEqual(['accepted', 2])
    expect(life.context.legalClock).toMatchObject({ stoppedAt: null, pauses: [] })
    expect(life.context.intakeClock?.stoppedAt).toBe(life.context.work[0]?.closedAt)
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_01' }])
    expect(life.did('startTimer')).toMatchObject([{ timerId: 'LEGAL:-:1', limit: { unit: 'workingDay', amount: 3 } }])
  })
  it('is not accepted at a time that has not come', () => {
    const life = new Life().open()
    expect(() => life.tell({ type: 'ACCEPT', receivedAt: '2027-01-01T00:00:00.000Z' })).toThrow(/ACCEPT/)
  })
  it('is refused with form 03', () => {
    const life = new Life().open().tell({ type: 'REFUSE_INTAKE', basis: 'b', ...reason }, 'desk')
    expect([life.shell, life.code, life.codes()]).toEqual(['refused', 3, [1, 3]])
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_03' }])
  })
  it('may be withdrawn', () =>
    expect(
      new Life()
        .open()
        .tell({ type: 'WITHDRAW', ...reason })
        .codes(),
    ).toEqual([1, 7]))
})

describe('a supplement before intake', () => {
  const asked = () => new Life().open().supplement()
  it('stops the intake clock and issues form 02', () => {
    const life = asked()
    expect([life.shell, life.code]).toEqual(['supplementBeforeIntake', 5])
    expect(life.context.intakeClock?.stoppedAt).not.toBeNull()
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_02' }])
  })
  it('starts intake anew when it comes, and tells the portal nothing', () => {
    const life = asked()
    const before = life.context.intakeClock?.startedAt ?? ''
    life.tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'form-2' }, 'citizen')
    expect([life.shell, life.codes()]).toEqual(['arrived', [1, 5]])
    expect((life.context.intakeClock?.startedAt ?? '') > before).toBe(true)
    expect(life.context.dataRef).toBe('form-2')
    expect(life.context.work.map(({ workId }) => workId)).toEqual(['intake#1', 'intake#2'])
    expect(life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk').codes()).toEqual([1, 5, 2])
  })
  it('is refused when its time passes', () => {
    const life = asked()
    expect(life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('SUPPLEMENT'), kind: 'SUPPLEMENT' }).shell).toBe('refused')
    expect(life.context.supplements).toMatchObject([{ status: 'EXPIRED' }])
  })
  it('may be withdrawn', () =>
    expect(
      asked()
        .tell({ type: 'WITHDRAW', ...reason })
        .codes(),
    ).toEqual([1, 5, 7]))
  it('takes no answer to another request', () =>
    expect(() => asked().tell({ type: 'SUPPLY', supplementId: 's2', dataRef: 'x' })).toThrow(/SUPPLY/))
})

describe('accepted', () => {
  it('is handed over to the first step', () => {
    const life = new Life().handOver()
    expect([life.shell, life.step, life.codes()]).toEqual(['processing', 'allot', [1, 2, 4]])
    expect(life.did('openWork')).toMatchObject([{ workId: 'allot#1', performer: { role: 'head' }, limit: { amount: 0.5 } }])
    expect(life.did('closeWork')).toEqual([{ type: 'closeWork', workId: 'handOver#1' }])
  })
  it('goes back to the desk when a withdrawal is denied', () => {
    const life = new Life().accept().tell({ type: 'REQUEST_WITHDRAWAL', ...reason }, 'citizen')
    expect([life.shell, life.code]).toEqual(['withdrawalAsked', 7])
    life.tell({ type: 'DENY_WITHDRAWAL', ...reason }, 'desk')
    expect([life.shell, life.codes()]).toEqual(['accepted', [1, 2, 7, 2]])
    expect(life.tell({ type: 'HAND_OVER' }, 'desk').step).toBe('allot')
  })
})

describe('processing', () => {
  it('reports each step as progress, without another status', () => {
    const life = new Life().until('check')
    expect(life.did('syncPortal')).toEqual([])
    expect(life.did('progressPortal')).toEqual([{ type: 'progressPortal', step: 'check' }])
  })
  it('ends in a result that is ready, with the clock stopped', () => {
    const life = new Life().finish()
    expect([life.shell, life.code, life.context.decision]).toEqual(['resultReady', 9, 'GRANTED'])
    expect(life.context.legalClock?.stoppedAt).not.toBeNull()
    expect(life.timer('LEGAL')).toBe('none')
  })
  it('can be stopped with form 05 until it is decided', () => {
    const life = new Life().until('check').tell({ type: 'STOP', by: 'AGENCY', basis: 'b', ...reason })
    expect([life.shell, life.code]).toEqual(['stopped', 8])
    expect(life.did('issueForm')).toEqual([{ type: 'issueForm', form: 'MAU_05' }])
    expect(new Life().until('enter').allowed()).not.toContain('STOP')
  })
  it('asks to withdraw only until it is decided', () => {
    expect(new Life().until('sign').allowed()).toContain('REQUEST_WITHDRAWAL')
    expect(new Life().until('enter').allowed()).not.toContain('REQUEST_WITHDRAWAL')
    const life = new Life()
      .until('check')
      .tell({ type: 'REQUEST_WITHDRAWAL', ...reason })
      .tell({ type: 'CONFIRM_WITHDRAWAL' }, 'officer')
    expect([life.shell, life.codes()]).toEqual(['withdrawn', [1, 2, 4, 7, 7]])
  })
  it('asks for a supplement once, as the version says', () => {
    const life = new Life().until('check').supplement()
    expect([life.shell, life.code]).toEqual(['awaitingSupplement', 5])
    life.tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'form-2' }, 'citizen')
    expect(life.allowed()).not.toContain('REQUEST_SUPPLEMENT')
  })
  it('counts a request before intake as well', () => {
    const life = new Life().open().supplement().tell({ type: 'SUPPLY', supplementId: 's1', dataRef: 'x' })
    expect(life.allowed()).not.toContain('REQUEST_SUPPLEMENT')
  })
  it('may ask again after calling a request back', () => {
    const life = new Life().until('check').supplement().tell({ type: 'CANCEL_SUPPLEMENT', supplementId: 's1' }, 'officer')
    expect([life.shell, life.step]).toEqual(['processing', 'check'])
    expect(life.allowed()).toContain('REQUEST_SUPPLEMENT')
  })
})

describe('a supplement whose time passes', () => {
  it('stops the dossier, if the version says so', () => {
    const life = new Life().until('check').supplement()
    life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('SUPPLEMENT'), kind: 'SUPPLEMENT' })
    expect([life.shell, life.codes()]).toEqual(['stopped', [1, 2, 4, 5, 8]])
    expect(life.context.supplements).toMatchObject([{ status: 'EXPIRED' }])
  })
  it('lets it go on with what there is, if the version says so', () => {
    const { supplement } = sampleDefinition()
    const life = new Life(sampleDefinition({ supplement: { ...supplement, afterLimit: 'resume' } })).until('check').supplement()
    life.tell({ type: 'LIMIT_PASSED', timerId: life.timer('SUPPLEMENT'), kind: 'SUPPLEMENT' })
    expect([life.shell, life.step, life.codes()]).toEqual(['processing', 'check', [1, 2, 4, 5, 4]])
  })
})

describe('an obligation and a suspension', () => {
  const owing = () =>
    new Life(owingDefinition()).until('check').tell({ type: 'REQUIRE_OBLIGATION', obligationId: 'o1', noticeRef: 'n' })
  const suspended = () => new Life().until('check').tell({ type: 'SUSPEND', basis: 'b', approverId: 'head', ...reason })
  it('wait with the legal clock paused', () => {
    expect([owing().shell, owing().code, suspended().shell, suspended().code]).toEqual(['awaitingObligation', 6, 'suspended', 8])
    expect(owing().context.legalClock?.pauses).toMatchObject([{ to: null, reason: 'OBLIGATION' }])
    expect(suspended().context.legalClock?.pauses).toMatchObject([{ to: null, reason: 'SUSPENSION' }])
  })
  it('go on where it stood', () => {
    expect(owing().tell({ type: 'OBLIGATION_SETTLED', obligationId: 'o1', proofRef: 'p' }).codes()).toEqual([1, 2, 4, 6, 4])
    expect(suspended().tell({ type: 'RESUME' }).codes()).toEqual([1, 2, 4, 8, 4])
  })
  it('can be stopped or withdrawn', () => {
    for (const wait of [owing, suspended]) {
      expect(wait().tell({ type: 'STOP', by: 'APPLICANT', basis: 'b', ...reason }).shell).toBe('stopped')
      expect(wait().tell({ type: 'WITHDRAW', ...reason }).shell).toBe('withdrawn')
    }
    expect(
      suspended()
        .tell({ type: 'STOP', by: 'AGENCY', basis: 'b', ...reason })
        .codes(),
    ).toEqual([1, 2, 4, 8, 8])
  })
})

describe('the result', () => {
  it('is returned when a decision is there and every fee is settled', () => {
    const life = new Life().open({ fees: [{ ...FEE, when: 'atIntake' }] })
    life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk').tell({ type: 'HAND_OVER' }, 'desk').finish()
    expect(life.allowed()).not.toContain('RETURN_RESULT')
    life.tell({ type: 'FEE_SETTLED', feeId: 'f1', amountVnd: 50_000 }).tell({ type: 'RETURN_RESULT', deliveryId: 'd1' }, 'desk')
    expect([life.shell, life.code, life.state.status]).toEqual(['returned', 10, 'done'])
  })
  it('may be a refusal, which goes the same way', () => {
    const life = new Life().until('sign').complete('refused', 'leader').complete('numbered', 'clerk').complete('issued', 'clerk')
    expect([life.context.decision, life.shell]).toEqual(['REFUSED', 'resultReady'])
    expect(life.tell({ type: 'RETURN_RESULT', deliveryId: 'd1' }).codes()).toEqual([1, 2, 4, 9, 10])
  })
  it('is reopened at a step that was done, and decided anew', () => {
    const life = new Life().finish()
    life.tell({ type: 'REOPEN', toStep: 'write', approverId: 'head', ...reason }, 'head')
    expect([life.shell, life.step, life.code, life.context.decision]).toEqual(['processing', 'write', 4, null])
    expect(life.context.legalClock).toMatchObject({
      stoppedAt: null,
      pauses: [{ reason: 'OUTSIDE_LIMIT' }, { reason: 'RESULT_READY' }],
    })
    expect(life.timer('LEGAL')).toBe('LEGAL:-:2')
    expect(() => new Life().finish().tell({ type: 'REOPEN', toStep: 'posting', approverId: 'head', ...reason })).toThrow(/REOPEN/)
  })
  it('keeps its decision when it is reopened after the signature', () => {
    const life = new Life().finish().tell({ type: 'REOPEN', toStep: 'seal', approverId: 'head', ...reason })
    expect(life.context.decision).toBe('GRANTED')
    expect(life.complete('issued', 'clerk').shell).toBe('resultReady')
  })
})

it('has one national code for every state', () => {
  expect(SHELL_STATES.map((state) => NATIONAL_CODES[state])).toEqual([1, 1, 5, 2, 4, 5, 6, 8, 7, 9, 10, 3, 7, 8])
})
