import type { MachineEvent } from '../dossier/events.ts'
import type { Facts } from '../dossier/state.ts'
import type { Told } from './explore-view.ts'
import { WORDS } from './finding-words.ts'

export type Rule = keyof typeof WORDS
export const RULES = Object.keys(WORDS) as Rule[]

export interface Finding {
  rule: Rule
  /** A step or a block; a state of the shell when it lies in none of the steps; null: the version as a whole. */
  step: string | null
  /** What `$1`, `$2` stand for: mostly the word that is wrong. */
  words: readonly string[]
  /** The shortest way that shows it; where nothing has to run to see it, the shortest way to the step. */
  path: MachineEvent[]
  /** What the server told with each event of the path: `advance` with both goes the same way again. */
  facts: Facts[]
  /** What is wrong, and what to change. */
  vi: string
  en: string
}

const MAX_WORD = 200

export function finding(rule: Rule, step: string | null, words: readonly string[] = [], path: readonly Told[] = []): Finding {
  const fill = (sentence: string) =>
    sentence.replaceAll(/\$(\d)/g, (whole, index) => words[Number(index) - 1]?.slice(0, MAX_WORD) ?? whole)
  const say = ([wrong, remedy]: readonly [string, string], change: string) => `${fill(wrong)}. ${change}: ${remedy}.`
  const [vi, en] = WORDS[rule]
  return {
    rule,
    step,
    words,
    path: path.map(({ event }) => event),
    facts: path.map(({ facts }) => facts),
    vi: say(vi, 'Cách sửa'),
    en: say(en, 'To change'),
  }
}
