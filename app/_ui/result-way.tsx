import { useTranslations } from 'next-intl'
import { postSchema, RESULT_WAYS, type ResultWay } from '#server/modules/dossier/dossier.schema.ts'
import type { FieldProblem } from './error-summary.tsx'
import { type Option, Radios, TextArea, TextField } from './inputs.tsx'

const FIELDS = ['receiver', 'phone', 'address'] as const
type FieldName = (typeof FIELDS)[number]
export interface ResultWayTyped extends Record<FieldName, string> {
  way: ResultWay
}
type Wrong = Partial<Record<FieldName, FieldName | 'signs'>>

/** What the server is told, or what is wrong with the address. */
export function readResultWay({ way, ...typed }: ResultWayTyped): {
  chosen: { resultWay: ResultWay; post?: Record<FieldName, string> } | null
  wrong: Wrong
} {
  if (way !== 'POST') return { chosen: { resultWay: way }, wrong: {} }
  const { data, error } = postSchema.safeParse(typed)
  const wrong: Wrong = {}
  for (const { path, message } of error?.issues ?? []) {
    const name = FIELDS.find((one) => one === path[0])
    if (name) wrong[name] ??= message === 'form.signsNotAllowed' ? 'signs' : name
  }
  return { chosen: data ? { resultWay: way, post: data } : null, wrong }
}

/** For the summary of errors above the form. */
export function useResultWayProblems(): (wrong: Wrong) => FieldProblem[] {
  const t = useTranslations('ui.post.problems')
  return (wrong) =>
    FIELDS.flatMap((name) => {
      const problem = wrong[name]
      return problem ? [{ fieldId: name, message: t(problem) }] : []
    })
}

/** How the result is to come. By post it needs a name, a telephone for the postman, and an address; what is known stands there already. */
export function ResultWayFields({
  label,
  options,
  typed,
  wrong,
  onChange,
  onLeave,
}: {
  label: string
  options: Record<ResultWay, Omit<Option, 'value'>>
  typed: ResultWayTyped
  wrong: Wrong
  onChange: (typed: ResultWayTyped) => void
  /** Something was chosen, or a field was left: time to keep it. */
  onLeave?: (typed: ResultWayTyped) => void
}) {
  const t = useTranslations('ui.post')
  const field = (name: FieldName) => {
    const problem = wrong[name]
    return {
      name,
      label: t(name),
      error: problem ? t(`problems.${problem}`) : undefined,
      value: typed[name],
      onChange: (event: { currentTarget: { value: string } }) => onChange({ ...typed, [name]: event.currentTarget.value }),
      onBlur: () => onLeave?.(typed),
    }
  }
  return (
    <>
      <Radios
        name="way"
        label={label}
        value={typed.way}
        onChange={(event) => {
          const way = RESULT_WAYS.find((one) => one === event.currentTarget.value) ?? typed.way
          onChange({ ...typed, way })
          onLeave?.({ ...typed, way })
        }}
        options={RESULT_WAYS.map((value) => ({ value, ...options[value] }))}
      />
      {typed.way === 'POST' && (
        <>
          <TextField {...field('receiver')} autoComplete="name" maxLength={120} />
          <TextField {...field('phone')} inputMode="tel" autoComplete="tel" isShort maxLength={20} />
          <TextArea {...field('address')} hint={t('addressHint')} autoComplete="street-address" rows={2} maxLength={300} />
        </>
      )}
    </>
  )
}
