import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import type { ShellState } from '../dossier/national-code.ts'
import type { ProcedureDefinition } from './definition.ts'
import { type Description, describeVersion, joinNode, type PlaceNames } from './describe.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { progressLine, standing } from './standing.ts'

const names: PlaceNames = {
  role: (role) => ({ vi: `vai ${role}`, en: role }),
  unitKind: (kind) => ({ vi: `phòng ${kind}`, en: kind }),
  agency: (code) => (code === 'H24.05' ? { vi: 'Sở Tài chính', en: 'Department of Finance' } : null),
}
const sample = sampleDefinition()
const withBlock: ProcedureDefinition = sampleDefinition(
  {
    start: 'side',
    blocks: [
      {
        id: 'side',
        nameVi: 'Hỏi hai nơi',
        branches: [
          { id: 'police', nameVi: 'Công an', start: 'allot', steps: ['allot'] },
          { id: 'visit', nameVi: 'Đi xem', start: 'visit', steps: ['visit'], when: 'case = "posted"' },
        ],
        join: { type: 'all' },
        to: 'check',
      },
    ],
  },
  (step) => {
    if (step.id === 'allot') return { ...step, outcomes: [{ id: 'done', labelVi: 'Xong', to: 'join' }] }
    if (step.id === 'visit') return { ...step, isPublic: false, outcomes: [{ id: 'done', labelVi: 'Xong', to: 'join' }] }
    if (step.id === 'check')
      return {
        ...step,
        outcomes: ['tax', 'posting', 'write'].map((to) => ({ id: to, labelVi: `Đến ${to}`, to })),
      }
    return step
  },
)
const order = ({ nodes }: Description) => nodes.map(({ id }) => id)
const at = (
  definition: ProcedureDefinition,
  shellState: ShellState,
  currentSteps: string[],
  done: string[],
  caseCode = 'ordinary',
) => {
  const description = describeVersion(definition, names)
  const found = standing(description, { shellState, currentSteps, done: new Set(done), caseCode })
  return { marks: Object.fromEntries(found.marks), line: progressLine(description, found) }
}

describe('describing a version', () => {
  it.each([...catalogue, sample, withBlock].map((definition) => [definition.nameEn, definition] as const))(
    'puts nothing of %s before what it follows',
    (_name, definition) => {
      const description = describeVersion(definition, names)
      const ids = order(description)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(expect.arrayContaining(definition.steps.map(({ id }) => id)))
      for (const { from, to, kind } of description.edges) {
        expect(ids).toContain(from)
        expect(ids).toContain(to)
        if (kind !== 'back') expect(ids.indexOf(from)).toBeLessThan(ids.indexOf(to))
      }
      expect(new Set(description.edges.map(({ id }) => id)).size).toBe(description.edges.length)
    },
  )
  it('tells who, how long, in which cases and what happens when it is late', () => {
    const { nodes } = describeVersion(
      sampleDefinition({}, (step) =>
        step.id === 'check' ? { ...step, performer: { ...step.performer, agency: 'H24.05' } } : step,
      ),
      names,
    )
    const check = nodes.find(({ id }) => id === 'check')
    expect(check?.who).toEqual({ vi: 'vai officer, phòng justice, Sở Tài chính', en: 'officer, justice, Department of Finance' })
    expect(check?.limit).toMatchObject({ unit: 'workingHour', amount: 0.5 })
    const posting = nodes.find(({ id }) => id === 'posting')
    expect(posting).toMatchObject({ isOutsideLimit: true, onlyIn: [{ code: 'posted', name: { vi: 'Phải niêm yết' } }] })
    expect(nodes.find(({ id }) => id === 'allot')?.whenLate).toBe('escalate')
  })
  it('names an agency that is not known here by its code', () => {
    const { nodes } = describeVersion(
      sampleDefinition({}, (step) => ({ ...step, performer: { ...step.performer, agency: 'H24.77' } })),
      names,
    )
    expect(nodes.find(({ id }) => id === 'check')?.who?.vi).toContain('H24.77')
  })
  it('tells ways back, refusals and what silence does', () => {
    const { edges } = describeVersion(
      sampleDefinition({}, (step) => (step.id === 'visit' ? { ...step, whenLate: 'consent', lateOutcome: 'found' } : step)),
      names,
    )
    const kinds = Object.fromEntries(edges.map(({ id, kind }) => [id, kind]))
    expect(kinds).toMatchObject({ 'sign>enter#1': 'forward', 'sign>enter#2': 'refuse', 'sign>check#1': 'back' })
    expect(edges.find(({ id }) => id === 'visit>tax#1')?.isTacit).toBe(true)
    expect(edges.find(({ id }) => id === 'check>posting#1')?.isConditional).toBe(true)
    expect(edges.find(({ id }) => id === 'seal>@result#1')).toBeDefined()
  })
  it('tells the branches of a block and where they meet again', () => {
    const { nodes, edges } = describeVersion(withBlock, names)
    expect(nodes.find(({ id }) => id === 'visit')).toMatchObject({ block: 'side', branch: { id: 'visit', isConditional: true } })
    expect(edges.map(({ from, to }) => [from, to])).toEqual(
      expect.arrayContaining([
        ['@intake', 'side'],
        ['side', 'allot'],
        ['side', 'visit'],
        ['allot', joinNode('side')],
        [joinNode('side'), 'check'],
      ]),
    )
  })
})

