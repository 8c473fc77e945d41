import { cardsOf } from './definition-of.ts'
import { recentFigures } from './procedure.repository.ts'
import { catalogueKey } from './search/catalogue.repository.ts'
import { catalogueInForce } from './search/catalogue.ts'

const POPULAR = 6
const PER_EVENT = 3
/** The first page is asked by everybody and need not be newer than this. */
const REMEMBER_MS = 60_000

async function read() {
  const [{ index, lifeEvents }, { finished, onTime, since }] = await Promise.all([catalogueInForce(), recentFigures()])
  const popular = await cardsOf(index.entries.slice(0, POPULAR).map(({ versionId }) => versionId))
  return {
    popular,
    /** Samples are counted among those of an event, and not named on the first page. */
    lifeEvents: lifeEvents.flatMap(({ id, nameVi, nameEn }) => {
      const ofEvent = index.entries.filter(({ events }) => events.includes(id))
      const named = ofEvent.filter(({ generated }) => !generated).slice(0, PER_EVENT)
      const procedures = named.map(({ code, nameVi: vi, nameEn: en }) => ({ code, nameVi: vi, nameEn: en }))
      return ofEvent.length === 0 ? [] : [{ id, nameVi, nameEn, n: ofEvent.length, procedures }]
    }),
    figures: { finished, since, finishedOnTimePercent: finished > 0 ? Math.floor((onTime / finished) * 1000) / 10 : null },
  }
}

let remembered: { key: string; home: ReturnType<typeof read>; until: number } | null = null

export async function getHome(): ReturnType<typeof read> {
  // what is published is seen at once, figures within the minute
  const key = await catalogueKey()
  if (remembered && remembered.key === key && remembered.until > Date.now()) return remembered.home
  const entry = { key, home: read(), until: Date.now() + REMEMBER_MS }
  remembered = entry
  entry.home.catch(() => {
    if (remembered === entry) remembered = null
  })
  return entry.home
}
