import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '#workflows/catalogue/index.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { compile, type DossierMachine } from '#workflows/procedure/compile.ts'
import type { Finding } from '#workflows/procedure/findings.ts'
import { goAgain } from '#workflows/procedure/go-again.ts'
import { type Mutation, OPERATORS } from '#workflows/procedure/machine-parts.ts'
import { DEAD, REASONS } from '#workflows/procedure/mutant-reasons.ts'
import { mutate, mutationsOf } from '#workflows/procedure/mutants.ts'
import { verifyMachine } from '#workflows/procedure/verify.ts'
import { runTool, say } from './console.ts'
import { projectRoot } from './project.ts'

// `npm run verify:mutants [-- --all] [code]`: is the checker itself awake? Details in .out/mutants.json.

const isAll = process.argv.includes('--all')
const [only] = process.argv.slice(2).filter((name) => !name.startsWith('--'))
/** Of each operator in each version so many places, spread evenly and shifted from version to version. */
const EACH = 3

function chosen(mutations: readonly Mutation[], shift: number): Mutation[] {
  return OPERATORS.flatMap((operator) => {
    const all = mutations.filter((mutation) => mutation.operator === operator)
    if (isAll || all.length <= EACH) return all
    return Array.from({ length: EACH }, (_, index) => {
      const found = all[(shift * 7 + Math.floor((index * all.length) / EACH)) % all.length]
      return found ? [found] : []
    }).flat()
  })
}

interface Result {
  code: string
  operator: string
  place: string
  killed: boolean
  findings: string[]
  reason: string | null
}

/** Whether the way that the finding shows can be gone with the changed machine, through the only door. */
function isGoneAgain(machine: DossierMachine, found: Finding): boolean {
  try {
    goAgain(machine, found)
    return true
  } catch (error) {
    // A changed machine may lead to a state that cannot be stored: then the door says so in this way's last step.
    if (error instanceof DomainError && error.code === 'STATE_UNKNOWN') return true
    if (error instanceof DomainError) return false
    throw error
  }
}

await runTool(async () => {
  const begin = performance.now()
  const results: Result[] = []
  const dead = new Map<string, number>()
  /** Findings whose way cannot be gone again. */
  const lost: string[] = []
  for (const [index, definition] of catalogue.entries()) {
    if (only && definition.code !== only) continue
    const machine = compile(definition)
    const alive = mutationsOf(machine).filter((mutation) => {
      const reason = DEAD.find(({ explains }) => explains(mutation, definition))
      if (reason) dead.set(reason.id, 1 + (dead.get(reason.id) ?? 0))
      return reason === undefined
    })
    for (const mutation of chosen(alive, index)) {
      const isNamed = ({ step, words }: { step: string | null; words: readonly string[] }) =>
        (step !== null && mutation.steps.includes(step)) ||
        (mutation.steps.includes('dossier') && mutation.event !== null && words.includes(mutation.event))
      const changed = mutate(machine, mutation)
      const { findings } = verifyMachine(definition, changed, { isEnough: isNamed })
      const killer = findings.find(isNamed)
      const killed = killer !== undefined
      if (killer && !isGoneAgain(changed, killer))
        lost.push(`${definition.code} ${mutation.operator} ${mutation.place}: ${killer.rule} ${killer.step}`)
      const reason = killed ? null : (REASONS.find(({ explains }) => explains(mutation, definition))?.id ?? null)
      const { operator, place } = mutation
      results.push({
        code: definition.code,
        operator,
        place,
        killed,
        reason,
        findings: findings.slice(0, 5).map(({ rule, step }) => `${rule} ${step}`),
      })
    }
  }
  for (const operator of OPERATORS) {
    const own = results.filter((result) => result.operator === operator)
    say(`${operator.padEnd(20)} ${own.length} made, ${own.filter(({ killed }) => killed).length} found`)
  }
  const alive = results.filter(({ killed }) => !killed)
  for (const { code, operator, place, reason, findings } of alive)
    say(`  alive ${code} ${operator} ${place}: ${reason ?? `UNEXPLAINED ${findings.join(', ')}`}`)
  for (const { id, why } of REASONS) say(`  ${id}: ${why} (${alive.filter(({ reason }) => reason === id).length})`)
  for (const { id, why } of DEAD) say(`  not made, ${id}: ${why} (${dead.get(id) ?? 0} places)`)
  mkdirSync(join(projectRoot, '.out'), { recursive: true })
  writeFileSync(
    join(projectRoot, '.out/mutants.json'),
    `${JSON.stringify({ at: new Date().toISOString(), reasons: REASONS, lost, dead: DEAD.map(({ id, why }) => ({ id, why, places: dead.get(id) ?? 0 })), alive, results }, null, 1)}\n`,
  )
  for (const each of lost) say(`  not gone again ${each}`)
  const found = results.length - alive.length
  const unexplained = alive.filter(({ reason }) => reason === null).length
  const share = results.length === 0 ? 0 : found / results.length
  const idle = only ? [] : REASONS.filter(({ id }) => alive.every(({ reason }) => reason !== id))
  for (const { id } of idle) say(`the reason ${id} explains nothing: take it out`)
  say(`${(100 * share).toFixed(1)} % found in ${Math.round((performance.now() - begin) / 1_000)} s (.out/mutants.json)`)
  say(`mutants: ${results.length} made, ${found} found, ${unexplained} unexplained`)
  return unexplained === 0 && idle.length === 0 && lost.length === 0 && share >= 0.95 ? 0 : 1
})
