import { namesOf } from '#server/modules/account/names-of.ts'
import { unitKindNames } from '#server/modules/agency/unit-kinds.ts'
import type { DocumentSource } from '#server/modules/document/document-source.ts'
import type { LoadedDossier } from '#server/modules/dossier/loaded-dossier.ts'
import type { Work } from '#workflows/dossier/state.ts'

const unitOf = ({ performer }: Work): string => unitKindNames[performer.unitKind].nameVi
const placeOf = ({ performer }: Work): string => `${performer.agency}/${performer.unitKind}`

/** What the desk does before and after the steps of the version. */
const DUTIES: Record<string, string> = {
  intake: 'Tiếp nhận hồ sơ',
  handOver: 'Chuyển hồ sơ đến bộ phận giải quyết',
  withdrawal: 'Xem đề nghị rút hồ sơ',
}

/** Every time at which the dossier went from one unit to another until `at`, read off the work that the state remembers. */
export async function handOversOf(dossier: LoadedDossier, at: Date): Promise<NonNullable<DocumentSource['handOvers']>> {
  const { work, timers } = dossier.state.context
  const people = work.flatMap(({ closedById, closedViaId }) => [closedById, closedViaId].filter((id) => id !== null))
  const known = await namesOf(people)
  const nameOf = (id: string | null) => (id === null ? null : (known.get(id) ?? null))
  const rows: NonNullable<DocumentSource['handOvers']> = []
  for (const [index, done] of work.entries()) {
    if (done.member !== null || done.closedAt === null || new Date(done.closedAt) > at) continue
    const next = work.slice(index + 1).filter((other) => {
      const follows = other.after === null ? other.openedAt === done.closedAt : other.after === done.workId
      return follows && other.member === null && placeOf(other) !== placeOf(done)
    })
    if (next.length === 0) continue
    const [by, via] = [nameOf(done.closedById), nameOf(done.closedViaId)]
    const isLate = timers.some(({ workId, status }) => workId === done.workId && status === 'PASSED')
    const what = dossier.definition.steps.find(({ id }) => id === done.step)?.nameVi ?? DUTIES[done.step] ?? done.step
    const names = [...new Set(next.map(unitOf))].join('; ')
    rows.push({
      fromVi: unitOf(done),
      toVi: names,
      at: done.closedAt,
      byVi: via === null ? by : `${via} (thay mặt ${by})`,
      noteVi: `${what}: ${isLate ? 'quá hạn' : 'đúng hạn'}`,
    })
  }
  return rows
}
