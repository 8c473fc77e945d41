import type { FormCode } from '../procedure/definition.ts'
import type { NotifyTemplate } from './effects.ts'
import { NATIONAL_CODES, type ShellState } from './national-code.ts'
import type { StepPlan } from './orders-work.ts'
import type { LimitChoice } from './turn.ts'
import type { vocabulary } from './vocabulary.ts'

export interface StepOpening {
  type: 'openStep'
  params: StepPlan
}

export type StepState = ReturnType<typeof vocabulary.createStateConfig>

/** What the shell needs of the version; the steps come in as the states of `processing`. */
export interface ShellPlan {
  limits: { legal: LimitChoice; intake: LimitChoice; fee: LimitChoice; supplement: LimitChoice }
  /** Steps whose lateness is also told to the head. */
  escalating: string[]
  /** Opens a step, by its id. */
  openings: Record<string, StepOpening>
}

export const report = (state: ShellState) => ({ type: 'report', params: { code: NATIONAL_CODES[state] } }) as const
export const notify = (template: NotifyTemplate, audience: 'applicant' | 'performer' | 'head') =>
  ({ type: 'notify', params: { template, audience } }) as const
export const issueForm = (form: FormCode) => ({ type: 'issueForm', params: { form } }) as const
export const resumeLegal = (reason: 'SUPPLEMENT' | 'OBLIGATION' | 'SUSPENSION') =>
  ({ type: 'resumeLegal', params: { reason } }) as const
