import { evaluate as evaluateFeel, parseExpression } from 'feelin'
import { z } from 'zod'
import { DomainError } from '../domain-error.ts'

/** Long enough for the longest rule in law that we know, short enough that parsing can never hurt. */
const MAX_LENGTH = 500

/** What a condition may call. Clocks (`now`, `today()`) would break replay, patterns and random numbers can hang or differ. */
const FUNCTIONS = new Set([
  'not',
  'count',
  'sum',
  'min',
  'max',
  'abs',
  'floor',
  'ceiling',
  'decimal',
  'modulo',
  'any',
  'all',
  'contains',
  'list contains',
  'starts with',
  'ends with',
  'string length',
  'substring',
  'upper case',
  'lower case',
  'string',
  'number',
  'concatenate',
  'distinct values',
  'day of week',
  'years and months duration',
  'date',
  'duration',
])
/** Loops over ranges and own functions: no condition of a form needs them, and both can run for ever. */
const REFUSED_NODES = new Set(['ForExpression', 'FunctionDefinition', 'NamedParameters'])

const refused = (expression: string, reason: string, at: number, name?: string): DomainError =>
  new DomainError('DEFINITION_INVALID', `FEEL ${reason} at ${at}`, {
    expression: expression.slice(0, MAX_LENGTH),
    reason,
    at,
    name,
  })

export interface Condition {
  expression: string
  /** Top names that it reads, to order fields and to refuse unknown ones. */
  names: string[]
}

/** Checks an expression when a definition is saved: syntax, functions, and, if given, that every name is known. */
export function parseCondition(expression: string, knownNames?: readonly string[]): Condition {
  if (expression.trim() === '') throw refused(expression, 'feel.empty', 0)
  if (expression.length > MAX_LENGTH) throw refused(expression, 'feel.tooLong', MAX_LENGTH)
  const context = Object.fromEntries((knownNames ?? []).map((name) => [name, null]))
  const names = new Set<string>()
  const bound = new Set<string>()
  parseExpression(expression, context, undefined).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to)
      if (node.type.isError) throw refused(expression, 'feel.syntax', node.from)
      // `x == 1` reads as "x = (= 1)" and would never hold
      if (node.name === 'SimplePositiveUnaryTest' && node.node.parent?.name === 'Comparison')
        throw refused(expression, 'feel.syntax', node.from)
      if (REFUSED_NODES.has(node.name)) throw refused(expression, 'feel.notAllowed', node.from, node.name)
      if (node.name === 'IterationContext' && text.includes('..'))
        throw refused(expression, 'feel.notAllowed', node.from, 'range')
      if (node.name === 'InExpression') bound.add(text.slice(0, text.indexOf(' ')))
      if (node.name !== 'VariableName') return
      if (node.node.parent?.name === 'FunctionInvocation' && node.node.parent.firstChild?.from === node.from) {
        if (!FUNCTIONS.has(text)) throw refused(expression, 'feel.functionUnknown', node.from, text)
      } else if (!bound.has(text)) {
        // Inside `list[…]` a bare name may be a field of the list's items, which only evaluation can know.
        if (isInFilter(node.node)) return
        if (knownNames && !knownNames.includes(text)) throw refused(expression, 'feel.nameUnknown', node.from, text)
        names.add(text)
      }
    },
  })
  return { expression, names: [...names] }
}

/** As much of a syntax node as is asked here; the parser's own types are not among our packages. */
interface SyntaxNode {
  name: string
  from: number
  to: number
  parent: SyntaxNode | null
  firstChild: SyntaxNode | null
}

function isInFilter(node: SyntaxNode): boolean {
  for (let above = node.parent; above; above = above.parent)
    if (above.name === 'FilterExpression' && (above.firstChild?.to ?? 0) <= node.from) return true
  return false
}

const checked = new Set<string>()
const MAX_REMEMBERED = 2_000

/** The value of an expression. A name without a value is null, as FEEL has it. */
export function evaluate(expression: string, context: Readonly<Record<string, unknown>>): unknown {
  if (!checked.has(expression)) {
    parseCondition(expression)
    if (checked.size >= MAX_REMEMBERED) checked.clear()
    checked.add(expression)
  }
  return evaluateFeel(expression, { ...context }).value
}

/** Conditions are three-valued; only a plain `true` holds. */
export const holds = (expression: string, context: Readonly<Record<string, unknown>>): boolean =>
  evaluate(expression, context) === true

/** A FEEL expression in a definition; names are checked where the known ones are known. */
export const feelSchema = z
  .string()
  .min(1)
  .max(MAX_LENGTH)
  .superRefine((expression, issues) => {
    const fault = faultOf(() => parseCondition(expression))
    if (fault) issues.addIssue({ code: 'custom', message: fault.reason, params: fault.params })
  })

/** The fault of a definition as zod wants it; any other error is not ours to hide. */
export function faultOf(check: () => unknown): { reason: string; params: Record<string, unknown> } | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof DomainError) return { reason: String(error.details.reason), params: error.details }
    throw error
  }
}
