import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STEP_KINDS, type StepKind } from '../procedure/definition.ts'
import { block, branch, consult, Flow, flow, member, step } from '../procedure/patterns/flow.test-support.ts'
import { sampleDefinition } from '../procedure/sample.test-support.ts'
import { openWorkOf } from './advance.ts'
import { driveToTheEnd } from './drive.test-support.ts'
import { openWork } from './reading.ts'
import { type DossierState, stateSchema } from './state.ts'

const LIMIT = { unit: 'workingHour', amount: 4 }
const run = promisify(execFile)
const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Somebody has every open work, and has looked at the first of them. */
function assigned(life: Flow): Flow {
  for (const [index, { workId, assigneeId }] of openWork(life.context).entries()) {
    const who = assigneeId ?? `person-${index}`
    if (assigneeId === null) life.tell({ type: 'ASSIGN', workId, accountId: who, mode: 'assign' }, 'head')
    if (index === 0) life.tell({ type: 'OPEN_WORK', workId }, who)
  }
  return life
}

const one = (kind: StepKind, more: object = {}) => flow('here', [step('here', 'sign', { kind, limit: LIMIT, ...more })])
/** Numbers and seals come after the signature. */
const decided = (kind: StepKind) => {
  const sign = step('sign', { id: 'done', to: 'here', decision: 'GRANTED' }, { kind: 'sign' })
  const steps = [sign, step('here', 'end', { kind, limit: LIMIT })]
  return new Flow(sampleDefinition({ start: 'sign', steps, fees: [] })).begin().do('sign')
}
const council = () => {
  const chosen = { min: 2, max: 5, role: 'leader', unitKind: 'leadership', from: 'own' }
  const life = flow('here', [
    {
      ...consult('here', { chosen, limit: { unit: 'workingDay', amount: 2 }, join: { type: 'atLeast', n: 2 } }),
      kind: 'council',
    },
  ])
  const members = ['an', 'binh', 'chi'].map((id) => ({ member: id, accountId: id }))
  return life.tell({ type: 'ASK_OPINION', workId: 'here#1', members }, 'secretary').opinion('here', 'an')
}

/** A dossier inside a step of each kind, with a second round where the kind has a past that could be lost. */
const KINDS: Record<StepKind, () => Flow> = {
  assign: () => one('assign'),
  review: () =>
    flow('here', [step('here', 'next', { limit: LIMIT }), step('next', 'sign')])
      .do('here')
      .tell({ type: 'SEND_BACK', workId: 'next#1', toStep: 'here', reasonRef: 'r' }, 'next-person'),
  verify: () => one('verify', { checks: [{ id: 'seen', labelVi: 'Đã xem' }] }),
  consult: () =>
    flow('here', [
      consult('here', {
        fixed: [member('tax', { limit: LIMIT }), member('police')],
        limit: { unit: 'workingDay', amount: 3 },
        join: { type: 'all' },
      }),
    ]).opinion('here', 'police'),
  council,
  financialObligation: () => {
    const life = flow('here', [step('here', 'sign', { kind: 'financialObligation', outsideLimit: { basis: 'thuế' } })])
    return life
      .tell({ type: 'REQUIRE_OBLIGATION', obligationId: 'o1', noticeRef: 'n' }, 'officer')
      .tell({ type: 'OBLIGATION_SETTLED', obligationId: 'o1', proofRef: 'p' }, 'tax')
  },
  publicPosting: () => one('publicPosting', { outsideLimit: { basis: 'niêm yết' } }),
  draft: () => one('draft'),
  approve: () => one('approve', { pauseApprover: 'leader' }),
  sign: () => flow('sign', []),
  number: () => decided('number'),
  issue: () => decided('issue'),
  external: () => {
    const sub = { procedure: '9.888888', agency: 'competent', wait: true }
    return one('external', { sub }).tell({ type: 'OPEN_SUB', subDossierId: 'd1' }, 'officer')
  },
}

const BLOCKS: Record<string, () => Flow> = {
  'inside a block, one branch ahead of the other': () =>
    flow(
      'side',
      [step('a', 'more', { limit: LIMIT }), step('more', 'join', { limit: LIMIT }), step('b', 'join', { limit: LIMIT })],
      [block('side', [branch('left', ['a', 'more']), branch('right', ['b'])], { type: 'all' })],
    ).do('a'),
  'inside a block, one branch finished and one not meant': () =>
    new Flow(
      sampleDefinition({
        start: 'side',
        steps: [
          ...['a', 'b', 'c'].map((id) => step(id, 'join', { limit: LIMIT })),
          step('sign', { id: 'done', to: 'end', decision: 'GRANTED' }, { kind: 'sign' }),
        ],
        blocks: [
          block('side', [branch('left', ['a']), branch('right', ['b']), branch('third', ['c'], 'case = "posted"')], {
            type: 'all',
          }),
        ],
        fees: [],
      }),
    )
      .given({ 'side.third': false })
      .begin()
      .do('a'),
  'asking others inside a block': () =>
    flow(
      'side',
      [
        consult('a', { fixed: [member('tax'), member('police')], limit: LIMIT, join: { type: 'any' } }, 'join'),
        step('b', 'join'),
      ],
      [block('side', [branch('left', ['a']), branch('right', ['b'])], { type: 'all' })],
    ),
}

const cases = [...STEP_KINDS.map((kind) => [`in a step of the kind ${kind}`, KINDS[kind]] as const), ...Object.entries(BLOCKS)]

/** What must not change while it waits. */
const standing = ({ value, context }: DossierState) => ({
  value,
  work: context.work,
  timers: context.timers,
  opinions: context.opinions,
  subs: context.subs,
  obligations: context.obligations,
  decision: context.decision,
  openPauses: context.legalClock?.pauses.filter(({ to }) => to === null),
})

describe('a dossier that is suspended, written down and read by another process', () => {
  it.each(cases)('resumes at the same place with the same people: %s', { timeout: 30_000 }, async (name, build) => {
    const life = assigned(build())
    const before = standing(life.state)
    expect(before.work.filter(({ closedAt, assigneeId }) => closedAt === null && assigneeId === null)).toEqual([])
    life.tell({ type: 'SUSPEND', basis: 'b', approverId: 'an-approver', reasonRef: 'r' }, 'officer')
    expect(life.shell).toBe('suspended')

    const file = join(folder, `${name.replaceAll(' ', '-')}.json`)
    const facts = life.facts('officer')
    writeFileSync(file, JSON.stringify({ definition: life.definition, state: life.state, event: { type: 'RESUME' }, facts }))
    const { stdout } = await run(process.execPath, [path('../../server/tools/run.mjs'), path('resume.test-support.ts'), file])
    const told = JSON.parse(stdout)
    const resumed = stateSchema.parse(told.state)

    expect(standing(resumed)).toEqual(before)
    expect(told.work).toEqual(openWorkOf(life.machine, resumed.context))
    expect(driveToTheEnd({ machine: life.machine, state: resumed, versionId: 'v1', from: life.now }).state.status).toBe('done')
  })
})
