import type { ProcedureCard } from './card.ts'
import { cardsOf } from './definition-of.ts'
import { fold, plain } from './fold.ts'
import { searchProcedures as findHits, type Hit, type Question } from './procedure.repository.ts'
import type { SearchProceduresInput } from './procedure.schema.ts'

const PAGE = 10
/** More words than this say nothing that the first ones did not. */
const MAX_TOKENS = 12

interface Cursor extends Omit<Hit, 'versionId'> {
  isForgiving: boolean
}

const write = ({ score, popularity, code, isForgiving }: Cursor) => [score, popularity, code, isForgiving ? 1 : 0].join('~')

/** A cursor that is not ours begins at the first page. */
function read(text: string | null | undefined): Cursor | null {
  const [, score, popularity, code, forgiving] = /^(\d{1,6})~(\d{1,9})~(\d\.\d{6})~([01])$/.exec(text ?? '') ?? []
  return code ? { score: Number(score), popularity: Number(popularity), code, isForgiving: forgiving === '1' } : null
}

/** Finds procedures by what people type: with or without marks, by a synonym, misspelt. Empty words list all, most asked first. */
export async function searchProcedures({ q, lifeEvent, cursor }: SearchProceduresInput): Promise<{
  items: ProcedureCard[]
  nextCursor: string | null
  understood: string | null
}> {
  const after = read(cursor)
  const folded = fold(q)
  const typed = plain(q)
  const question: Question = {
    folded,
    marked: typed === typed.normalize('NFD') && !typed.includes('đ') ? null : typed,
    tokens: folded.split(' ').slice(0, MAX_TOKENS),
    lifeEvent: lifeEvent ?? null,
    after,
    limit: PAGE + 1,
  }
  const strict = after?.isForgiving ? [] : await findHits(question, false)
  // an empty later page is simply the end
  const isForgiving = after ? after.isForgiving : strict.length === 0 && folded.length >= 3
  const hits = isForgiving ? await findHits(question, true) : strict

  const shown = hits.slice(0, PAGE)
  const items = await cardsOf(shown.map(({ versionId }) => versionId))
  const last = shown.at(-1)
  return {
    items,
    nextCursor: hits.length > PAGE && last ? write({ ...last, isForgiving }) : null,
    understood: isForgiving && !after ? (items[0]?.nameVi ?? null) : null,
  }
}
