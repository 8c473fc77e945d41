import { createHash, hash } from 'node:crypto'
import { fill } from './pattern.ts'
import { type Person, type Province, person, pick, signs, uuid } from './people.ts'
import type { WeekTemplate } from './week.ts'

// One more dossier: new ids, another ward, other people, and hashes that follow from them.

export interface CopyContext {
  province: Province
  seed: number
  people: number
  next: () => number
  /** The running number of an agency's day; the last one becomes the counter from which real dossiers go on. */
  counters: Map<string, number>
}

/** Lines for COPY, by table. */
export type Lines = Map<string, string[]>

const MODEL = 'xa-a'

export function addCopy(week: WeekTemplate, { province, seed, people, next, counters }: CopyContext, lines: Lines): number {
  const { template, day } = week
  const { recording } = template
  const [dossier] = recording.tables.filter(({ table }) => table === 'Dossier')
  const modelHome = dossier?.rows[0]?.[dossier.columns.indexOf('homeAgencyId')] ?? MODEL
  const ward = pick(province.wards, next)
  const home = modelHome === MODEL ? ward.id : modelHome
  const prefix = modelHome === MODEL ? ward.code : recording.code.slice(0, recording.code.indexOf('-'))
  const count = (counters.get(`${home} ${day}`) ?? 0) + 1
  counters.set(`${home} ${day}`, count)
  const applicant: Person = person(Math.floor(next() * people), seed)
  const ofWard = province.staff.get(ward.id)
  const elsewhere = province.staff.get('*')

  const values = template.slots.map((kind): string => {
    if (kind === 'dossierId') return uuid(next)
    if (kind === 'code') return `${prefix}-${day}-${String(count).padStart(4, '0')}`
    if (kind === 'secret') return signs(12, next)
    if (kind === 'home') return home
    if (kind === 'verifyId') return signs(26, next)
    if (kind === 'uuid') return uuid(next)
    if (kind === 'hash') return ''
    if (kind.startsWith('staff.')) {
      const email = kind.slice('staff.'.length)
      return pick(ofWard?.get(email) ?? elsewhere?.get(email) ?? [], next)
    }
    return applicant[kind.slice('applicant.'.length) as keyof Person]
  })
  for (const { slot, salt, text } of week.hashes)
    values[slot] =
      salt === null
        ? hash('sha256', fill(text, values), 'hex')
        : createHash('sha256').update(salt).update(fill(text, values)).digest('hex')
  let rows = 0
  for (const { table, lines: own } of week.tables) {
    const all = lines.get(table) ?? []
    lines.set(table, all)
    for (const line of own) all.push(fill(line, values))
    rows += own.length
  }
  return rows
}
