import { DomainError } from '../domain-error.ts'
import { holds, parseCondition } from '../form/condition.ts'
import { conditionNames, OPINION_FACTS } from './condition-context.ts'
import { valuesOf } from './condition-values.ts'
import type { ProcedureDefinition, Step } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import type { StepGraph } from './graph.ts'

/** So many sets of values are looked at for one step; the largest real step has 96. */
const MAX_SETS = 2_000

type Answers = Readonly<Record<string, unknown>>

interface Sets {
  sets: Answers[]
  /** No other set of values could make a difference. */
  isExact: boolean
}

function setsOf(definition: ProcedureDefinition, expressions: readonly string[], given: Answers = {}): Sets {
  const names = valuesOf(definition, expressions)
  let isExact = true
  let sets: Answers[] = [given]
  for (const [name, { values, isExact: isExactName }] of names) {
    if (Object.hasOwn(given, name)) continue
    isExact &&= isExactName
    const next = sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value })))
    if (next.length > MAX_SETS) isExact = false
    sets = next.slice(0, MAX_SETS)
  }
  return { sets, isExact }
}

const shown = (set: Answers): string =>
  Object.entries(set)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(', ') || '–'

/** Asked once for all sets that agree in what the condition reads. */
class Asked {
  /** So many answers for a whole version; the largest real one needs a thousandth. */
  private left = 50_000
  private readonly known = new Map<string, boolean>()
  private readonly names = new Map<string, string[]>()

  /** Making sets of values costs as well. */
  spend(sets: readonly Answers[]): void {
    this.left -= sets.length / 50
  }

  get isOver(): boolean {
    return this.left <= 0
  }

  holds(when: string, set: Answers): boolean {
    const names = this.names.get(when) ?? parseCondition(when).names
    this.names.set(when, names)
    const read = Object.fromEntries(names.map((name) => [name, set[name] ?? null]))
    const key = `${when} ${JSON.stringify(read)}`
    const before = this.known.get(key)
    if (before !== undefined) return before
    this.left -= 1
    const found = holds(when, read)
    this.known.set(key, found)
    return found
  }
}

/** One of several ways: what has to be true for it, and the cases in which what lies behind it exists. */
interface Way {
  id: string
  when: string | undefined
  cases: readonly string[] | undefined
}

/** A condition that is not read cannot be asked; that is a finding of its own. */
function isReadable(definition: ProcedureDefinition, expressions: readonly string[]): boolean {
  try {
    const known = [...conditionNames(definition), ...OPINION_FACTS]
    for (const expression of expressions) parseCondition(expression, known)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/** Whether for every answer there is a way: null when there is one, otherwise the answers without one, or that it is not decided. */
export function gapOf(
  definition: ProcedureDefinition,
  ways: readonly Way[],
  caseCodes: readonly string[],
  asked = new Asked(),
): { answers: string; isDecided: boolean } | null {
  if (ways.some(({ when, cases }) => when === undefined && cases === undefined)) return null
  const expressions = ways.flatMap(({ when }) => when ?? [])
  if (!isReadable(definition, expressions)) return null
  for (const code of caseCodes) {
    if (asked.isOver) return { answers: expressions.join('; '), isDecided: false }
    const open = ways.filter(({ cases }) => cases?.includes(code) ?? true)
    if (open.some(({ when }) => when === undefined)) continue
    const { sets, isExact } = setsOf(definition, expressions, { case: code })
    asked.spend(sets)
    const missing = sets.find((set) => !open.some(({ when }) => when !== undefined && asked.holds(when, set)))
    if (missing) return { answers: shown(missing), isDecided: true }
    if (!isExact) return { answers: expressions.join('; '), isDecided: false }
  }
  return null
}

/** Whether the condition holds for some answer at all. */
function neverHolds(
  definition: ProcedureDefinition,
  when: string,
  caseCodes: readonly string[],
  asked: Asked,
): 'never' | 'unknown' | null {
  if (asked.isOver) return 'unknown'
  if (!isReadable(definition, [when])) return null
  let isExact = true
  for (const code of caseCodes) {
    const { sets, isExact: isExactHere } = setsOf(definition, [when], { case: code })
    asked.spend(sets)
    if (sets.some((set) => asked.holds(when, set))) return null
    if (asked.isOver) return 'unknown'
    isExact &&= isExactHere
  }
  return isExact ? 'never' : 'unknown'
}

/** The cases in which a step can be entered at all. */
const casesOf = ({ cases }: ProcedureDefinition, onlyIn: readonly string[] | undefined): string[] =>
  cases.map(({ code }) => code).filter((code) => onlyIn?.includes(code) ?? true)

function ofStep(definition: ProcedureDefinition, graph: StepGraph, step: Step, asked: Asked): Finding[] {
  const codes = casesOf(definition, step.onlyIn)
  const behind = (to: string) => (to === 'join' ? (graph.placeOf(step.id)?.block.to ?? to) : to)
  const ways = step.outcomes.map(({ id, when, to }): Way => ({ id, when, cases: graph.steps.get(behind(to))?.onlyIn }))
  const gap = gapOf(definition, ways, codes, asked)
  const conditional = [...step.outcomes, ...(step.members?.fixed ?? [])].flatMap(({ id, when }) =>
    when === undefined ? [] : [{ id, when }],
  )
  return [
    ...(gap ? [finding(gap.isDecided ? 'mayBeStuck' : 'notDecided', step.id, [gap.answers])] : []),
    ...conditional.flatMap(({ id, when }) => {
      const verdict = neverHolds(definition, when, codes, asked)
      if (verdict === null) return []
      return [verdict === 'never' ? finding('conditionNever', step.id, [id, when]) : finding('notDecided', step.id, [when])]
    }),
  ]
}

/** A case is never taken when its own condition never holds, or only where an earlier one does. */
function caseFindings(definition: ProcedureDefinition): Finding[] {
  const { cases } = definition
  const expressions = cases.map(({ when }) => when)
  if (!isReadable(definition, expressions)) return []
  const { sets, isExact } = setsOf(definition, expressions)
  const asked = new Asked()
  const taken = new Set(sets.map((set) => cases.find(({ when }) => asked.holds(when, set))?.code))
  return cases
    .filter(({ code }) => !taken.has(code))
    .map(({ code, when }) => (isExact ? finding('caseNever', null, [code]) : finding('notDecided', null, [`${code}: ${when}`])))
}

/** Conditions of one step cover all cases and do not contradict; decided over the values that they can tell apart. */
export function conditionFindings(definition: ProcedureDefinition, graph: StepGraph): Finding[] {
  const codes = definition.cases.map(({ code }) => code)
  const asked = new Asked()
  return [
    ...definition.steps.flatMap((step) => ofStep(definition, graph, step, asked)),
    ...definition.blocks.flatMap(({ id, branches }) => {
      const ways = branches.map(
        ({ id: branch, when, start }): Way => ({ id: branch, when, cases: graph.steps.get(start)?.onlyIn }),
      )
      const gap = gapOf(definition, ways, codes, asked)
      return gap ? [finding(gap.isDecided ? 'blockMayBeEmpty' : 'notDecided', id, [gap.answers])] : []
    }),
    ...caseFindings(definition),
  ]
}
