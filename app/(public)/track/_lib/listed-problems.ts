import type { FieldProblem } from '#app/_ui/error-summary.tsx'
import type { LookUpProblems } from '../../_components/look-up-form.tsx'

export const listedProblems = ({ code, secret }: LookUpProblems, message?: string): FieldProblem[] =>
  [{ fieldId: 'code', message: code }, { fieldId: 'secret', message: secret }, { message }].flatMap(
    ({ fieldId, message: words }) => (words ? [{ fieldId, message: words }] : []),
  )
