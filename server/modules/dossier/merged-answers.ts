import { DomainError } from '#workflows/domain-error.ts'
import { validate } from '#workflows/form/validate.ts'
import { agencyById } from '../agency/agencies.ts'
import { formFacts } from './form-facts.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Only the asked fields change; the whole must be right afterwards, by the same schema as at filing. */
export async function mergedAnswers(
  dossier: LoadedDossier,
  given: Record<string, unknown>,
  asked: readonly string[],
): Promise<Record<string, unknown>> {
  const foreign = Object.keys(given).filter((field) => !asked.includes(field))
  if (foreign.length > 0)
    throw new DomainError('INPUT_INVALID', `fields that nobody asked for: ${foreign.join(', ')}`, { path: 'answers' })
  const checked = validate(
    dossier.definition.form,
    { ...dossier.answers, ...given },
    formFacts({ ...dossier, place: (await agencyById(dossier.competentAgencyId)).province }),
  )
  if (checked.issues.length > 0) throw new DomainError('FORM_INVALID', `answers of ${dossier.code}`, { issues: checked.issues })
  return checked.answers
}
