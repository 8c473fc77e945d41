import { holds } from './condition.ts'
import type { Answers, FormFacts } from './validate.ts'

/** The first case whose condition holds; null when none does (a definition ends with a case that always holds). */
export function caseOf<Case extends { when: string }>(
  cases: readonly Case[],
  answers: Answers,
  facts: Partial<FormFacts> & Record<string, unknown>,
): Case | null {
  return cases.find(({ when }) => holds(when, { ...facts, ...answers })) ?? null
}
