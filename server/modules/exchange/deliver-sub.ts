import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { codeOf } from '../dossier/dossier.repository.ts'
import { closeSubOf, openSubDossier } from '../dossier/sub-commands.ts'
import { type Delivery, delivered, type OutboxLine } from './outbox-line.ts'

const openSchema = z.object({ subDossierId: z.string() })
const endSchema = z.object({ parentId: z.string(), outcome: z.string() })

const codeOrFault = async (id: string): Promise<string> => {
  const code = await codeOf(id)
  if (!code) throw new DomainError('NOT_FOUND', `no dossier ${id}`)
  return code
}

/** Between a dossier and one that it asked for: opened once, and its end told once, however often a worker tries. */
export async function deliverSub(line: OutboxLine): Promise<Delivery> {
  if (line.type === 'openSub') {
    const { subDossierId } = openSchema.parse(line.payload)
    await openSubDossier(await codeOrFault(line.dossierId), subDossierId)
    return delivered
  }
  const { parentId, outcome } = endSchema.parse(line.payload)
  await closeSubOf(await codeOrFault(parentId), line.dossierId, outcome)
  return delivered
}
