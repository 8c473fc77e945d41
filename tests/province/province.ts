import type pg from 'pg'
import { agencyResolver } from '#server/modules/agency/responsibility.ts'
import { civilDay } from '#server/modules/dossier/form-facts.ts'
import { definitionOf } from '#server/modules/procedure/definition-of.ts'
import { calendarVersion } from '#server/modules/setting/calendars.ts'
import { withClient } from '#server/tools/postgres.ts'
import { random } from '#workflows/random.ts'
import { addCopy, type CopyContext, type Lines } from './copies.ts'
import { copyLines } from './load.ts'
import { person, settleProvince } from './people.ts'
import type { Recording } from './record.ts'
import { type Template, templateOf } from './template.ts'
import { fallsOnDayOff, inWeek, WEEK, type WeekTemplate } from './week.ts'

export interface ProvinceOptions {
  ownerUrl: string
  dossiers: number
  seed: number
  /** The civil day (Việt Nam) at whose beginning the province stands still: the same seed and day give the same rows. Today, unless said. */
  until?: string
  onProgress?: (dossiers: number, rows: number) => void
  /** Asked when everything is there and nobody can see it yet; what it throws takes all of it back. */
  mayKeep?: () => Promise<void>
}

export interface Filled {
  dossiers: number
  open: number
  rows: number
  events: number
  agencies: number
  staff: number
  ms: number
}

/** What a province is asked for most (certified copies, civil status, then the rest); everything else weighs one. */
const WEIGHTS: Readonly<Record<string, number>> = { '2.000815': 40, '1.001193': 12, '1.001612': 8 }
const OPEN_SHARE = 0.02
export const YEARS = 5
const BATCH_ROWS = 40_000
const PEOPLE_PER_DOSSIER = 0.4

/** Fewer are refused, withdrawn or stopped than granted, and most go the ordinary way. */
const weightOf = ({ recording: { procedureCode, isGranted, isOrdinary } }: Template) =>
  (WEIGHTS[procedureCode] ?? 1) * (isOrdinary ? 20 : isGranted ? 3 : 1)

function drawn(templates: readonly Template[], next: () => number): () => Template {
  const sums: number[] = []
  let sum = 0
  for (const template of templates) {
    sum += weightOf(template)
    sums.push(sum)
  }
  return () => {
    const at = next() * sum
    const found = templates[sums.findIndex((each) => at < each)]
    if (!found) throw new Error('there are no recordings')
    return found
  }
}

/** The lines of the people who apply, as accounts of citizens. */
function peopleLines(count: number, seed: number, until: string): Lines {
  const since = `${Number(until.slice(0, 4)) - YEARS}-01-01`
  const rows: string[] = []
  for (let n = 0; n < count; n += 1) {
    const { id, fullName, personalId, techId, contactEmail, birthOn, sex } = person(n, seed)
    rows.push([id, 'CITIZEN', fullName, personalId, techId, contactEmail, birthOn, sex, 'ACTIVE', since].join('\t'))
  }
  return new Map([['Account', rows]])
}
const PERSON_COLUMNS = ['id', 'kind', 'fullName', 'personalId', 'techId', 'contactEmail', 'birthOn', 'sex', 'status', 'createdAt']

