import type { Rule } from './findings.ts'

/** Told what is wrong, and where; the way there is known to whoever asked. */
export type Report = (rule: Rule, step: string | null, words: readonly string[]) => void
