import { durationsAfter, endedBetween } from './durations.repository.ts'
import { durationOf } from './durations.ts'
import { fold } from './fold.ts'
import { searchWords } from './search/catalogue.repository.ts'

const AT_ONCE = 100

/** What is wrong with what people find procedures by, and with how long they are told that one takes. */
export async function findingFaults(): Promise<string[]> {
  const faults: string[] = []
  for (const { key, said } of await searchWords())
    if (fold(said) !== key) faults.push(`search word "${said}" is kept under "${key}"`)
  for (let after = ''; ; ) {
    const figures = await durationsAfter(after, AT_ONCE)
    for (const { procedureCode, cases, medianMinutes, p80Minutes, since, until } of figures) {
      const again = await durationOf(await endedBetween(procedureCode, since, until, cases))
      if (again?.cases !== cases || again.medianMinutes !== medianMinutes || again.p80Minutes !== p80Minutes)
        faults.push(`the duration of ${procedureCode} is not that of its ${cases} dossiers`)
    }
    const last = figures.at(-1)
    if (!last) return faults
    after = last.procedureCode
  }
}
