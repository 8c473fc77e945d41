import type { RegisterRow } from './register.repository.ts'
import type { RegisterFacts } from './register-row.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export const factsOf = (row: RegisterRow): RegisterFacts => ({
  ...row,
  receivedAt: iso(row.receivedAt),
  promisedAt: iso(row.promisedAt),
  handedOverAt: iso(row.handedOverAt),
  resultAt: iso(row.resultAt),
  returnedAt: iso(row.returnedAt),
})
