/**
 * How large a version may be. The largest real one has 20 steps, 5 outcomes, 1 block, 7 cases, 8 fees and 7 papers; these are about ten times
 * as much. They keep what is read in memory small, and what `verify` does with it below a minute, whoever wrote the file.
 */
export const BOUNDS = {
  steps: 200,
  outcomes: 20,
  blocks: 20,
  branches: 20,
  /** Members who are asked by name of the version; those who are chosen are bounded by `chosen.max`. */
  members: 100,
  cases: 50,
  fees: 100,
  papers: 200,
  results: 50,
  /** Short lists: checks, answers, forms, reasons, notes. */
  list: 200,
  /** Characters of a whole file or of one question to the tool. */
  characters: 1_000_000,
} as const
