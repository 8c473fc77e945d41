import type { Mutation } from './machine-parts.ts'

/** Why a mutant may live: what it changes makes no difference that a version could be blamed for. Checked: a reason that explains nothing is a fault. */
export interface Reason {
  id: string
  why: string
  explains: (mutation: Mutation) => boolean
}

export const REASONS: readonly Reason[] = []
