import type { StepKind } from '../definition.ts'
import { approve } from './approve.ts'
import { assign } from './assign.ts'
import { consult } from './consult.ts'
import { council } from './council.ts'
import { draft } from './draft.ts'
import { external } from './external.ts'
import { financialObligation } from './financial-obligation.ts'
import { issue } from './issue.ts'
import { number } from './number.ts'
import { publicPosting } from './public-posting.ts'
import { review } from './review.ts'
import { sign } from './sign.ts'
import type { StepKindRules } from './step-kind.ts'
import { verify } from './verify.ts'

export const STEP_KIND_RULES: Readonly<Record<StepKind, StepKindRules>> = {
  assign,
  review,
  verify,
  consult,
  council,
  financialObligation,
  publicPosting,
  draft,
  approve,
  sign,
  number,
  issue,
  external,
}
