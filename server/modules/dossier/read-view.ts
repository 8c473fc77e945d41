import { nationalCode } from '#workflows/dossier/national-code.ts'
import { project } from '#workflows/dossier/project.ts'
import type { ProgressLine } from '#workflows/procedure/standing.ts'
import { namesOf } from '../account/names-of.ts'
import { agencyById, type UnitName, unitAt } from '../agency/agencies.ts'
import { setting } from '../setting/settings.ts'
import { progressLines } from './dossier-lines.ts'
import { type EventOfDossier, listEvents } from './dossier-view.repository.ts'
import { type DueView, dueView, withApprovers } from './due-view.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import { peopleOf, type Reader, type TimelineEntry, timeline } from './timeline.ts'

export interface ProgressPart {
  key: 'opened' | 'accepted' | 'processing' | 'result' | 'returned'
  state: 'done' | 'now' | 'later' | 'stopped'
}

interface PlaceView {
  nameVi: string
  nameEn: string
  addressVi: string
  phone: string
  openingVi: string
}
const placeView = ({ nameVi, nameEn, addressVi, phone, openingVi }: PlaceView): PlaceView => ({
  nameVi,
  nameEn,
  addressVi,
  phone,
  openingVi,
})

/** What anybody with code and secret may know: nothing about the person. */
export interface TrackView {
  code: string
  procedure: { code: string; nameVi: string; nameEn: string }
  nationalCode: number
  shellState: string
  decision: string | null
  /** Who decides. */
  agency: PlaceView
  /** Where papers were handed in and results are collected. */
  receivingPoint: PlaceView
  holder: {
    kind: 'APPLICANT' | 'AGENCY' | 'NOBODY'
    publicVi: string | null
    publicEn: string | null
    /** The units that have it on their table. */
    units: UnitName[]
  }
  due: DueView | null
  timeline: TimelineEntry[]
  fees: { owedVnd: number; settledVnd: number }
  progress: ProgressPart[]
  /** The steps of its own procedure, as the applicant reads them. */
  way: ProgressLine[]
}

const WITH_APPLICANT = new Set(['awaitingFee', 'supplementBeforeIntake', 'awaitingSupplement', 'awaitingObligation'])
const ENDED = new Set(['refused', 'withdrawn', 'stopped'])
const REACHED: Record<string, number> = {
  awaitingFee: 0,
  arrived: 0,
  supplementBeforeIntake: 0,
  accepted: 1,
  resultReady: 3,
  returned: 5,
}

function progressOf(shellState: string): ProgressPart[] {
  const keys = ['opened', 'accepted', 'processing', 'result', 'returned'] as const
  const reached = REACHED[shellState] ?? 2
  return keys.map((key, n) => {
    if (ENDED.has(shellState)) return { key, state: n === 0 ? 'done' : 'stopped' }
    return { key, state: n < reached ? 'done' : n === reached ? 'now' : 'later' }
  })
}

/** Side by side there may be several; members who are only asked hold nothing. */
async function holdingUnits(dossier: LoadedDossier): Promise<UnitName[]> {
  const open = dossier.work.filter((work) => work.isOpen && work.member === null)
  const units = await Promise.all(open.map(({ agencyId, unitKind }) => unitAt(agencyId, unitKind)))
  return units.filter(({ nameVi }, n) => units.findIndex((unit) => unit.nameVi === nameVi) === n)
}

/** What everybody who may see it at all sees first. */
export async function readView(dossier: LoadedDossier, reader: Reader, known?: readonly EventOfDossier[]): Promise<TrackView> {
  const { definition, state } = dossier
  const events = known ?? (await listEvents(dossier.homeAgencyId, dossier.openedMonth, dossier.id, dossier.code))
  const names = reader === 'VISITOR' ? new Map<string, string>() : await namesOf(peopleOf(events))
  const agency = await agencyById(dossier.competentAgencyId)
  const { shellState, currentSteps } = project(definition, state)
  // a step that is not public says only that it is being worked on
  const standing = definition.steps.filter((step) => currentSteps.includes(step.id) && (step.isPublic || reader === 'STAFF'))
  const sentences = (texts: (string | undefined)[]) => texts.filter((text) => text !== undefined).join(' ') || null
  const soonMinutes = await setting('due.soonMinutes')
  const fees = state.context.fees
  const due = dueView(dossier, soonMinutes)
  return {
    code: dossier.code,
    procedure: { code: definition.code, nameVi: definition.nameVi, nameEn: definition.nameEn },
    nationalCode: nationalCode(state),
    shellState,
    decision: reader === 'STAFF' || state.context.endedAt || shellState === 'resultReady' ? state.context.decision : null,
    agency: placeView(agency),
    receivingPoint: placeView(await agencyById(dossier.receivingPointId)),
    holder: {
      kind: state.context.endedAt ? 'NOBODY' : WITH_APPLICANT.has(shellState) ? 'APPLICANT' : 'AGENCY',
      publicVi: sentences(standing.map((step) => step.publicVi)),
      publicEn: sentences(standing.map((step) => step.publicEn)),
      units: await holdingUnits(dossier),
    },
    due: due && { ...due, lines: withApprovers(due.lines, events, names) },
    timeline: await timeline(dossier, events, names, reader),
    fees: {
      owedVnd: fees.reduce((sum, fee) => sum + (fee.settledAt ? 0 : fee.amountVnd), 0),
      settledVnd: fees.reduce((sum, fee) => sum + fee.settledVnd, 0),
    },
    progress: progressOf(shellState),
    way: await progressLines(dossier),
  }
}
