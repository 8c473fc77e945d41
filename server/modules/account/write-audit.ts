import { type AuditNote, insertAudit, insertReading, readingsOf } from './audit.repository.ts'

/** Who read or tried what, outside the chain of a dossier. A note that cannot be written fails the act that it is about. */
export const writeAudit = (note: AuditNote): Promise<void> => insertAudit(note)

/** The same for what staff read of a dossier; the applicant sees it. */
export const noteReading = (note: AuditNote): Promise<void> => insertReading(note)

/** A page of those notes. */
export const listReadings: typeof readingsOf = (dossier, after, take) => readingsOf(dossier, after, take)
