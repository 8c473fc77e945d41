import { describe, expect, it } from 'vitest'
import { block, branch, consult, flow, member, step } from '../procedure/patterns/flow.test-support.ts'
import { driveToTheEnd } from './drive.test-support.ts'
import { Life, postedLife } from './life.test-support.ts'
import { competentAgency, hasDone, isExcluded } from './reading.ts'
import { replay } from './replay.ts'

const transfer = (toAgencyId = 'agency-b') => ({ type: 'TRANSFER' as const, toAgencyId, reasonRef: 'why' })
const pauses = (life: Life) => life.context.legalClock?.pauses.filter(({ to }) => to === null).map(({ reason }) => reason)

describe('a transfer to another agency', () => {
  it('begins anew there, and says so', () => {
    const life = new Life().until('write').tell(transfer(), 'head')
    expect(life.state.value).toEqual({ handling: { processing: 'allot' } })
    expect(life.context.work.slice(-2)).toMatchObject([
      { workId: 'write#1', outcome: 'TRANSFERRED', closedById: 'head' },
      { workId: 'allot#2', assigneeId: null, after: null },
    ])
    expect(life.context.transfers).toMatchObject([{ toAgencyId: 'agency-b', byId: 'head', reasonRef: 'why', workBefore: 8 }])
    expect(life.effects.map(({ type }) => type)).toEqual([
      ...['closeWork', 'cancelTimer', 'openWork', 'startTimer', 'progressPortal', 'notify'],
    ])
    expect(life.did('notify')).toEqual([{ type: 'notify', template: 'transferred', audience: 'applicant' }])
    expect(life.codes()).toEqual([1, 2, 4])
  })

  it('makes the other agency competent, and the next one after it', () => {
    const life = new Life().until('check')
    expect(competentAgency(life.state, 'agency-a')).toBe('agency-a')
    life.tell(transfer(), 'head')
    expect(competentAgency(life.state, 'agency-a')).toBe('agency-b')
    expect(() => life.tell(transfer(), 'head')).toThrow(/TRANSFER/)
    expect(competentAgency(life.tell(transfer('agency-c'), 'head').state, 'agency-a')).toBe('agency-c')
  })

  it('lets nothing count that was done before: four eyes, the same hand, going back', () => {
    const life = new Life().until('write').tell(transfer(), 'head')
    const { context } = life
    expect([hasDone(context, 'check'), hasDone(context, 'allot')]).toEqual([false, false])
    expect(
      isExcluded(context, { role: 'head', unitKind: 'justice', agency: 'competent', notSameAs: 'check' }, { id: 'officer' }),
    ).toBe(false)
    life.complete('forward', 'head-b').complete('eligible', 'officer-b')
    expect(() => life.tell({ type: 'SEND_BACK', workId: life.workId, toStep: 'write', reasonRef: 'r' }, 'visitor')).toThrow(
      /SEND_BACK/,
    )
    expect(life.tell({ type: 'SEND_BACK', workId: life.workId, toStep: 'check', reasonRef: 'r' }, 'visitor').workId).toBe(
      'check#3',
    )
  })

  it('cannot be called back by whoever did the last thing before it', () => {
    const life = new Life().until('check').tell(transfer(), 'head')
    expect(() => life.tell({ type: 'RECALL', workId: 'allot#1' }, 'head')).toThrow(/RECALL/)
    expect(() => life.tell({ type: 'RECALL', workId: 'check#1' }, 'head')).toThrow(/RECALL/)
  })

  it('lets the legal clock go on, and ends the time that did not count', () => {
    const life = postedLife().until('posting')
    expect(pauses(life)).toEqual(['OUTSIDE_LIMIT'])
    const { startedAt } = life.context.legalClock ?? {}
    life.tell(transfer(), 'head')
    expect([pauses(life), life.did('resumeClock').length, life.context.legalClock?.startedAt]).toEqual([[], 1, startedAt])
  })

  it('is possible before the hand-over, which stays where the papers are', () => {
    const life = new Life().accept().tell(transfer(), 'head')
    expect([life.shell, life.context.work.filter(({ closedAt }) => closedAt === null)]).toMatchObject([
      'accepted',
      [{ step: 'handOver', performer: { agency: 'receivingPoint' } }],
    ])
    expect(life.tell({ type: 'HAND_OVER' }, 'desk').step).toBe('allot')
  })

  it('is not possible before intake, while it waits, and once it is decided', () => {
    expect(() => new Life().open().tell(transfer())).toThrow(/TRANSFER/)
    expect(() => new Life().until('check').supplement().tell(transfer())).toThrow(/TRANSFER/)
    expect(() => new Life().until('enter').tell(transfer())).toThrow(/TRANSFER/)
    expect(() => new Life().finish().tell(transfer())).toThrow(/TRANSFER/)
  })

  it('ends what is done side by side, and what was asked', () => {
    const life = flow(
      'side',
      [consult('a', { fixed: [member('tax'), member('police')], join: { type: 'all' } }, 'join'), step('b', 'join')],
      [block('side', [branch('left', ['a']), branch('right', ['b'])], { type: 'all' })],
    )
    life.opinion('a', 'tax').tell(transfer(), 'head')
    expect(['a#1', 'b#1', 'a#1.police', 'a#1.tax'].map((id) => life.outcomeOf(id))).toEqual([
      'TRANSFERRED',
      'TRANSFERRED',
      'CANCELLED',
      'yes',
    ])
    expect(life.context.opinions.map(({ workId, member: who, status }) => [workId, who, status])).toEqual([
      ['a#1', 'tax', 'ANSWERED'],
      ['a#1', 'police', 'CANCELLED'],
      ['a#2', 'tax', 'OPEN'],
      ['a#2', 'police', 'OPEN'],
    ])
    expect(life.at).toEqual(['a', 'b'])
    const end = driveToTheEnd({ machine: life.machine, state: life.state, versionId: 'v1', from: life.now })
    expect(end.state.status).toBe('done')
    expect(replay({ v1: life.definition }, [...life.rows, ...end.rows])).toEqual(end.state)
  })
})
