import type { Broken } from './broken.test-support.ts'
import type { Block, ProcedureDefinition, Step } from './definition.ts'
import { sideDefinition } from './sample-side.test-support.ts'

const sample = sideDefinition()
const changeStep = (id: string, change: (step: Step) => object): ProcedureDefinition =>
  sideDefinition({ steps: sample.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)) })
const changeBlock = (change: (block: Block) => object): ProcedureDefinition =>
  sideDefinition({ blocks: sample.blocks.map((block) => ({ ...block, ...change(block) })) })
const lead = (id: string, outcome: string, to: string, more: object = {}) =>
  changeStep(id, ({ outcomes }) => ({
    outcomes: outcomes.map((each) => (each.id === outcome ? { ...each, to, ...more } : each)),
  }))
const branches = (change: (branch: Block['branches'][number]) => object) =>
  changeBlock((block) => ({ branches: block.branches.map((branch) => ({ ...branch, ...change(branch) })) }))
const members = (change: object) => changeStep('opinions', (step) => ({ members: { ...step.members, ...change } }))
const chosen = { min: 1, max: 3, role: 'officer', unitKind: 'economy', from: 'own' }
const performer = (id: string, change: object) => changeStep(id, (step) => ({ performer: { ...step.performer, ...change } }))
const twice = <Item>(items: readonly Item[]) => [...items, ...items.slice(0, 1)]