describe('where a dossier stands', () => {
  it('is at the desk until it is handed over', () => {
    for (const state of ['arrived', 'supplementBeforeIntake', 'accepted'] as const)
      expect(at(sample, state, [], []).marks).toMatchObject({ '@filing': 'done', '@intake': 'now', allot: 'later' })
    expect(at(sample, 'awaitingFee', [], []).marks).toMatchObject({ '@filing': 'now', '@intake': 'later' })
  })
  it('marks what is done, what is now, what comes and what this case does not need', () => {
    expect(at(sample, 'processing', ['tax'], ['allot', 'check', 'visit']).marks).toMatchObject({
      '@intake': 'done',
      '@refused': 'skipped',
      check: 'done',
      visit: 'done',
      posting: 'skipped',
      tax: 'now',
      sign: 'later',
      '@returned': 'later',
    })
  })
  it('says "later" again of steps that a way back will repeat', () => {
    const { marks } = at(sample, 'processing', ['check'], ['allot', 'check', 'visit', 'tax', 'register', 'write', 'agree'])
    expect(marks).toMatchObject({ check: 'now', write: 'later', agree: 'later', allot: 'done' })
  })
  it('knows the case: a step of another one is not to come', () => {
    expect(at(sample, 'processing', ['check'], ['allot'], 'ordinary').marks.posting).toBe('skipped')
    expect(at(sample, 'processing', ['check'], ['allot'], 'posted').marks.posting).toBe('later')
  })
  it('stays where it was while it waits for others', () => {
    for (const state of ['awaitingSupplement', 'awaitingObligation', 'suspended', 'withdrawalAsked'] as const)
      expect(at(sample, state, ['check'], ['allot']).marks).toMatchObject({ check: 'now', allot: 'done' })
    expect(at(sample, 'withdrawalAsked', [], []).marks).toMatchObject({ '@intake': 'now' })
  })
  it('stands at several steps at once inside a block', () => {
    const both = at(withBlock, 'processing', ['allot', 'visit'], [])
    expect(both.marks).toMatchObject({ side: 'now', allot: 'now', visit: 'now', [joinNode('side')]: 'later' })
    const one = at(withBlock, 'processing', ['visit'], ['allot'])
    expect(one.marks).toMatchObject({ side: 'now', allot: 'done', visit: 'now', check: 'later' })
    const after = at(withBlock, 'processing', ['check'], ['allot'])
    expect(after.marks).toMatchObject({ side: 'done', allot: 'done', visit: 'skipped', [joinNode('side')]: 'done' })
  })
  it('is over', () => {
    const steps = sample.steps.map(({ id }) => id).filter((id) => id !== 'posting')
    expect(at(sample, 'resultReady', [], steps).marks).toMatchObject({ seal: 'done', posting: 'skipped', '@result': 'now' })
    expect(at(sample, 'returned', [], steps).marks).toMatchObject({ '@result': 'done', '@returned': 'done' })
    expect(at(sample, 'refused', [], []).marks).toMatchObject({ '@refused': 'done', '@intake': 'skipped', check: 'skipped' })
    expect(at(sample, 'stopped', [], ['allot']).marks).toMatchObject({ allot: 'done', check: 'skipped', '@result': 'skipped' })
  })
})

describe('the line of progress that an applicant reads', () => {
  const said = (lines: ReturnType<typeof progressLine>) => lines.map(({ name, state }) => `${name?.vi ?? '–'}: ${state}`)
  it('promises only what surely comes', () => {
    const { line } = at(sample, 'processing', ['check'], ['allot'])
    expect(said(line)).toEqual([
      'Nộp hồ sơ: done',
      'Tiếp nhận: done',
      'Bước allot: done',
      'Bước check: now',
      'Bước write: later',
      'Bước agree: later',
      'Bước sign: later',
      'Bước enter: later',
      'Bước seal: later',
      'Có kết quả: later',
      'Trả kết quả: later',
    ])
  })
  it('never names a hidden step, and says several of them once', () => {
    const hidden = sampleDefinition({}, (step) => (['write', 'agree'].includes(step.id) ? { ...step, isPublic: false } : step))
    const { line } = at(hidden, 'processing', ['sign'], ['allot', 'check', 'write', 'agree'])
    expect(said(line).slice(2, 6)).toEqual(['Bước allot: done', 'Bước check: done', '–: done', 'Bước sign: now'])
    expect(JSON.stringify(line)).not.toContain('Bước write')
    const now = at(hidden, 'processing', ['write'], ['allot', 'check']).line
    expect(now.find(({ state }) => state === 'now')).toMatchObject({ name: null, sentence: null })
  })
  it('names a block while it is to come and its steps once it is there', () => {
    expect(said(at(withBlock, 'accepted', [], []).line)).toContain('Hỏi hai nơi: later')
    const { line } = at(withBlock, 'processing', ['allot', 'visit'], [])
    expect(said(line)).toEqual(expect.arrayContaining(['Bước allot: now', '–: now']))
    expect(said(line)).not.toContain('Hỏi hai nơi: now')
  })
})
