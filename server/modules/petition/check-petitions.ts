import { DomainError } from '#workflows/domain-error.ts'
import { type PetitionHistory, petitionHistories, strayRows } from './check.repository.ts'
import { fold } from './petition-life.ts'

const PAGE = 500
const MOST_STRAY = 1000

function faultsOf({ code, state, revision, agencyId, isEscalated, acts, seqs, states, lastAgencyId }: PetitionHistory): string[] {
  const faults: string[] = []
  if (seqs.length !== revision || seqs.some((seq, index) => seq !== index + 1)) faults.push('its history has a gap')
  try {
    if (fold(acts) !== state) faults.push('its state does not follow from its history')
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    faults.push('its history does not replay')
  }
  if (states.at(-1) !== state) faults.push('its last event names another state')
  if (lastAgencyId !== agencyId) faults.push('it is not where its history left it')
  if (isEscalated !== acts.includes('ESCALATE')) faults.push('it is called late without its event, or the other way round')
  return faults.map((fault) => `petition ${code}: ${fault}`)
}

/** Everything about notices beyond one dossier, ratings, petitions and referrals that cannot be. */
export async function* voiceFaults(): AsyncGenerator<{ rule: 'I2' | 'I8' | 'I9' | 'I10'; what: string }> {
  let after = ''
  for (;;) {
    const rows = await petitionHistories(after, PAGE)
    for (const row of rows) for (const what of faultsOf(row)) yield { rule: 'I2', what }
    const last = rows.at(-1)
    if (!last) break
    after = last.id
  }
  yield* await strayRows(MOST_STRAY)
}