/** Each broken in one way only. */
export const BROKEN_SIDE: Broken[] = [
  ['a block leads nowhere', 'stepUnknown', 'side', changeBlock(() => ({ to: 'elsewhere' }))],
  ['a branch has an unknown step', 'stepUnknown', 'side', branches(({ steps }) => ({ steps: [...steps, 'elsewhere'] }))],
  ['an outcome leads to an unknown block', 'stepUnknown', 'check', lead('check', 'eligible', 'elsewhere')],
  [
    'a member must be somebody who does an unknown step',
    'stepUnknown',
    'opinions',
    members({
      fixed: sample.steps
        .flatMap((step) => step.members?.fixed ?? [])
        .map((member) => ({ ...member, performer: { ...member.performer, notSameAs: 'elsewhere' } })),
    }),
  ],
  [
    'a step stands in two branches',
    'stepInTwoBranches',
    'note',
    branches(({ steps }) => ({ steps: [...new Set([...steps, 'note'])] })),
  ],
  [
    'a branch begins with a step of the other one',
    'branchStart',
    'side',
    branches(({ id }) => (id === 'asking' ? { start: 'posting' } : {})),
  ],
  ['a step outside ends a branch', 'joinOutside', 'write', lead('write', 'forward', 'join')],
  ['a way back ends a branch', 'joinOutside', 'opinions', lead('opinions', 'again', 'join')],
  ['somebody is sent back into the middle of a block', 'blockMiddle', 'sign', lead('sign', 'sendBack', 'opinions')],
  ['a branch leads into the other one', 'blockMiddle', 'visit', lead('visit', 'found', 'note')],
  ['a branch begins its own block anew', 'blockMiddle', 'opinions', lead('opinions', 'again', 'side')],
  ['a block leads into its own middle', 'blockMiddle', 'side', changeBlock(() => ({ to: 'note' }))],
  ['a block has the id of a step', 'idTwice', null, changeBlock(() => ({ id: 'write' }))],
  ['two branches have one id', 'idTwice', 'side', branches(() => ({ id: 'asking' }))],
  ['a check is there twice', 'idTwice', 'check', changeStep('check', ({ checks }) => ({ checks: twice(checks) }))],
  ['a form is made twice', 'idTwice', 'check', changeStep('check', ({ makes }) => ({ makes: twice(makes) }))],
  [
    'a member is there twice',
    'idTwice',
    'opinions',
    members({ fixed: twice(sample.steps.flatMap((step) => step.members?.fixed ?? [])) }),
  ],
  [
    'an answer is there twice',
    'idTwice',
    'opinions',
    members({ answers: twice(sample.steps.flatMap((step) => step.members?.answers ?? [])) }),
  ],
  [
    'a step has the name of a state of the machine',
    'idReserved',
    'joined',
    branches(({ id }) => (id === 'asking' ? { id: 'joined' } : {})),
  ],
  ['no branch may be meant', 'blockMayBeEmpty', 'side', branches(() => ({ when: 'case = "posted"' }))],
  ['more branches are wanted than there are', 'joinTooMany', 'side', changeBlock(() => ({ join: { type: 'atLeast', n: 3 } }))],
  ['a branch has a condition that names an unknown field', 'condition', 'side', branches(() => ({ when: 'unknownField = 1' }))],
  [
    'only who asked can count opinions',
    'condition',
    'write',
    changeStep('write', ({ outcomes }) => ({
      outcomes: [...outcomes, { id: 'more', labelVi: 'x', to: 'agree', when: 'opinionsFor > 1' }],
    })),
  ],
  [
    'a review asks others',
    'kind',
    'note',
    changeStep('note', () => ({ members: sample.steps.find((step) => step.members)?.members })),
  ],
  ['a consultation asks nobody', 'kind', 'opinions', changeStep('opinions', () => ({ members: undefined }))],
  ['a consultation has nobody to ask', 'members', 'opinions', members({ fixed: [] })],
  ['more answers are wanted than members', 'members', 'opinions', members({ join: { type: 'atLeast', n: 4 } })],
  ['the least is more than the most', 'members', 'opinions', members({ chosen: { ...chosen, min: 4 } })],
  ['a council has members who were not chosen', 'members', 'opinions', changeStep('opinions', () => ({ kind: 'council' }))],
  ['a member has longer than the step', 'memberLimit', 'opinions', members({ limit: { unit: 'workingDay', amount: 5 } })],
  ['silence is consent without any limit', 'silenceWithoutLimit', 'opinions', members({ limit: null })],
  [
    'a step ends in silence without a limit',
    'silenceWithoutLimit',
    'note',
    changeStep('note', () => ({ limit: null, whenLate: 'consent', lateOutcome: 'noted' })),
  ],
  ['silence has no outcome', 'lateOutcome', 'posting', changeStep('posting', () => ({ lateOutcome: undefined }))],
  ['silence has an unknown outcome', 'lateOutcome', 'posting', changeStep('posting', () => ({ lateOutcome: 'elsewhere' }))],
  ['silence would sign', 'lateOutcome', 'sign', changeStep('sign', () => ({ whenLate: 'consent', lateOutcome: 'granted' }))],
  [
    'an outcome for lateness where lateness only warns',
    'lateOutcome',
    'note',
    changeStep('note', () => ({ lateOutcome: 'noted' })),
  ],
  ['a review knows an obligation', 'kind', 'note', lead('note', 'noted', 'join', { noObligation: true })],
  [
    'a review opens a dossier of its own',
    'kind',
    'note',
    changeStep('note', () => ({ sub: { procedure: '1.000000', agency: 'competent', wait: true } })),
  ],
  [
    'the longest branch takes longer than the law gives',
    'limitChain',
    'opinions',
    changeStep('opinions', () => ({ limit: { unit: 'workingDay', amount: 3 } })),
  ],
  ['somebody is to be another person than whoever works beside', 'fourEyes', 'note', performer('note', { notSameAs: 'visit' })],
  [
    'two branches decide',
    'twoDecisions',
    'side',
    sideDefinition({
      steps: sample.steps.map((step) =>
        ['visit', 'note'].includes(step.id)
          ? { ...step, kind: 'sign', outcomes: step.outcomes.map((each) => ({ ...each, decision: 'GRANTED' })) }
          : step,
      ),
    }),
  ],
  [
    'nothing leads to the block',
    'unreachableStep',
    'visit',
    sideDefinition({
      steps: sample.steps.map((step) => ({
        ...step,
        outcomes: step.outcomes.map((each) => (each.to === 'side' ? { ...each, to: 'write', back: step.id === 'sign' } : each)),
      })),
    }),
  ],
]
