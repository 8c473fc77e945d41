import { useTranslations } from 'next-intl'
import type { Uploader } from '#server/modules/file/file.schema.ts'

/** Who put a file there: by name and part in it; of the house, to citizens, by part alone. */
export function FileBy({ by: { role, name } }: { by: Uploader }) {
  const t = useTranslations('ui.file.by')
  const part = t(`roles.${role}`)
  return <p className="small soft">{t('line', { who: name === null ? part : t('named', { name, part }) })}</p>
}
