import { cardsOf } from './definition-of.ts'
import { lifeEvents, recentFigures, searchProcedures } from './procedure.repository.ts'

const POPULAR = 6
const PER_EVENT = 5
/** The first page is asked by everybody and need not be newer than this. */
const REMEMBER_MS = 60_000

async function read() {
  const [hits, events, { finished, onTime, since }] = await Promise.all([
    searchProcedures({ folded: '', marked: null, tokens: [], lifeEvent: null, after: null, limit: POPULAR }, false),
    lifeEvents(PER_EVENT),
    recentFigures(),
  ])
  const popular = await cardsOf(hits.map(({ versionId }) => versionId))
  // the names of the versions in force
  const cards = new Map(
    (await cardsOf([...new Set(events.flatMap((event) => event.versionIds))])).map((card) => [card.code, card]),
  )
  return {
    popular,
    lifeEvents: events.map(({ name, codes }) => ({
      name,
      procedures: codes.flatMap((code) => {
        const card = cards.get(code)
        return card ? [{ code, nameVi: card.nameVi, nameEn: card.nameEn }] : []
      }),
    })),
    figures: { finished, since, finishedOnTimePercent: finished > 0 ? Math.floor((onTime / finished) * 1000) / 10 : null },
  }
}

let remembered: { home: ReturnType<typeof read>; until: number } | null = null

export function getHome(): ReturnType<typeof read> {
  if (remembered && remembered.until > Date.now()) return remembered.home
  const entry = { home: read(), until: Date.now() + REMEMBER_MS }
  remembered = entry
  entry.home.catch(() => {
    if (remembered === entry) remembered = null
  })
  return entry.home
}
