import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { advance } from '#workflows/dossier/advance.ts'
import { machineEventSchema } from '#workflows/dossier/events.ts'
import { replay, replayRowSchema } from '#workflows/dossier/replay.ts'
import { factsSchema, stateSchema } from '#workflows/dossier/state.ts'
import { BOUNDS } from '#workflows/procedure/bounds.ts'
import { compile } from '#workflows/procedure/compile.ts'
import { definitionSchema, type ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { parseDefinition } from '#workflows/procedure/parse-definition.ts'
import { unknownKeys } from '#workflows/procedure/read-definition.ts'
import { verify } from '#workflows/procedure/verify.ts'
import { simulate } from '#workflows/simulation/simulate.ts'
import { arrivalsSchema, assumptionsSchema, seedSchema, staffSchema } from '#workflows/simulation/simulation.schema.ts'
import { addOfLine, dueOfLine, elapsedOfLine, explainOfLine, normaliseOfLine } from '#workflows/working-time/json-line.ts'
import { calendarSchema } from '#workflows/working-time/working-time.schema.ts'
import { boundedLines } from './bounded-lines.ts'

/** One question and its answer; what is asked is checked before it is answered. */
const question =
  <Input>(schema: z.ZodType<Input>, answer: (input: Input) => unknown) =>
  (given: unknown) =>
    answer(schema.parse(given))

/** More states than this would take longer than anybody waits. */
const verifyInput = z.strictObject({ definition: z.unknown(), maxStates: z.int().min(1).max(1_000_000).optional() })

/** Everything has to be known: a misspelt key would be left out of the proof without a word. */
function wholeDefinition(given: unknown): ProcedureDefinition {
  const read = z.object({ definition: definitionSchema }).parse({ definition: given })
  const [unknown] = unknownKeys(given, read.definition)
  if (unknown) throw new DomainError('INPUT_INVALID', `${unknown.place}: ${unknown.en}`, { path: `definition.${unknown.place}` })
  return read.definition
}
const advanceInput = z.object({
  definition: z.unknown().transform(parseDefinition),
  state: stateSchema.nullable(),
  event: machineEventSchema,
  facts: factsSchema,
})
const replayInput = z.object({
  definitions: z.record(z.string(), z.unknown().transform(parseDefinition)),
  rows: z.array(replayRowSchema).min(1),
})

const simulateInput = z.object({
  version: z.unknown().transform(parseDefinition),
  arrivals: arrivalsSchema,
  staff: staffSchema,
  calendar: calendarSchema,
  seed: seedSchema,
  assumptions: assumptionsSchema.prefault({}),
})

/** The pure functions of `workflows/`, for whoever wants to check them from outside. No database, no clock. */
const QUESTIONS = {
  due: dueOfLine,
  elapsed: elapsedOfLine,
  add: addOfLine,
  normalise: normaliseOfLine,
  explain: explainOfLine,
  verify: question(verifyInput, ({ definition, maxStates }) =>
    verify(wholeDefinition(definition), { maxStates, clock: () => performance.now() }),
  ),
  advance: question(advanceInput, ({ definition, state, event, facts }) =>
    advance(compile(definition, state?.shellVersion), state, event, facts),
  ),
  simulate: question(simulateInput, ({ version, arrivals, staff, calendar, seed, assumptions }) =>
    simulate(version, arrivals, staff, calendar, seed, assumptions),
  ),
  replay: question(replayInput, ({ definitions, rows }) => replay(definitions, rows)),
}

const isQuestion = (name: string | undefined): name is keyof typeof QUESTIONS =>
  name !== undefined && Object.hasOwn(QUESTIONS, name)

interface Refusal {
  code: string
  path: string
  allowed?: unknown
}

function refusalOf(error: unknown): Refusal {
  // A text nested deeper than the stack is no input that anybody means.
  if (error instanceof SyntaxError || error instanceof RangeError) return { code: 'INPUT_INVALID', path: '' }
  if (error instanceof z.ZodError) return { code: 'INPUT_INVALID', path: error.issues[0]?.path.join('.') ?? '' }
  if (error instanceof DomainError) {
    const { path, allowed } = error.details
    return { code: error.code, path: typeof path === 'string' ? path : '', ...(allowed === undefined ? {} : { allowed }) }
  }
  throw error
}

function answerLine(name: keyof typeof QUESTIONS, line: string): string {
  if (name === 'verify' && line.length > BOUNDS.characters) return JSON.stringify({ error: { code: 'INPUT_INVALID', path: '' } })
  try {
    return JSON.stringify(QUESTIONS[name](JSON.parse(line)))
  } catch (error) {
    return JSON.stringify({ error: refusalOf(error) })
  }
}

const name = process.argv[2]
if (!isQuestion(name)) {
  process.stderr.write(
    `usage: npm run -s tool ${Object.keys(QUESTIONS).join('|')}   (JSON lines in, one JSON line out for each)\n`,
  )
  process.exit(2)
}
for await (const line of boundedLines(process.stdin)) {
  if (line.trim() !== '') process.stdout.write(`${answerLine(name, line)}\n`)
}
