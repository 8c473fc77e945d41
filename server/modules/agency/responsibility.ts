import { DomainError } from '#workflows/domain-error.ts'
import type { Performer, ProcedureDefinition, UnitKind } from '#workflows/procedure/definition.ts'
import { type Agency, agencies, agencyById } from './agencies.ts'

// Who takes papers in, who decides, and whose duty a step is: worked out from rows (kind, units, territory, fields), never from a name.

export type Handled = Pick<ProcedureDefinition, 'competentAgencyKind' | 'fieldVi' | 'steps'>

const WARD = 'communePeoplesCommittee'
const hasUnit = (agency: Agency, kind: UnitKind) => agency.units.some((unit) => unit.kind === kind)

/** Some procedures name no one kind: registers lie where they were kept, and a chain through several agencies is led by the ward. */
function decides(agency: Agency, { competentAgencyKind, fieldVi }: Handled): boolean {
  // departments of a province divide the work by field; the other kinds take all of theirs
  const isOfField = agency.kind !== 'provincialDepartment' || agency.fields.includes(fieldVi)
  switch (competentAgencyKind) {
    case 'interAgency':
      return agency.kind === WARD
    case 'registerKeeper':
      return agency.kind === WARD || (agency.kind === 'provincialDepartment' && isOfField)
    default:
      return agency.kind === competentAgencyKind && isOfField
  }
}

/** Its own territory first; whoever has no territory of its own serves the whole province. */
const servesPlace = (agency: Agency, place: Agency) =>
  agency.id === place.id || agency.serves.includes(place.id) || place.serves.includes(agency.id)
const servesAll = (agency: Agency) => agency.serves.length === 0 && agency.kind !== WARD

export interface ReceivingPoint {
  agency: Agency
  /** Who may decide on what is handed in here; the first is responsible for this place itself. */
  competent: [Agency, ...Agency[]]
}

/** Every desk where this procedure may be handed in: those who decide, and the wards' centres for all agencies of the province. */
export async function receivingPoints(definition: Handled): Promise<ReceivingPoint[]> {
  const all = await agencies()
  const deciding = all.filter((agency) => decides(agency, definition))
  return all
    .filter((agency) => hasUnit(agency, 'oneStopDesk') && (deciding.includes(agency) || agency.kind === WARD))
    .flatMap((agency) => {
      // who decides hands nothing on; a ward's centre receives for everybody, its own territory first
      const others = agency.kind === WARD ? deciding.filter((other) => other !== agency) : []
      const own = deciding.includes(agency) ? [agency] : []
      const near = others.filter((other) => servesPlace(other, agency) || servesAll(other))
      const [first, ...rest] = [...own, ...near, ...others.filter((other) => !near.includes(other))]
      if (!first || !canBeDone(definition, all, agency, first)) return []
      return [{ agency, competent: [first, ...rest.filter((other) => canBeDone(definition, all, agency, other))] }]
    })
}

/** Nobody should file where a later step, or an opinion that is always asked, would be nobody's duty. */
const canBeDone = (definition: Handled, all: readonly Agency[], receiving: Agency, competent: Agency) =>
  definition.steps
    .flatMap(({ performer, members }) => [performer, ...(members?.fixed ?? []).map((member) => member.performer)])
    .every((performer) => {
      const place = { receivingPointId: receiving.id, competentAgencyId: competent.id }
      const agency = all.find(({ id }) => id === agencyIn(all, place, performer))
      return agency !== undefined && hasUnit(agency, performer.unitKind)
    })

/** The agency that decides on a filing; without a choice the one that is responsible for the place where it is handed in. */
export async function competentFor(definition: Handled, receivingPointId: string, chosenId?: string): Promise<Agency> {
  const point = (await receivingPoints(definition)).find(({ agency }) => agency.id === receivingPointId)
  const competent = chosenId === undefined ? point?.competent[0] : point?.competent.find(({ id }) => id === chosenId)
  if (!competent)
    throw new DomainError('INPUT_INVALID', `${receivingPointId} does not take this procedure in for ${chosenId ?? 'anybody'}`, {
      fieldErrors: { [point ? 'competentAgencyId' : 'agencyId']: ['draft.agencyNotCompetent'] },
    })
  return competent
}

/** Other agencies that could decide the same: where a dossier may be transferred to. */
export async function otherCompetent(definition: Handled, receivingPointId: string, presentId: string): Promise<Agency[]> {
  const all = await agencies()
  const receiving = await agencyById(receivingPointId)
  return all.filter(
    (agency) => agency.id !== presentId && decides(agency, definition) && canBeDone(definition, all, receiving, agency),
  )
}

interface Place {
  receivingPointId: string
  competentAgencyId: string
}

function agencyIn(all: readonly Agency[], place: Place, performer: Pick<Performer, 'agency' | 'unitKind'>): string | null {
  const named =
    performer.agency === 'receivingPoint'
      ? place.receivingPointId
      : performer.agency === 'competent'
        ? place.competentAgencyId
        : all.find(({ code }) => code === performer.agency)?.id
  const agency = all.find(({ id }) => id === named)
  if (!agency) return named ?? null
  if (hasUnit(agency, performer.unitKind)) return agency.id
  // a ward has no police and no land registry of its own: that duty is the agency's that has them for this ward
  const near = all.filter((other) => servesPlace(other, agency) && hasUnit(other, performer.unitKind))
  return near.length === 1 && near[0] ? near[0].id : agency.id
}

export type AgencyOf = (place: Place, performer: Pick<Performer, 'agency' | 'unitKind'>) => string

/** Whose duty a performer's work is. Loaded once, then asked work by work. */
export async function agencyResolver(): Promise<AgencyOf> {
  const all = await agencies()
  return (place, performer) => {
    const found = agencyIn(all, place, performer)
    if (found === null) throw new DomainError('DEFINITION_INVALID', `no agency with the code ${performer.agency}`)
    return found
  }
}
