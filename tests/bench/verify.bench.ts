import type { Measure } from '#server/tools/measure.ts'
import { catalogue } from '#workflows/catalogue/index.ts'
import { isPossible, type Snapshot, take } from '#workflows/dossier/snapshot.ts'
import { compile } from '#workflows/procedure/compile.ts'
import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import type { Told } from '#workflows/procedure/explore-view.ts'
import { verify, verifyMachine } from '#workflows/procedure/verify.ts'
import { VerifyMemo } from '#workflows/procedure/verify-memo.ts'
import { generatedVersions } from './generated-versions.ts'

const ROUNDS = 3
const milliseconds = (work: () => void): number => {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

/** The same questions and changes that the verifier makes, and nothing else; both in turn, so that a busy machine meets both. */
function ratioOf(definition: ProcedureDefinition): number {
  const machine = compile(definition)
  const calls: { snapshot: Snapshot; told: Told }[] = []
  verifyMachine(definition, machine, { asked: (snapshot, told) => calls.push({ snapshot, told }) })
  const bare = () => {
    for (const { snapshot, told } of calls)
      if (isPossible(snapshot, told.event, told.facts)) take(machine, snapshot, told.event, told.facts)
  }
  const times = Array.from({ length: ROUNDS }, () => ({
    bare: milliseconds(bare),
    whole: milliseconds(() => verifyMachine(definition, machine)),
  }))
  return Math.min(...times.map(({ whole }) => whole)) / Math.min(...times.map(({ bare: alone }) => alone))
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const statesOf = (definition: ProcedureDefinition) => definition.steps.length * (1 + definition.blocks.length)
const generated = { wanted: 2_000, quick: 60 }

export const measures: Measure[] = [
  {
    id: 'V1',
    title: 'verifier time over the bare questions and changes that it makes (median of procedures)',
    unit: 'x',
    ceiling: 1.5,
    run: ({ quick }) => median(catalogue.slice(0, quick ? 5 : 35).map(ratioOf)),
  },
  {
    id: 'V2',
    title: 'the slowest of the procedures of the catalogue',
    unit: 's',
    ceiling: 2,
    run: ({ quick }) => {
      const largest = catalogue.toSorted((a, b) => statesOf(b) - statesOf(a)).slice(0, quick ? 6 : 35)
      return Math.max(...largest.map((each) => Math.min(...[1, 2].map(() => milliseconds(() => verify(each)))))) / 1_000
    },
  },
  {
    id: 'V3',
    title: `${generated.wanted} generated versions of different shapes on two cores`,
    unit: 's',
    ceiling: 300,
    run: ({ quick }) => {
      const versions = generatedVersions(quick ? generated.quick : generated.wanted)
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
