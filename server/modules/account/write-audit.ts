import { type AuditNote, insertAudit } from './audit.repository.ts'

/** Who read or tried what, outside the chain of a dossier. A note that cannot be written fails the act that it is about. */
export const writeAudit = (note: AuditNote): Promise<void> => insertAudit(note)
