import { DomainError } from '#workflows/domain-error.ts'
import { findAgency, listAgencies } from './agency.repository.ts'

export type Agency = Awaited<ReturnType<typeof listAgencies>>[number]

/** Agencies change a few times a year; every process learns of it within this time. */
const REMEMBER_MS = 30_000
let remembered: { rows: Promise<Agency[]>; until: number } | null = null
const former = new Map<string, Agency>()

export function agencies(): Promise<Agency[]> {
  if (remembered && remembered.until > Date.now()) return remembered.rows
  const rows = listAgencies()
  const entry = { rows, until: Date.now() + REMEMBER_MS }
  remembered = entry
  rows.catch(() => {
    if (remembered === entry) remembered = null
  })
  return rows
}

export async function agencyById(id: string): Promise<Agency> {
  const found = (await agencies()).find((agency) => agency.id === id) ?? former.get(id) ?? (await findAgency(id))
  if (!found) throw new DomainError('NOT_FOUND', `no agency ${id}`)
  former.set(id, found)
  return found
}

export interface UnitName {
  nameVi: string
  nameEn: string
}

/** What a unit of an agency is called, with its agency where its own name does not say it; the agency itself where it has no such unit. */
export async function unitAt(agencyId: string, kind: string): Promise<UnitName> {
  const { nameVi, nameEn, units } = await agencyById(agencyId)
  const unit = units.find((candidate) => candidate.kind === kind)
  if (!unit) return { nameVi, nameEn }
  const within = (name: string, agency: string) => (name.includes(agency) ? name : `${name}, ${agency}`)
  return { nameVi: within(unit.nameVi, nameVi), nameEn: within(unit.nameEn, nameEn) }
}
