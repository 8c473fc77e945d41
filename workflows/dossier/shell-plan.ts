import type { FormCode, ProcedureDefinition } from '../procedure/definition.ts'
import type { NotifyTemplate } from './effects.ts'
import { NATIONAL_CODES, type ShellState } from './national-code.ts'
import type { BlockPlan, StepPlan } from './step-plan.ts'
import type { LimitChoice } from './turn.ts'
import type { vocabulary } from './vocabulary.ts'

/** What is done where a step or a block is entered: its work is opened, and the legal clock follows. */
export type Opening = (
  | { type: 'openStep'; params: StepPlan }
  | { type: 'openBlock'; params: BlockPlan }
  | { type: 'settleClock'; params: { outside: Readonly<Record<string, string>> } }
)[]

export type StepState = ReturnType<typeof vocabulary.createStateConfig>

/** What the shell needs of the version; the steps come in as the states of `processing`. */
export interface ShellPlan {
  limits: { legal: LimitChoice; intake: LimitChoice; fee: LimitChoice; supplement: LimitChoice }
  /** Steps whose lateness is also told to the head. */
  escalating: string[]
  /** Steps in which silence is an answer; shell 1 lost it while a withdrawal was looked at. */
  silent: string[]
  /** Steps in which the clock is suspended only when somebody else agrees. */
  approvedPauses: string[]
  /** Steps in which money or the like is required of the applicant; none: wherever processing stands. */
  obligationSteps: string[]
  /** Steps in which a dossier of its own may be opened. */
  subSteps: string[]
  /** Moving the promised date needs somebody else; shell 1 did not ask. */
  extendsByTwo: boolean
  /** Steps outside blocks, and blocks as a whole. */
  gates: Readonly<Record<string, Gate>>
  /** Opens any step or block. */
  openings: Readonly<Record<string, Opening>>
  /** What can be called back, and the block and branch in which it stands. */
  recalls: { step: string; place: { block: string[]; branch: string[] } | null; isPublic: boolean }[]
}

export interface Gate {
  id: string
  opening: Opening
  /** The steps inside; a step itself. */
  steps: string[]
  /** Of those with which it begins the ones that the applicant may see by name. */
  shown: string[]
  /** A block is entered only when some branch of it is. */
  branches: BlockPlan['branches'] | null
}

export const report = (state: ShellState) => ({ type: 'report', params: { code: NATIONAL_CODES[state] } }) as const
export const notify = (template: NotifyTemplate, audience: 'applicant' | 'performer' | 'head') =>
  ({ type: 'notify', params: { template, audience } }) as const
export const issueForm = (form: FormCode) => ({ type: 'issueForm', params: { form } }) as const
export const resumeLegal = (reason: 'SUPPLEMENT' | 'OBLIGATION' | 'SUSPENSION') =>
  ({ type: 'resumeLegal', params: { reason } }) as const
/** How often something may be asked for, and whether once more with somebody's agreement. */
export const supplementBound = ({ supplement }: ProcedureDefinition) => ({
  max: supplement.max,
  beyond: supplement.beyondApprover !== null,
})