/** Fills a database with a believable province out of recorded lives, five years of them; in one transaction, so nobody ever meets half of it. */
export async function fillProvince(recordings: readonly Recording[], options: ProvinceOptions): Promise<Filled> {
  const { ownerUrl, dossiers, seed, onProgress } = options
  const until = options.until ?? civilDay(new Date().toISOString(), 'Asia/Ho_Chi_Minh')
  const begin = performance.now()
  const now = Date.parse(`${until}T00:00:00+07:00`)
  const next = random(seed)
  const templates: Template[] = []
  for (const recording of recordings) templates.push(templateOf(recording, await definitionOf(versionIdOf(recording))))
  const ended = templates.filter(({ recording }) => recording.isEnded)
  const unended = templates.filter(({ recording }) => !recording.isEnded)

  const circumstances = { calendar: await calendarVersion(calendarIdOf(recordings)), agencyOf: await agencyResolver(), now }

  return withClient(ownerUrl, async (client) => {
    await client.query('BEGIN')
    const province = await settleProvince(client, seed)
    const people = Math.max(50, Math.floor(dossiers * PEOPLE_PER_DOSSIER))
    const known = new Map([['Account', PERSON_COLUMNS]])
    await copyLines(client, peopleLines(people, seed, until), known)
    const context: CopyContext = { province, seed, people, next, counters: new Map() }
    const columns = new Map(templates.flatMap(({ tables }) => tables.map((each) => [each.table, each.columns] as const)))

    let lines: Lines = new Map()
    let [made, open, rows, events, waiting] = [0, 0, 0, 0, 0]
    let writing: Promise<void> = Promise.resolve()
    const flush = async () => {
      const full = lines
      lines = new Map()
      waiting = 0
      await writing
      writing = copyLines(client, full, columns)
      writing.catch(() => undefined)
      onProgress?.(made, rows)
    }
    const add = async (week: WeekTemplate) => {
      const count = addCopy(week, context, lines)
      made += 1
      rows += count
      events += week.events
      waiting += count
      if (waiting >= BATCH_ROWS) await flush()
    }

    const toBeOpen = Math.round(dossiers * OPEN_SHARE)
    const weeks = weeksUntil(now, circumstances.calendar.knownFrom)
    for (const [n, week] of weeks.entries()) {
      const possible = ended.filter((template) => {
        const ms = week - mondayOf(template)
        return !fallsOnDayOff(template, ms, circumstances.calendar) && Date.parse(template.recording.lastAt) + ms < now
      })
      if (possible.length === 0) continue
      const draw = drawn(possible, next)
      const cache = new Map<Template, WeekTemplate>()
      // a week of days off hands its share on to the next one
      const until = Math.round(((dossiers - toBeOpen) * (n + 1)) / weeks.length)
      while (made < until) {
        const template = draw()
        const shifted = cache.get(template) ?? inWeek(template, week - mondayOf(template), circumstances)
        cache.set(template, shifted)
        await add(shifted)
      }
    }
    const drawOpen = drawn(unended, next)
    const cache = new Map<Template, WeekTemplate>()
    while (open < toBeOpen) {
      const template = drawOpen()
      const ms = Math.floor((now - Date.parse(template.recording.lastAt)) / WEEK) * WEEK
      const shifted = cache.get(template) ?? inWeek(template, ms, circumstances)
      cache.set(template, shifted)
      if (shifted.isLate && next() > 0.03) continue
      await add(shifted)
      open += 1
    }
    await flush()
    await writing
    await setCounters(client, context)
    await options.mayKeep?.()
    await client.query('COMMIT')
    // statistics know the new rows
    await client.query('ANALYZE')
    const staff = [...province.staff.values()].flatMap((each) => [...each.values()].flat()).length
    const { rows: agencies } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM "Agency"')
    return {
      dossiers: made,
      open,
      rows: rows + people,
      events,
      agencies: agencies[0]?.n ?? 0,
      staff,
      ms: performance.now() - begin,
    }
  })
}

/** A column of the recorded dossier. */
function columnOf(recording: Recording | undefined, name: string): string {
  const table = recording?.tables.find((each) => each.table === 'Dossier')
  return table?.rows[0]?.[table.columns.indexOf(name)] ?? ''
}
const versionIdOf = (recording: Recording) => columnOf(recording, 'procedureVersionId')
export const calendarIdOf = ([recording]: readonly Recording[]) => columnOf(recording, 'calendarVersionId')

/** Monday midnight (UTC) of the week in which the recording begins. */
function mondayOf({ recording }: Template): number {
  const opened = new Date(recording.openedAt)
  const midnight = Date.UTC(opened.getUTCFullYear(), opened.getUTCMonth(), opened.getUTCDate())
  return midnight - ((opened.getUTCDay() + 6) % 7) * 86_400_000
}

/** The Mondays of five years, as far as the calendar knows them. */
function weeksUntil(now: number, knownFrom: string): number[] {
  const from = Math.max(now - YEARS * 365.25 * 86_400_000, Date.parse(knownFrom))
  const weeks: number[] = []
  const first = Math.ceil((from - MONDAY) / WEEK) * WEEK + MONDAY
  for (let week = first; week < now - WEEK; week += WEEK) weeks.push(week)
  return weeks
}
const MONDAY = Date.parse('2024-01-08T00:00:00Z')

/** Counters go on behind the last code, so that the next real dossier gets a code of its own. */
async function setCounters(client: pg.Client, { counters }: CopyContext): Promise<void> {
  const rows = [...counters].map(([key, n]) => ({ agencyId: key.split(' ')[0], day: key.split(' ')[1], n }))
  await client.query(
    `INSERT INTO "DossierCodeCounter" SELECT * FROM json_populate_recordset(NULL::"DossierCodeCounter", $1)
     ON CONFLICT ("agencyId", day) DO UPDATE SET n = greatest("DossierCodeCounter".n, excluded.n)`,
    [JSON.stringify(rows)],
  )
}
