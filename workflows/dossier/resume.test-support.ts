import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { compile } from '../procedure/compile.ts'
import { definitionSchema } from '../procedure/definition.ts'
import { advance } from './advance.ts'
import { machineEventSchema } from './events.ts'
import { factsSchema, stateSchema } from './state.ts'

/** Run as a process of its own: knows nothing but the text in the file, and prints where the dossier stands after the event. */
const storedSchema = z.object({
  definition: definitionSchema,
  state: stateSchema,
  event: machineEventSchema,
  facts: factsSchema,
})

const [file] = process.argv.slice(2)
if (!file) throw new Error('usage: resume.test-support.ts <file>')
const { definition, state, event, facts } = storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const next = advance(compile(definition), state, event, facts)
process.stdout.write(JSON.stringify({ state: next.state, work: next.work }))
