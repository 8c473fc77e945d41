import { DomainError } from '../domain-error.ts'
import { definitionSchema, type ProcedureDefinition } from './definition.ts'
import type { Finding } from './findings.ts'
import { pathText } from './path-text.ts'
import { verifyData } from './verify-data.ts'

type Path = readonly PropertyKey[]
interface Fault {
  path: string
  reason: string
}

function invalid(faults: readonly Fault[]): DomainError {
  const [first = { path: '', reason: 'unreadable' }] = faults
  return new DomainError('DEFINITION_INVALID', `${first.path}: ${first.reason}`, { ...first, faults })
}

/** Every place that holds this word, as its text or as the name of a member. */
function placesOf(value: unknown, word: string, path: Path = []): Path[] {
  if (value === word) return [path]
  if (Array.isArray(value)) return value.flatMap((item, index) => placesOf(item, word, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name === word ? [[...path, name]] : []),
    ...placesOf(member, word, [...path, name]),
  ])
}

/** Members by which one thing of a version names another one, and members that hold FEEL. */
const NAMES = [
  'start',
  'to',
  'steps',
  'sameAs',
  'notSameAs',
  'onlyIn',
  'lateOutcome',
  'stepLimits',
  'dropPapers',
  'requirePapers',
]
const EXPRESSIONS = ['when', 'value', 'requiredIf', 'appliesIf', 'quantity', 'copies']

/** Where a finding lies: at the word that it names, inside the step or block that it names. */
function placeOf(definition: ProcedureDefinition, { rule, step, words }: Finding): string {
  const { steps, blocks } = definition
  const roots: [Path, unknown][] =
    step === null
      ? [[[], definition]]
      : [
          ...steps.map((each, index) => ({ each, path: ['steps', index] })),
          ...blocks.map((each, index) => ({ each, path: ['blocks', index] })),
        ]
          .filter(({ each }) => each.id === step)
          .map(({ each, path }) => [path, each])
  const isMeant = (path: Path): boolean => {
    const members = path.filter((part) => typeof part === 'string')
    const isId = ['id', 'code', 'form'].includes(members.at(-1) ?? '')
    if (rule === 'idTwice' || rule === 'idReserved') return isId && (step !== null || path.length === 3 || rule === 'idReserved')
    return members.some((member) => (rule === 'condition' ? EXPRESSIONS : NAMES).includes(member))
  }
  const found = roots.flatMap(([root, below]) => placesOf(below, words[0] ?? '', root).filter(isMeant))
  // Of two that are equal the second one is too many.
  return pathText((rule === 'idTwice' ? found[1] : found[0]) ?? roots[0]?.[0] ?? [])
}

/** Faults of reference: the text does not hang together. Whether it is sensible is asked by `verify`. */
const UNREADABLE: ReadonlySet<Finding['rule']> = new Set([
  'idTwice',
  'idReserved',
  'stepUnknown',
  'caseUnknown',
  'paperUnknown',
  'condition',
  'stepInTwoBranches',
  'branchStart',
  'joinOutside',
  'blockMiddle',
  'lateOutcome',
])

/** What is written becomes a definition that can be compiled, or an error whose details name each place and what is wrong with it. */
export function parseDefinition(json: unknown): ProcedureDefinition {
  const parsed = definitionSchema.safeParse(json)
  if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), reason: message })))
  const faults = verifyData(parsed.data).filter(({ rule }) => UNREADABLE.has(rule))
  if (faults.length > 0)
    throw invalid(faults.map((each) => ({ path: placeOf(parsed.data, each), reason: `${each.rule}: ${each.en}` })))
  return parsed.data
}
