import { DomainError } from '#workflows/domain-error.ts'
import { findSetting, findSettings } from './setting.repository.ts'
import { type LocalAmount, localAmountSchema, type SettingKey, type SettingValue, settingSchemas } from './setting.schema.ts'

/** An administrator's change reaches every process within this time. */
const REMEMBER_MS = 5_000
const remembered = new Map<string, { value: unknown; until: number }>()

async function stored(key: string): Promise<unknown> {
  const known = remembered.get(key)
  if (known && known.until > Date.now()) return known.value
  const value = (await findSetting(key))?.value
  remembered.set(key, { value, until: Date.now() + REMEMBER_MS })
  return value
}

/** A setting of this installation, parsed as it is read. */
export async function setting<Key extends SettingKey>(key: Key): Promise<SettingValue<Key>> {
  const parsed = settingSchemas[key].safeParse(await stored(key))
  if (!parsed.success)
    throw new DomainError('DEFINITION_INVALID', `setting ${key} is missing or damaged: ${parsed.error.message}`)
  return parsed.data as SettingValue<Key>
}

/** Whether this is a demo database, which takes demo passwords and a test clock. */
export async function isDemo(): Promise<boolean> {
  return (await stored('demo')) === true
}

/** Amounts that the place sets, by the key that a fee rule names. */
export async function feeSettings(): Promise<Record<string, LocalAmount>> {
  const known = remembered.get('fee.*')
  if (known && known.until > Date.now()) return known.value as Record<string, LocalAmount>
  const rows = await findSettings('fee.')
  const value = Object.fromEntries(rows.map((row) => [row.key, localAmountSchema.parse(row.value)]))
  remembered.set('fee.*', { value, until: Date.now() + REMEMBER_MS })
  return value
}
