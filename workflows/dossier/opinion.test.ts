import { describe, expect, it } from 'vitest'
import { opinionCounts } from '../procedure/condition-context.ts'
import { resolveLimit } from '../procedure/limits.ts'
import { consult, type Flow, flow, member, step } from '../procedure/patterns/flow.test-support.ts'
import { allowedWork, openWorkOf } from './advance.ts'
import { project } from './project.ts'

const HOURS = { unit: 'workingHour', amount: 0.5 }
const two = [member('tax'), member('land', { limit: { unit: 'workingDay', amount: 3 } })]
const asking = (members: object, more: object[] = []) =>
  flow('first', [step('first', 'asking'), ...more, consult('asking', { fixed: two, join: { type: 'all' }, ...members })])
const opened = (members: object = {}) => asking(members).do('first')
const chosen = { min: 2, max: 3, role: 'officer', unitKind: 'division', from: 'any', addLater: true }
const office = (agency: string) => ({ role: 'officer' as const, unitKind: 'division' as const, agency })
const askTwo = (life: Flow, agencies: [string, string] = ['H24.05', 'H24.06']) =>
  life.tell(
    {
      type: 'ASK_OPINION',
      workId: 'asking#1',
      members: [
        { member: 'one', performer: office(agencies[0]), limit: { unit: 'workingDay', amount: 3 } },
        { member: 'two', performer: office(agencies[1]) },
      ],
    },
    'asking-person',
  )
const pass = (life: Flow, who: string) => {
  const timer = life.context.timers.find(({ workId }) => workId === `asking#1.${who}`)
  return life.tell({ type: 'LIMIT_PASSED', timerId: timer?.timerId ?? 'none', kind: 'OPINION' }, 'system')
}

describe('members of the version', () => {
  it('are asked as soon as the step is open: own work, own limit, a letter to each', () => {
    const life = opened({ limit: HOURS })
    expect(life.did('openWork')).toMatchObject([
      { workId: 'asking#1' },
      { workId: 'asking#1.tax', performer: { unitKind: 'economy' }, limit: HOURS },
      { workId: 'asking#1.land', limit: { unit: 'workingDay', amount: 3 } },
    ])
    expect(life.did('askAgency')).toEqual([
      { type: 'askAgency', workId: 'asking#1', member: 'tax' },
      { type: 'askAgency', workId: 'asking#1', member: 'land' },
    ])
    expect(life.context.opinions).toMatchObject([
      { member: 'tax', status: 'OPEN', askedById: 'first-person', limitRef: 'members:asking' },
      { member: 'land', status: 'OPEN', limitRef: 'members:asking.land' },
    ])
    expect(openWorkOf(life.machine, life.context).map(({ limit }) => limit?.amount)).toEqual([undefined, 0.5, 3])
  })
  it('are left out when their condition does not hold, and can be asked later', () => {
    const fixed = [member('tax'), member('land', { when: 'case = "posted"' })]
    const life = asking({ fixed }).given({ 'asking.land': false }).do('first')
    expect(life.context.opinions.map((each) => each.member)).toEqual(['tax'])
    expect(allowedWork(life.machine, life.state, life.facts('x'))[0]).toMatchObject({ mayAdd: false, mayAddFixed: ['land'] })
    life.tell({ type: 'ADD_MEMBER', workId: 'asking#1', member: { member: 'land' } })
    expect(life.context.opinions.map((each) => each.member)).toEqual(['tax', 'land'])
    expect(() => life.tell({ type: 'ADD_MEMBER', workId: 'asking#1', member: { member: 'land' } })).toThrow(/ADD_MEMBER/)
  })
  it('answer once, with an answer of the version, and are counted', () => {
    const life = opened().opinion('asking', 'tax', 'no')
    expect(life.context.opinions[0]).toMatchObject({ status: 'ANSWERED', answer: 'no', counts: 'against', answeredById: 'tax' })
    expect(life.did('closeWork')).toEqual([{ type: 'closeWork', workId: 'asking#1.tax' }])
    expect(() => life.opinion('asking', 'tax')).toThrow(/GIVE_OPINION/)
    expect(() => life.opinion('asking', 'land', 'perhaps')).toThrow(/GIVE_OPINION/)
    expect(opinionCounts(life.context.opinions, 'asking#1')).toEqual({
      opinionsAsked: 2,
      opinionsFor: 0,
      opinionsAgainst: 1,
      opinionsSilent: 0,
      opinionsOpen: 1,
    })
    expect(life.opinion('asking', 'land').did('notify')).toMatchObject([{ template: 'opinionsEnded', audience: 'performer' }])
  })
  it('answer for themselves once somebody of them has taken it', () => {
    const life = opened().tell({ type: 'ASSIGN', workId: 'asking#1.tax', accountId: 'lan', mode: 'claim' }, 'lan')
    expect(() => life.opinion('asking', 'tax')).toThrow(/GIVE_OPINION/)
    const give = { type: 'GIVE_OPINION', workId: 'asking#1', member: 'tax', answer: 'yes', dataRef: 'd' } as const
    expect(life.tell(give, 'lan').context.opinions[0]?.status).toBe('ANSWERED')
  })
})

