import { z } from 'zod'
import { closeSubOf, openSubDossier } from '../dossier/sub-commands.ts'
import { type Delivery, delivered, type OutboxLine } from './outbox-line.ts'

const openSchema = z.object({ subDossierId: z.string() })
const endSchema = z.object({ parentId: z.string(), outcome: z.string() })

/** Between a dossier and one that it asked for: opened once, and its end told once, however often a worker tries. */
export async function deliverSub(line: OutboxLine): Promise<Delivery> {
  if (line.type === 'openSub') {
    const { subDossierId } = openSchema.parse(line.payload)
    await openSubDossier(line.dossierId, subDossierId)
    return delivered
  }
  const { parentId, outcome } = endSchema.parse(line.payload)
  await closeSubOf(parentId, line.dossierId, outcome)
  return delivered
}
