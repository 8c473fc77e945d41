import { dossierColumns, projectionRows } from '#server/modules/dossier/rows.ts'
import type { AgenciesOfDossier } from '#server/modules/dossier/work-agency.ts'
import { stateSchema } from '#workflows/dossier/state.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { escapedForCopy, joined, mapParts, type Pattern, shiftedInstants } from './pattern.ts'
import type { HashStep, Template } from './template.ts'

// A template in one week of the calendar: dates are worked out anew by the functions that write them for real dossiers, because days off
// lie differently in every week. All copies of that week share it.

export interface WeekTemplate {
  template: Template
  openedMonth: string
  /** YYMMDD in Việt Nam, as in the code. */
  day: string
  openedAt: number
  hashes: HashStep[]
  tables: { table: string; columns: string[]; lines: Pattern[] }[]
  /** A limit passed in the meantime, and nobody has told the dossier: its copy would be late from the first day. */
  isLate: boolean
  events: number
}

const DAY = 86_400_000
const constant = (text: string): Pattern => ({ parts: [text], slots: [] })
const vietnamese = (at: number) => new Date(at + 7 * 3_600_000).toISOString()

/** Something was done on a day off: nobody would believe it. */
export function fallsOnDayOff({ recording }: Template, ms: number, calendar: Calendar): boolean {
  const from = vietnamese(Date.parse(recording.openedAt) + ms).slice(0, 10)
  const to = vietnamese(Date.parse(recording.lastAt) + ms).slice(0, 10)
  return calendar.dates.some(({ date, kind }) => kind !== 'SWAP_WORK' && date >= from && date <= to)
}

interface Circumstances {
  calendar: Calendar
  agencyOf: AgenciesOfDossier['agencyOf']
  now: number
}

/** Dates of work, of timers and of the dossier itself, as they are in that week: by table, then by the id of the row. */
function datesIn(template: Template, ms: number, { calendar, agencyOf }: Circumstances) {
  const state = stateSchema.parse(JSON.parse(shiftedInstants(template.stateText, ms)))
  const [row] = template.recording.tables.find(({ table }) => table === 'Dossier')?.rows ?? []
  const columns = template.recording.tables.find(({ table }) => table === 'Dossier')?.columns ?? []
  const cell = (name: string) => row?.[columns.indexOf(name)] ?? ''
  const place = {
    homeAgencyId: cell('homeAgencyId'),
    id: cell('id'),
    receivingPointId: cell('receivingPointId'),
    originAgencyId: cell('originAgencyId'),
    agencyOf,
  }
  const { work, timers } = projectionRows(place, template.definition, state, calendar)
  const dossier = dossierColumns(place, template.definition, state, calendar)
  return {
    WorkItem: new Map(work.map(({ workId, dueAt }) => [workId, { dueAt }])),
    Timer: new Map(timers.map(({ timerId, dueAt }) => [timerId, { dueAt }])),
    Dossier: new Map([
      [
        cell('id'),
        {
          intakeDueAt: dossier.intakeDueAt,
          legalDueAt: dossier.legalDueAt,
          promisedDueAt: dossier.promisedDueAt,
          legalRemainingMinutes: dossier.legalRemainingMinutes,
        },
      ],
    ]),
  } satisfies Record<string, Map<string, Record<string, string | number | null>>>
}

const KEYS = { WorkItem: 'workId', Timer: 'timerId', Dossier: 'id' } as const
const isDated = (table: string): table is keyof typeof KEYS => table in KEYS

export function inWeek(template: Template, ms: number, circumstances: Circumstances): WeekTemplate {
  const openedAt = Date.parse(template.recording.openedAt) + ms
  const openedMonth = `${vietnamese(openedAt).slice(0, 7)}-01`
  const dates = datesIn(template, ms, circumstances)
  const texts = template.recording.tables
  let isLate = false
  const tables = template.tables.map(({ table, columns, rows }, t) => ({
    table,
    columns,
    lines: rows.map((row, r) => {
      const original = texts[t]?.rows[r] ?? []
      const key = isDated(table) ? (original[columns.indexOf(KEYS[table])] ?? '') : ''
      const changed = isDated(table) ? (dates[table].get(key) as Record<string, string | number | null> | undefined) : undefined
      const cells = row.map((cell, c) => {
        const name = columns[c] ?? ''
        if (changed && name in changed) {
          const value = changed[name] ?? null
          if (table === 'Timer' && value !== null && Date.parse(String(value)) < circumstances.now) isLate = true
          return constant(value === null ? '\\N' : String(value))
        }
        if (cell === null) return constant('\\N')
        if (name === 'openedMonth') return constant(openedMonth)
        return mapParts(cell, (part) => escapedForCopy(shiftedInstants(part, ms)))
      })
      return joined(cells, '\t')
    }),
  }))
  return {
    template,
    openedMonth,
    day: vietnamese(openedAt).slice(2, 10).replaceAll('-', ''),
    openedAt,
    hashes: template.hashes.map(({ slot, salt, text }) => ({
      slot,
      salt,
      text: mapParts(text, (part) => shiftedInstants(part, ms)),
    })),
    tables,
    isLate,
    events: tables.find(({ table }) => table === 'DossierEvent')?.lines.length ?? 0,
  }
}

export const WEEK = 7 * DAY
