import { z } from 'zod'

// Parts of inputs whose size a type alone does not say. The bounds stand in the schema's meta data, where limits of endpoints are read from.

/** All answers of one message together. The longest form has some dozens of fields and tables of some hundred lines. */
const ANSWERS_BYTES = 450_000
const ANSWERS_DEPTH = 16
const MOST_FIELDS = 500

/** At most so many values, each under a name. */
export const namedOf = <Key extends z.ZodString, Value extends z.ZodType>(key: Key, value: Value, most: number) =>
  z
    .record(key, value)
    .refine((named) => Object.keys(named).length <= most, { error: 'input.invalid' })
    .meta({ maxProperties: most })

/** Answers by field; what each may be says the form. */
export const answersOf = <Key extends z.ZodString>(field: Key) =>
  z
    .record(field, z.unknown())
    .refine((answers) => Object.keys(answers).length <= MOST_FIELDS, { error: 'input.invalid' })
    .meta({ maxProperties: MOST_FIELDS, maxBytes: ANSWERS_BYTES, maxDepth: ANSWERS_DEPTH })
