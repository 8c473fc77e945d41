import { DomainError } from '#workflows/domain-error.ts'
import { hoursOn } from '#workflows/working-time/calendar.ts'
import { proposeYear } from '#workflows/working-time/propose-year.ts'
import { COUNTRY } from '#workflows/working-time/resolve-calendar.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import type { Actor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { assertMayEdit } from './calendar.policy.ts'
import { addDays, confirmYear, type DayRow, removeDay, replaceDays, replaceWeek, today } from './calendar.repository.ts'
import type {
  ConfirmYearInput,
  ProposeInput,
  RemoveDayInput,
  SaveDayInput,
  SaveSwapInput,
  SaveWeekInput,
} from './calendar.schema.ts'
import { loadDrafts } from './layers.ts'

const note = (actor: Actor, action: string, details: Record<string, string | number | null>) =>
  writeAudit({ actorId: actor.id, action: `calendar.${action}`, purpose: 'keeping the calendar', details })

const wrong = (field: string, key: string) =>
  new DomainError('INPUT_INVALID', `${field}: ${key}`, { fieldErrors: { [field]: [key] }, path: field })

/** Whether people work on this day, as the rows say now. */
function isWorked(calendar: Calendar, date: string): boolean {
  const row = calendar.dates.find((each) => each.date === date)
  if (row) return row.kind === 'SWAP_WORK' || (row.parts ?? []).length > 0
  const weekday = String(new Date(`${date}T00:00:00Z`).getUTCDay() || 7)
  return Object.entries(hoursOn(calendar, date).week).some(([day, parts]) => day === weekday && parts.length > 0)
}

/** The days off that the law gives, for the dates that nobody has entered; what stands there already is left alone. */
export async function proposeDays(actor: Actor, { year, ...choices }: ProposeInput) {
  assertMayEdit(actor, COUNTRY)
  const { dates, announced } = proposeYear(year, choices)
  const row = (status: DayRow['status']) => (day: (typeof dates)[number]) => ({
    scope: COUNTRY,
    date: day.date,
    kind: day.kind,
    nameVi: day.name ?? '',
    parts: null,
    countsAsDay: null,
    basis: day.basis,
    source: day.source ?? '',
    status,
    createdById: actor.id,
  })
  const added = await addDays([...dates.map(row('PROPOSED')), ...announced.map(row('ANNOUNCED'))])
  await note(actor, 'propose', { year, added })
  return { added }
}

/** What a person enters counts as read: the row names its basis and stands instead of any other on that date. */
export async function saveDay(actor: Actor, { scope, date, kind, nameVi, parts, countsAsDay, basis }: SaveDayInput) {
  assertMayEdit(actor, scope)
  const drafts = await loadDrafts()
  drafts.chain(scope)
  if (kind === 'SWAP_WORK' && parts?.length === 0) throw wrong('parts', 'calendar.noParts')
  await replaceDays([
    {
      scope,
      date,
      kind,
      nameVi,
      parts: parts ?? null,
      countsAsDay: countsAsDay ?? null,
      basis,
      source: 'MANUAL',
      status: 'CONFIRMED',
      createdById: actor.id,
    },
  ])
  await note(actor, 'saveDay', { scope, date, kind })
  return { scope, date }
}

/** A day off for a day worked: both in one act, or the year has a working day too many or too few. */
export async function saveSwap(actor: Actor, { scope, off, work, basis }: SaveSwapInput) {
  assertMayEdit(actor, scope)
  const calendar = (await loadDrafts()).of(scope)
  if (off === work) throw wrong('work', 'calendar.sameDay')
  if (!isWorked(calendar, off)) throw wrong('off', 'calendar.offNotWorked')
  if (isWorked(calendar, work)) throw wrong('work', 'calendar.workIsWorked')
  const shown = (date: string) => date.split('-').reverse().join('/')
  const both = {
    scope,
    parts: null,
    countsAsDay: null,
    basis,
    source: 'MANUAL',
    status: 'CONFIRMED',
    createdById: actor.id,
  } as const
  await replaceDays([
    { ...both, date: off, kind: 'SWAP_OFF', nameVi: `Nghỉ hoán đổi, làm bù ngày ${shown(work)}` },
    { ...both, date: work, kind: 'SWAP_WORK', nameVi: `Làm bù cho ngày ${shown(off)}` },
  ])
  await note(actor, 'saveSwap', { scope, off, work })
  return { off, work }
}

export async function dropDay(actor: Actor, { scope, date }: RemoveDayInput) {
  assertMayEdit(actor, scope)
  const isRemoved = (await removeDay(scope, date, actor.id)) > 0
  if (isRemoved) await note(actor, 'removeDay', { scope, date })
  return { scope, date, isRemoved }
}

/** Somebody has read the year's decisions and stands for what is entered. */
export async function confirmDays(actor: Actor, { year, basis }: ConfirmYearInput) {
  assertMayEdit(actor, COUNTRY)
  const calendar = (await loadDrafts()).of(COUNTRY)
  if (`${year}-01-01` < calendar.knownFrom || `${year}-12-31` > calendar.knownTo) throw wrong('year', 'calendar.yearUnknown')
  const confirmed = await confirmYear(COUNTRY, year, basis, actor.id)
  await note(actor, 'confirmYear', { year, confirmed })
  return { year, confirmed }
}

/** New office hours begin on a day to come: what is over was worked under the hours that held then. */
export async function saveWeek(actor: Actor, { scope, week, weekCountsAsDay, validFrom, basis }: SaveWeekInput) {
  assertMayEdit(actor, scope)
  const drafts = await loadDrafts()
  drafts.chain(scope)
  if (weekCountsAsDay.length === 0 || !weekCountsAsDay.some((day) => week[day].length > 0)) throw wrong('week', 'calendar.noWork')
  if (validFrom <= (await today())) throw wrong('validFrom', 'calendar.weekNotAhead')
  await replaceWeek({ scope, week, weekCountsAsDay, validFrom, basis }, actor.id)
  await note(actor, 'saveWeek', { scope, validFrom })
  return { scope, validFrom }
}
