import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { say } from '#server/tools/console.ts'
import { type BenchOptions, type Company, type Measure, median } from '#server/tools/measure.ts'
import { asProcessEnv, type Environment, pinnedNode, projectRoot } from '#server/tools/project.ts'
import { type Answered, answeredSchema } from './answered.ts'
import { makePopulation, type Population, startPopulation } from './population.ts'

// How much more a question costs when there are a hundred times as many dossiers (quick: ten times). Each question is asked of both databases
// in turn; what counts is the processor time of one answer, of the asking process and of the database server together.

class Asker {
  readonly #child: ChildProcess
  readonly #ended: Promise<never>

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the asking process ended with ${code}`)
    })
    // whoever waits for an answer hears of it
    this.#ended.catch(() => undefined)
  }

  static async start(environment: Environment): Promise<Asker> {
    const child = spawn(
      pinnedNode,
      [join(projectRoot, 'server/tools/run.mjs'), join(projectRoot, 'tests/bench/growth-child.ts')],
      { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: asProcessEnv(environment) },
    )
    const asker = new Asker(child)
    await asker.#answer()
    return asker
  }

  async #answer(): Promise<unknown> {
    const [message] = await Promise.race([once(this.#child, 'message'), this.#ended])
    return message
  }

  async ask(question: string, ms: number): Promise<Answered> {
    this.#child.send({ question, ms })
    return answeredSchema.parse(await this.#answer())
  }

  async stop(): Promise<void> {
    this.#child.disconnect()
    await this.#ended.catch(() => undefined)
  }
}

interface Pair {
  small: Answered
  large: Answered
}

const QUESTIONS = ['inbox', 'deep', 'track', 'search', 'counters', 'register', 'mine', 'change'] as const
type Question = (typeof QUESTIONS)[number]

async function askAll({ small, large }: Population, { quick }: BenchOptions): Promise<Map<Question, Pair[]>> {
  const [few, many] = [await Asker.start(small), await Asker.start(large)]
  const [rounds, ms] = quick ? [3, 100] : [5, 600]
  const answers = new Map<Question, Pair[]>()
  try {
    for (const question of QUESTIONS) {
      const pairs: Pair[] = []
      for (const asker of [few, many]) await asker.ask(question, quick ? 100 : 1_000)
      for (let round = 0; round < rounds; round += 1)
        pairs.push({ small: await few.ask(question, ms), large: await many.ask(question, ms) })
      answers.set(question, pairs)
    }
  } finally {
    await few.stop()
    await many.stop()
  }
  return answers
}

let asked: Promise<Map<Question, Pair[]>> | null = null

/** Asked once; all figures are read off the same answers. */
function answersOf(options: BenchOptions): Promise<Map<Question, Pair[]>> {
  asked ??= (async () => {
    const population = await startPopulation(options)
    try {
      const answers = await askAll(population, options)
      for (const [question, pairs] of answers) say(`      ${question}: ${line(pairs, 'small')} → ${line(pairs, 'large')}`)
      return answers
    } finally {
      await population.stop()
    }
  })()
  return asked
}

const msEach = ({ nodeMs, postgresMs, count }: Answered) => (nodeMs + postgresMs) / count
const quantile = (pairs: readonly Pair[], side: keyof Pair, share: number) => {
  const all = pairs.flatMap((pair) => pair[side].wallMs).toSorted((a, b) => a - b)
  return all[Math.floor(all.length * share)] ?? Number.NaN
}
const line = (pairs: readonly Pair[], side: keyof Pair) =>
  `${median(pairs.map((pair) => pair[side].nodeMs / pair[side].count)).toFixed(2)} + ${median(pairs.map((pair) => pair[side].postgresMs / pair[side].count)).toFixed(2)} ms, p95 ${quantile(pairs, side, 0.95).toFixed(1)} ms`

const pairsOf = async (question: Question, options: BenchOptions) => (await answersOf(options)).get(question) ?? []
const growth = (question: Question) => async (options: BenchOptions) =>
  median((await pairsOf(question, options)).map(({ small, large }) => msEach(large) / msEach(small)))
const p95 = (question: Question) => async (options: BenchOptions) => quantile(await pairsOf(question, options), 'large', 0.95)

const MANY = 'a million dossiers against ten thousand (quick: ten thousand against one thousand; --large: ten million)'

/** Processor time of both sides, in turn. */
export const company: Company = 'guest'
/** The million, once. */
export const make = makePopulation

export const measures: Measure[] = [
  {
    id: 'P9',
    title: `first page of an officer's inbox, with the permission filter: ${MANY}, processor time of both sides`,
    unit: 'x',
    ceiling: 4,
    goal: 3,
    run: growth('inbox'),
  },
  {
    id: 'P9a',
    title: 'a page deep in the inbox against its first page, both among the many dossiers',
    unit: 'x',
    ceiling: 1.2,
    run: async (options) => {
      const [first, deep] = [await pairsOf('inbox', options), await pairsOf('deep', options)]
      return median(deep.map(({ large }, n) => msEach(large) / msEach(first[n]?.large ?? large)))
    },
  },
  { id: 'P10', title: 'tracking by code and secret: many against few', unit: 'x', ceiling: 5, goal: 3, run: growth('track') },
  {
    id: 'P11',
    title: 'search for the name of a person without accents, by the desk of a ward: many against few',
    unit: 'x',
    ceiling: 60,
    goal: 20,
    run: growth('search'),
  },
  { id: 'P11a', title: 'the same: 95 of 100 answers among many come within (wanted: below 100)', unit: 'ms', run: p95('search') },
  { id: 'P12', title: 'counters of a unit: many against few', unit: 'x', ceiling: 5, goal: 2, run: growth('counters') },
  {
    id: 'P12a',
    title: 'register of a month, a page behind the first: many against few',
    unit: 'x',
    ceiling: 5,
    goal: 3,
    run: growth('register'),
  },
  { id: 'P12b', title: "a citizen's own dossiers: many against few", unit: 'x', ceiling: 5, goal: 2, run: growth('mine') },
  {
    id: 'P19',
    title: 'changes through the door (claim and release): as many per processor second among many as among few',
    unit: 'x',
    floor: 0.6,
    goal: 0.8,
    run: async (options) => 1 / (await growth('change')(options)),
  },
]
