import { type Company, cpuMs, type Measure, median } from '#server/tools/measure.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import { isPossible, type Snapshot, take } from '#workflows/dossier/snapshot.ts'
import type { Facts } from '#workflows/dossier/state.ts'
import { compile } from '#workflows/procedure/compile.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { verify, verifyMachine } from '#workflows/procedure/verify.ts'
import { VerifyMemo } from '#workflows/procedure/verify-memo.ts'
import { generatedVersions } from './generated-versions.ts'

const milliseconds = (work: () => void): number => {
  const begin = cpuMs()
  work()
  return cpuMs() - begin
}

/**
 * The same questions and changes that the verifier makes, by the same calls as in production, and nothing else. Both in turn, so that a busy
 * machine meets both; the best of each, because others can only make it slower.
 */
function ratioOf(definition: ProcedureDefinition, rounds: number): number {
  const machine = compile(definition)
  const calls: { snapshot: Snapshot; event: MachineEvent; facts: Facts }[] = []
  verifyMachine(definition, machine, { asked: (snapshot, event, facts) => calls.push({ snapshot, event, facts }) })
  const bare = () => {
    for (const { snapshot, event, facts } of calls) if (isPossible(snapshot, event, facts)) take(machine, snapshot, event, facts)
  }
  const times = Array.from({ length: rounds }, () => ({
    bare: milliseconds(bare),
    whole: milliseconds(() => verifyMachine(definition, machine)),
  }))
  return Math.min(...times.map(({ whole }) => whole)) / Math.min(...times.map(({ bare: alone }) => alone))
}

const statesOf = (definition: ProcedureDefinition) => definition.steps.length * (1 + definition.blocks.length)
/** All of them take minutes of a processor: that is for `--large`; the others take so many and multiply. */
const generated = { wanted: 2_000, usual: 150, quick: 60 }

/** Processor time; of V1 the best of rounds in turn. */
export const company: Company = 'guest'

export const measures: Measure[] = [
  {
    id: 'V1',
    title:
      'verifier time over the bare questions and changes that it makes: processor time, best of interleaved rounds, median of procedures',
    unit: 'x',
    ceiling: 1.5,
    run: ({ quick, large }) => {
      const versions = catalogue.filter((_, index) => large || index % (quick ? 5 : 2) === 0)
      for (const each of versions) verify(each)
      return median(versions.map((each) => ratioOf(each, quick ? 4 : 5)))
    },
  },
  {
    id: 'V2',
    title: 'the slowest of the procedures of the catalogue, processor time of the better of two rounds',
    unit: 's',
    ceiling: 2,
    run: ({ quick }) => {
      const largest = catalogue.toSorted((a, b) => statesOf(b) - statesOf(a)).slice(0, quick ? 6 : 35)
      return Math.max(...largest.map((each) => Math.min(...[1, 2].map(() => milliseconds(() => verify(each)))))) / 1_000
    },
  },
  {
    id: 'V3',
    title: `${generated.wanted} generated versions of different shapes on two cores (processor time of one core, halved; a quick run takes ${generated.quick}, the usual one ${generated.usual}, and multiplies)`,
    unit: 's',
    ceiling: 300,
    run: ({ quick, large }) => {
      const versions = generatedVersions(quick ? generated.quick : large ? generated.wanted : generated.usual)
      const spent = milliseconds(() => {
        for (const each of versions) verify(each)
      })
      // One core did it; versions do not depend on each other.
      return (spent / 1_000 / 2) * (generated.wanted / versions.length)
    },
  },
  {
    id: 'V4',
    title: 'times faster when only words and amounts changed (remembered by the shape)',
    unit: 'x',
    floor: 3,
    run: ({ quick }) => {
      const versions = catalogue.slice(0, quick ? 5 : 35)
      const memo = new VerifyMemo()
      const first = milliseconds(() => {
        for (const each of versions) verify(each, { memo })
      })
      const renamed = versions.map((each) => ({ ...each, nameVi: `${each.nameVi}.`, version: each.version + 1 }))
      return (
        first /
        milliseconds(() => {
          for (const each of renamed) verify(each, { memo })
        })
      )
    },
  },
]
