import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { z } from 'zod'
import { env } from '#server/env.ts'
import { withClient } from '#server/tools/postgres.ts'
import { superuser } from '../setup/clone.ts'

// What PostgreSQL really did for what the services really sent: auto_explain writes each statement with its plan to the server's log.

export interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Sort Key'?: string[]
  Plans?: Plan[]
}
const planSchema: z.ZodType<Plan> = z.lazy(() =>
  z.looseObject({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Actual Rows': z.number().optional(),
    'Actual Loops': z.number().optional(),
    'Rows Removed by Filter': z.number().optional(),
    'Rows Removed by Join Filter': z.number().optional(),
    'Rows Removed by Index Recheck': z.number().optional(),
    'Sort Key': z.array(z.string()).optional(),
    Plans: z.array(planSchema).optional(),
  }),
)
const explainedSchema = z.object({ 'Query Text': z.string(), 'Query Parameters': z.string().default(''), Plan: planSchema })
export interface Explained {
  text: string
  /** Values as the server writes them, by number; null for NULL. */
  parameters: ReadonlyMap<number, string | null>
  plan: Plan
}

/** `$1 = 'Mai', $2 = NULL`, as auto_explain writes it. */
const parametersOf = (written: string) =>
  new Map(
    [...written.matchAll(/\$(\d+) = (?:'((?:[^']|'')*)'|NULL)/g)].map(([, n, value]) => [
      Number(n),
      value === undefined ? null : value.replaceAll("''", "'"),
    ]),
  )

/**
 * How many rows a statement lets the database read and throw away, in its own words; nothing when it counts none off. Prisma writes
 * `OFFSET $n` into every list and sends 0, so the value counts, not the word.
 */
export function countedOff({ text, parameters }: Pick<Explained, 'text' | 'parameters'>): string[] {
  return [...text.matchAll(/\bOFFSET\s+(\$(\d+)|\w+|\([^)]*\))/gi)].flatMap(([, words = '', n]) => {
    const value = n === undefined ? words : (parameters.get(Number(n)) ?? 'an unknown number')
    return value === '0' ? [] : [value]
  })
}

export const thisDatabase = () => new URL(env.DATABASE_URL).pathname.slice(1)

/** From now on every new connection of the application to this test's database is explained. */
export async function explainEverything(): Promise<void> {
  const settings = {
    session_preload_libraries: `'auto_explain'`,
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    // whole values: the number behind OFFSET is one of them
    'auto_explain.log_parameter_max_length': '-1',
  }
  await withClient(superuser(thisDatabase()), async (client) => {
    await client.query(`LOAD 'auto_explain'`)
    for (const [name, value] of Object.entries(settings))
      await client.query(`ALTER ROLE mocua_app IN DATABASE ${thisDatabase()} SET ${name} = ${value}`)
  })
}

const logFile = () => join(inject('postgres').dataDir, 'logs/postgres.log')
export const endOfLog = () => statSync(logFile()).size

function readLog(from: number): string {
  const file = openSync(logFile(), 'r')
  try {
    const bytes = Buffer.alloc(statSync(logFile()).size - from)
    readSync(file, bytes, 0, bytes.length, from)
    return bytes.toString('utf8')
  } finally {
    closeSync(file)
  }
}

/** The statements since a place in the log. An entry is a line that ends in "plan:" and the indented lines behind it. */
export async function explainedSince(from: number): Promise<Explained[]> {
  // the server answers before it has written
  await wait(20)
  const found: Explained[] = []
  for (const [, entry = ''] of readLog(from).matchAll(/ plan:\n((?:\t.*\n)+)/g)) {
    const { 'Query Text': text, 'Query Parameters': written, Plan: plan } = explainedSchema.parse(JSON.parse(entry))
    found.push({ text, parameters: parametersOf(written), plan })
  }
  return found
}

export function* nodesOf(plan: Plan): Generator<Plan> {
  yield plan
  for (const child of plan.Plans ?? []) yield* nodesOf(child)
}