describe('members who are chosen', () => {
  const open = () => opened({ fixed: [], chosen, limit: HOURS })
  it('are named at once, as many as the version wants, and no office twice', () => {
    expect(() => open().do('asking')).toThrow(/COMPLETE_STEP/)
    expect(() => askTwo(open(), ['H24.05', 'H24.05'])).toThrow(/ASK_OPINION/)
    const one = { type: 'ASK_OPINION', workId: 'asking#1', members: [{ member: 'one', performer: office('H24.05') }] } as const
    expect(() => open().tell({ ...one, members: [...one.members] })).toThrow(/ASK_OPINION/)
    const life = askTwo(open())
    expect(() => askTwo(life)).toThrow(/ASK_OPINION/)
    expect(life.context.opinions.map(({ performer }) => performer.agency)).toEqual(['H24.05', 'H24.06'])
  })
  it('have a limit of their own in the state, as a text of whole numbers', () => {
    const life = askTwo(open())
    expect(life.context.opinions.map(({ limitRef }) => limitRef)).toEqual(['=workingDay:3', 'members:asking'])
    expect(resolveLimit(life.definition, '=workingDay:3')).toEqual({ unit: 'workingDay', amount: 3, end: 'arrivalTime' })
    expect(resolveLimit(life.definition, '=year:3')).toBeNull()
    expect(project(life.definition, life.state).opinions.map(({ limit }) => limit?.amount)).toEqual([3, 0.5])
  })
  it('can be more, up to the bound, but of the kind that the version names', () => {
    const life = askTwo(open())
    const add = (id: string, performer: ReturnType<typeof office> | { role: 'leader'; unitKind: 'division'; agency: string }) =>
      life.tell({ type: 'ADD_MEMBER', workId: 'asking#1', member: { member: id, performer } }, 'asking-person')
    expect(() => add('three', { role: 'leader', unitKind: 'division', agency: 'H24.07' })).toThrow(/ADD_MEMBER/)
    expect(() => add('one', office('H24.07'))).toThrow(/ADD_MEMBER/)
    expect(add('three', office('H24.07')).context.opinions).toHaveLength(3)
    expect(() => add('four', office('H24.08'))).toThrow(/ADD_MEMBER/)
  })
  it('vote in person in a council, and a quorum cannot be closed away', () => {
    const life = flow('asking', [consult('asking', { chosen: { ...chosen, from: 'own' }, join: { type: 'atLeast', n: 2 } })])
    const members = ['an', 'binh', 'chi'].map((accountId) => ({ member: accountId, accountId }))
    life.tell({ type: 'ASK_OPINION', workId: 'asking#1', members }, 'asking-person')
    const give = (who: string, by: string) =>
      life.tell({ type: 'GIVE_OPINION', workId: 'asking#1', member: who, answer: 'yes', dataRef: 'd' }, by)
    const close = () => life.tell({ type: 'CLOSE_OPINIONS', workId: 'asking#1', reasonRef: 'r' }, 'asking-person')
    expect(() => give('an', 'binh')).toThrow(/GIVE_OPINION/)
    expect(() => life.tell({ type: 'ASSIGN', workId: 'asking#1.an', accountId: 'dung', mode: 'reassign' })).toThrow(/ASSIGN/)
    give('an', 'an')
    expect(close).toThrow(/CLOSE_OPINIONS/)
    give('chi', 'chi')
    expect(close().context.opinions.map(({ status }) => status)).toEqual(['ANSWERED', 'CANCELLED', 'ANSWERED'])
    expect(life.do('asking').at).toEqual(['sign'])
  })
})

describe('a member’s limit', () => {
  it('passes in silence that is consent, if the version says so', () => {
    const life = pass(opened({ limit: HOURS, silence: 'consents' }), 'tax')
    expect(life.context.opinions[0]).toMatchObject({ status: 'SILENT', counts: 'for', answeredAt: null })
    expect(life.outcomeOf('asking#1.tax')).toBe('SILENT')
    expect(life.opinion('asking', 'land').do('asking').at).toEqual(['sign'])
  })
  it('only makes late otherwise, and is told once', () => {
    const life = pass(opened({ limit: HOURS }), 'tax')
    expect(life.did('notify')).toMatchObject([{ template: 'opinionLate', audience: 'performer' }])
    expect(life.context.opinions[0]?.status).toBe('OPEN')
    expect(() => pass(life, 'tax')).toThrow(/LIMIT_PASSED/)
    expect(life.opinion('asking', 'tax').context.opinions[0]?.status).toBe('ANSWERED')
  })
  it('stands still while the dossier waits for others', () => {
    const life = opened({ limit: HOURS, silence: 'consents' }).supplement()
    expect(() => pass(life, 'tax')).toThrow(/LIMIT_PASSED/)
    expect(project(life.definition, life.state).timers.find(({ kind }) => kind === 'OPINION')?.pauses).toHaveLength(1)
  })
})

it('who asked is called back only while nobody has answered', () => {
  const recall = (life: Flow) => life.tell({ type: 'RECALL', workId: 'first#1' }, 'first-person')
  const life = recall(opened())
  expect(life.context.opinions.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED'])
  expect(() => recall(opened().opinion('asking', 'tax'))).toThrow(/RECALL/)
})

it('allowedWork shows a member what can be answered, and the performer what can be done', () => {
  const life = opened()
  const [main, tax] = allowedWork(life.machine, life.state, life.facts('x'))
  expect(main).toMatchObject({ outcomes: [], mayGive: null, mayCloseOpinions: true, mayAsk: false })
  expect(tax).toMatchObject({
    member: 'tax',
    outcomes: [],
    mayGive: { workId: 'asking#1', member: 'tax', answers: ['yes', 'no'] },
  })
})
