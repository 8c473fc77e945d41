import { DomainError } from '#workflows/domain-error.ts'
import { findInRegister } from './register.repository.ts'
import { factsOf } from './register-facts.ts'
import { REGISTER_COLUMNS, registerCells } from './register-row.ts'

/** The line of one dossier, alone: it is the first of its sheet. */
export async function registerLineOf({ homeAgencyId, id, code }: { homeAgencyId: string; id: string; code: string }) {
  const row = await findInRegister(homeAgencyId, id)
  if (!row) throw new DomainError('NOT_FOUND', `no dossier ${code}`)
  return { columns: REGISTER_COLUMNS, cells: registerCells(1, factsOf(row)) }
}
