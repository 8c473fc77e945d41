import type { Role, UnitKind } from './performer.ts'

/**
 * Which roles can be found in which kind of unit: a step whose performer is not here would wait for nobody. Applicants and who runs the
 * system do no step of a dossier.
 */
export const ROLE_UNITS: Readonly<Record<Role, readonly UnitKind[]>> = {
  citizen: [],
  business: [],
  representative: [],
  kiosk: [],
  desk: ['oneStopDesk'],
  digitiser: ['oneStopDesk', 'clerical'],
  postal: ['oneStopDesk'],
  officer: ['justice', 'economy', 'social', 'police', 'landRegistry', 'accounting', 'division'],
  head: ['oneStopDesk', 'justice', 'economy', 'social', 'police', 'landRegistry', 'clerical', 'accounting', 'division'],
  leader: ['leadership'],
  director: ['leadership', 'oneStopDesk'],
  clerk: ['clerical'],
  accountant: ['accounting'],
  taxOfficer: ['accounting', 'division'],
  procedureController: [],
  admin: [],
  operator: [],
}

export const canFill = (role: Role, unitKind: UnitKind): boolean => ROLE_UNITS[role].includes(unitKind)
