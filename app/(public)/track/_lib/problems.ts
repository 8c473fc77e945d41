import type { FieldProblem } from '#app/_ui/error-summary.tsx'
import type { LookUpProblems } from '../../_components/look-up-form.tsx'

export interface Problems {
  problems: LookUpProblems
  message?: string
}

/** The sentences of this page, from the messages of either language. */
interface Words {
  track: { notFound: string }
  errors: { RATE_LIMITED: string }
  fields: { dossier: { codeMissing: string; secretWrong: string } }
}

/** What is not even asked; null: both were typed. */
export function missingIn({ code, secret }: { code: string; secret: string }, { fields }: Words): Problems | null {
  if (code !== '' && secret !== '') return null
  return {
    problems: {
      code: code === '' ? fields.dossier.codeMissing : undefined,
      secret: secret === '' ? fields.dossier.secretWrong : undefined,
    },
  }
}

/** Foreseen refusals; null: another one. Whether the code or the secret was wrong is not told, or codes could be tried out. */
export function refusedWith(fault: string, { track, errors }: Words): Problems | null {
  if (fault === 'NOT_FOUND' || fault === 'INPUT_INVALID') return { problems: { code: track.notFound } }
  return fault === 'RATE_LIMITED' ? { problems: {}, message: errors.RATE_LIMITED } : null
}

export const listedProblems = ({ code, secret }: LookUpProblems, message?: string): FieldProblem[] =>
  [{ fieldId: 'code', message: code }, { fieldId: 'secret', message: secret }, { message }].flatMap(
    ({ fieldId, message: words }) => (words ? [{ fieldId, message: words }] : []),
  )
