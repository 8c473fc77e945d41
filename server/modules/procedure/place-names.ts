import type { PlaceNames } from '#workflows/procedure/describe.ts'
import { roleNames } from '../account/roles.ts'
import { agencies } from '../agency/agencies.ts'
import { unitKindNames } from '../agency/unit-kinds.ts'

/** How this installation calls roles, sections and agencies. */
export async function placeNames(): Promise<PlaceNames> {
  const byCode = new Map((await agencies()).map(({ code, nameVi, nameEn }) => [code, { vi: nameVi, en: nameEn }]))
  return {
    role: (role) => ({ vi: roleNames[role].nameVi, en: roleNames[role].nameEn }),
    unitKind: (kind) => ({ vi: unitKindNames[kind].nameVi, en: unitKindNames[kind].nameEn }),
    agency: (code) => byCode.get(code) ?? null,
  }
}
