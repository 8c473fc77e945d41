import { useLocale } from 'next-intl'
import { inLanguage } from '#app/_lib/in-language.ts'
import type { Field } from '#workflows/form/form.schema.ts'

/** Label and hint of a field in the reader's language. */
export function useFieldWords(): (field: Field) => { label: string; hint?: string } {
  const locale = useLocale()
  return ({ labelVi, labelEn, hintVi, hintEn }) => ({
    label: inLanguage(locale, labelVi, labelEn),
    hint: hintVi ? inLanguage(locale, hintVi, hintEn) : undefined,
  })
}

/** The field that a dotted path such as `members.0.memberName` leads to. */
export function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const [id, , inner] = path.split('.')
  const field = fields.find((one) => one.id === id)
  return field?.type === 'repeat' && inner !== undefined ? field.fields.find((one) => one.id === inner) : field
}
