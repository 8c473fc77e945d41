/** What a machine is written in: plain data, names of orders and questions, and `and(…)`. */
export type Part = unknown
export type Path = readonly (string | number)[]

export const isRecord = (part: Part): part is { [name: string]: Part } =>
  typeof part === 'object' && part !== null && !Array.isArray(part)

export const at = (part: Part, path: Path): Part =>
  path.reduce<Part>(
    (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : isRecord(inner) ? inner[String(key)] : undefined),
    part,
  )

/** The operators; each changes one place of what `compile` made of a version. */
export const OPERATORS = [
  'dropTransition',
  'retargetTransition',
  'dropPerformer',
  'dropFeeGuard',
  'dropJoinMember',
  'dropClockAction',
  'dropTimer',
  'limitTimesTen',
  'swapCodes',
] as const
export type Operator = (typeof OPERATORS)[number]

export interface Mutation {
  operator: Operator
  /** Where, in words: state, event, and what was changed. */
  place: string
  event: string | null
  /** A finding that names one of these names the mutated place. */
  steps: string[]
  /** The steps that the changed transition opens. */
  opens: string[]
  changes: { path: Path; to: Part }[]
}
