import { describe, expect, it } from 'vitest'
import { canonicalDefinition } from '../dossier/canonical.ts'
import { Life } from '../dossier/life.test-support.ts'
import { feesFor } from '../fee/fees-for.ts'
import { caseOf } from '../form/case-of.ts'
import { evaluate } from '../form/condition.ts'
import { conditionContext } from '../procedure/condition-context.ts'
import type { ProcedureDefinition } from '../procedure/definition.ts'
import { catalogue } from './index.ts'

const definition = (code: string): ProcedureDefinition => {
  const found = catalogue.find((each) => each.code === code)
  if (!found) throw new Error(`no ${code}`)
  return found
}
const birth = definition('1.001193')
const copy = definition('2.000815')
const household = definition('1.001612')

const facts = (more: object = {}) => ({ today: '2026-11-23', receivedOn: '2026-11-23', channel: 'online', place: '31', ...more })
const caseFor = (of: ProcedureDefinition, answers: object) => caseOf(of.cases, { ...answers }, facts())?.code
const fees = (of: ProcedureDefinition, answers: object, more: object = {}) =>
  feesFor(of.fees, { answers: { ...answers }, facts: facts(more), settings: { 'fee.hoTich.late': 8_000 } }).map(
    ({ code, amountVnd, when }) => [code, amountVnd, when],
  )

describe('birth registration', () => {
  it('is late after sixty days, and only then', () => {
    expect(caseFor(birth, { childBirthDate: '2026-09-24' })).toBe('on-time')
    expect(caseFor(birth, { childBirthDate: '2026-09-23' })).toBe('late')
    expect(caseFor(birth, {})).toBe('on-time')
  })
  it('has its own papers without a birth notice, and for an abandoned child', () => {
    expect(caseFor(birth, { childBirthDate: '2026-11-01', birthNotice: 'none' })).toBe('no-birth-notice')
    expect(caseFor(birth, { childAbandoned: true, birthNotice: 'none' })).toBe('abandoned-child')
  })
  it('is free on time; late it costs what the place sets, nothing online in Hải Phòng or for the poor', () => {
    const late = { childBirthDate: '2026-01-01' }
    expect(fees(birth, { childBirthDate: '2026-11-01' }, { channel: 'desk' })).toEqual([])
    expect(fees(birth, late, { channel: 'desk' })).toEqual([['le-phi-ho-tich', 8_000, 'atIntake']])
    expect(fees(birth, late)).toEqual([['le-phi-ho-tich', 0, 'atIntake']])
    expect(fees(birth, late, { place: '01' })).toEqual([['le-phi-ho-tich', 8_000, 'atIntake']])
    expect(fees(birth, late, { receivedOn: '2026-08-07' })).toEqual([['le-phi-ho-tich', 8_000, 'atIntake']])
    expect(fees(birth, { ...late, exemptionGround: 'poor' }, { channel: 'desk' })).toEqual([['le-phi-ho-tich', 0, 'atIntake']])
  })
  it('hangs out the notice of an abandoned child outside the limit', () => {
    const told = { caseCode: 'abandoned-child', conditions: { 'check.abandonedChild': true, 'check.eligible': false } }
    const life = new Life(birth).open(told)
    life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk', told).tell({ type: 'HAND_OVER' }, 'desk', told)
    expect(() => life.complete('eligible', 'officer', told)).toThrow(/COMPLETE_STEP/)
    life.complete('abandonedChild', 'officer', told)
    expect(life.context.legalClock?.pauses).toMatchObject([{ to: null, reason: 'OUTSIDE_LIMIT' }])
    expect(life.did('startTimer')).toMatchObject([{ limit: { unit: 'calendarDay', amount: 7 } }])
  })
})

describe('a certified copy', () => {
  it.each([
    [1, 1, 2_000],
    [2, 1, 4_000],
    [3, 1, 5_000],
    [5, 3, 21_000],
    [198, 1, 200_000],
    [500, 2, 400_000],
  ])('of %i pages in %i copies costs %i đồng', (pageCount, copyCount, amount) => {
    expect(fees(copy, { pageCount, copyCount }, { channel: 'desk' })).toEqual([['phi-chung-thuc-ban-sao', amount, 'atIntake']])
  })
  it('is filed at the desk only, with the original shown, and handed over at once', () => {
    expect([copy.sources, copy.handOverOnAccept, copy.online.partialReason]).toEqual([['DESK'], true, 'originalsShown'])
    expect(copy.papers.find(({ originalsShown }) => originalsShown)?.code).toBe('ban-chinh')
  })
  it('takes two working days when that was agreed', () => {
    expect(caseFor(copy, { laterAgreed: true, copyKind: 'paper' })).toBe('many-pages')
    expect(caseFor(copy, { copyKind: 'electronic' })).toBe('electronic-copy')
    expect(caseFor(copy, { copyKind: 'paper' })).toBe('ordinary')
  })
  it('is refused by a written, signed answer', () => {
    const life = new Life(copy).tell(
      { type: 'OPEN', source: 'DESK', dataRef: 'd', receivedAt: '2026-11-23T01:00:00.000Z' },
      'desk',
    )
    life.tell({ type: 'ACCEPT', receivedAt: life.now }, 'desk').tell({ type: 'HAND_OVER' }, 'desk')
    life
      .complete('mayNotCopy', 'officer')
      .complete('forward', 'officer')
      .complete('refused', 'leader')
      .complete('issued', 'clerk')
    expect([life.shell, life.context.decision]).toEqual(['resultReady', 'REFUSED'])
  })
})

describe('a household business', () => {
  it('is paid before intake online, at intake otherwise', () => {
    expect(fees(household, {})).toEqual([['le-phi-dang-ky', 100_000, 'beforeIntake']])
    expect(fees(household, {}, { channel: 'desk' })).toEqual([['le-phi-dang-ky-khi-tiep-nhan', 100_000, 'atIntake']])
  })
  it('needs the minutes when a household founds it', () => {
    expect([caseFor(household, { founder: 'household' }), caseFor(household, { founder: 'individual' })]).toEqual([
      'household',
      'individual',
    ])
  })
  it('is not signed by whoever examined it', () => {
    const life = new Life(household)
      .handOver()
      .complete('eligible', 'lan')
      .complete('codeIssued', 'lan')
      .complete('forward', 'lan')
    expect(() => life.complete('granted', 'lan')).toThrow(/COMPLETE_STEP/)
    expect(life.complete('granted', 'leader').step).toBe('issue')
  })
})

describe.each(catalogue.map((each) => [each.nameEn, each] as const))('%s', (_name, each) => {
  it('can be hashed: no absent value', () => expect(() => canonicalDefinition(each)).not.toThrow())
  it('prints a result before anything is known', () => {
    const context = conditionContext({ definition: each, caseCode: null, answers: {}, stepData: {} })
    for (const { lines } of each.results) for (const { value } of lines) expect(evaluate(value, context)).toBeNull()
  })
  it('says in both languages what it is and what happens at each step', () => {
    for (const step of each.steps) expect([step.nameEn, step.publicEn, step.publicVi]).not.toContain(undefined)
    expect([each.nameVi, each.nameEn, each.summaryVi, each.summaryEn]).not.toContain('')
  })
})
