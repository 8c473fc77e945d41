import { inLanguage } from '#app/_lib/in-language.ts'
import type { Locale } from '#app/_lib/locale.ts'

/** A step, or a block of steps that run side by side. */
export interface Part {
  id: string
  name: string
  isBlock: boolean
}

interface Named {
  id: string
  nameVi: string
  nameEn?: string
}

export function partsOf({ steps, blocks }: { steps: Named[]; blocks: Named[] }, locale: Locale): Part[] {
  const part = ({ id, nameVi, nameEn }: Named, isBlock: boolean) => ({ id, name: inLanguage(locale, nameVi, nameEn), isBlock })
  return [...steps.map((step) => part(step, false)), ...blocks.map((block) => part(block, true))]
}

/** The other versions that a dossier may go on under: one that is past opens nothing and takes nothing over. */
export const targetsAmong = <Version extends { version: number; standing: 'past' | 'inForce' | 'future' }>(
  versions: readonly Version[],
  version: number,
): Version[] => versions.filter((each) => each.version !== version && each.standing !== 'past')

export const choicesFor = ({ isBlock }: Part, there: readonly Part[]): Part[] => there.filter((part) => part.isBlock === isBlock)

/** What a part becomes unless somebody says otherwise; null: it has no counterpart. */
export const sameIn = (part: Part, there: readonly Part[]): string | null =>
  choicesFor(part, there).find(({ id }) => id === part.id)?.id ?? null

/** Only what has another name there: the rest keeps its name by itself. */
export const mapOf = (here: readonly Part[], chosen: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    here.flatMap(({ id }) => {
      const now = chosen[id]
      return now === undefined || now === '' || now === id ? [] : [[id, now]]
    }),
  )
