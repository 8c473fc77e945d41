import { toNestErrors } from '@hookform/resolvers'
import { type FieldError, type FieldValues, get, type Resolver } from 'react-hook-form'
import type { Field } from '#workflows/form/form.schema.ts'
import { answersSchema, type FormFacts, type FormIssue } from '#workflows/form/validate.ts'

const textOf = (params: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(params, name)
  return typeof value === 'string' ? value : undefined
}

const isPlain = (entry: [string, unknown]): entry is [string, string | number] =>
  !entry[0].startsWith('message') && (typeof entry[1] === 'string' || typeof entry[1] === 'number')

/** The server's own check of answers, run in the browser; its keys become sentences here, because only here their parameters are known. */
export function answersResolver(
  fields: readonly Field[],
  facts: FormFacts,
  sentence: (issue: FormIssue, typed: unknown) => string,
): Resolver<FieldValues> {
  return (values, _context, options) => {
    const checked = answersSchema(fields, facts).safeParse(values)
    if (checked.success) return { values: checked.data, errors: {} }
    const errors: Record<string, FieldError> = {}
    for (const issue of checked.error.issues) {
      const path = issue.path.map(String).join('.')
      const params: object = 'params' in issue && issue.params ? issue.params : {}
      errors[path] ??= {
        type: 'answer',
        message: sentence(
          {
            path,
            messageKey: issue.message,
            params: Object.fromEntries(Object.entries(params).filter(isPlain)),
            messageVi: textOf(params, 'messageVi'),
            messageEn: textOf(params, 'messageEn'),
          },
          get(values, path),
        ),
      }
    }
    return { values: {}, errors: toNestErrors(errors, options) }
  }
}
