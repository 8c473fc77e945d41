import type { ProcedureDefinition } from './definition.ts'
import type { MachineRun } from './verify.ts'

/** Keys of a version that only people read: no state and no effect of the machine depends on them. */
const WORDS = new Set([
  'nameVi',
  'nameEn',
  'labelVi',
  'labelEn',
  'publicVi',
  'publicEn',
  'basis',
  'source',
  'data',
  'whenVi',
  'verified',
])

/** A limit is there or not; how long it is the machine only hands on, and the data rules look at it every time. */
const LIMITS = new Set(['limit', 'feeLimit'])

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, member: unknown) => {
      if (WORDS.has(key)) return undefined
      if (key === 'when' && typeof member === 'string' && !MONEY.has(member)) return 'asked'
      return LIMITS.has(key) ? member !== null && member !== undefined : member
    }),
  )
const MONEY = new Set(['beforeIntake', 'atIntake', 'duringProcessing', 'beforeReturn'])

/** Everything of a version on which the run of its machine depends: two versions with the same one run the same way, step by step. */
export function structuralFingerprint(definition: ProcedureDefinition): string {
  const { start, steps, blocks, supplement, extension, sources, cases, fees, feeLimit } = definition
  return JSON.stringify(
    plain({
      start,
      steps,
      blocks,
      supplement,
      extension,
      sources,
      feeLimit,
      cases: cases.map(({ code, limit, stepLimits }) => ({ code, limit, stepLimits: Object.keys(stepLimits).toSorted() })),
      fees: fees.map(({ code, when }) => ({ code, when })),
    }),
  )
}

/** Runs of machines that were looked at already: a version that differs in words and amounts only is not run again. */
export class VerifyMemo {
  private readonly runs = new Map<string, MachineRun>()
  private readonly max: number

  constructor(max = 100) {
    this.max = max
  }

  run(definition: ProcedureDefinition, maxStates: number, doRun: () => MachineRun): MachineRun {
    const key = `${maxStates} ${structuralFingerprint(definition)}`
    const known = this.runs.get(key)
    if (known) return known
    const made = doRun()
    const [oldest] = this.runs.keys()
    if (this.runs.size >= this.max && oldest !== undefined) this.runs.delete(oldest)
    this.runs.set(key, made)
    return made
  }
}
