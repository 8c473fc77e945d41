import type { PlaceNames } from '#workflows/procedure/describe.ts'
import { roleNames } from '../account/roles.ts'
import { agencies } from '../agency/agencies.ts'
import { unitKindNames } from '../agency/unit-kinds.ts'

/** As long as the agencies are the same ones, so are these. */
const known = new WeakMap<readonly unknown[], PlaceNames>()

/** How this installation calls roles, sections and agencies. */
export async function placeNames(): Promise<PlaceNames> {
  const all = await agencies()
  const names = known.get(all) ?? namesOf(all)
  known.set(all, names)
  return names
}

function namesOf(all: Awaited<ReturnType<typeof agencies>>): PlaceNames {
  const byCode = new Map(all.map(({ code, nameVi, nameEn }) => [code, { vi: nameVi, en: nameEn }]))
  return {
    role: (role) => ({ vi: roleNames[role].nameVi, en: roleNames[role].nameEn }),
    unitKind: (kind) => ({ vi: unitKindNames[kind].nameVi, en: unitKindNames[kind].nameEn }),
    agency: (code) => byCode.get(code) ?? null,
  }
}
