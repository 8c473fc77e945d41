/** Every foreseen failure has a code; screens say it in both languages under `errors.<code>`, so the list is closed. */
export type DomainErrorCode =
  | 'EVENT_NOT_ALLOWED'
  | 'STATE_UNKNOWN'
  | 'DOSSIER_SET_ASIDE'
  | 'UPGRADE_IMPOSSIBLE'
  | 'DEFINITION_INVALID'
  | 'DEFINITION_REFUSED'
  | 'VERSION_TAKEN'
  | 'VERSION_OVERLAPS'
  | 'CALENDAR_UNKNOWN'
  | 'CALENDAR_INVALID'
  | 'CALENDAR_CHANGED_MEANWHILE'
  | 'LIMIT_INVALID'
  | 'TIME_INVALID'
  | 'FORM_INVALID'
  | 'FEE_UNKNOWN'
  | 'NOT_PERMITTED'
  | 'NOT_FOUND'
  | 'NOT_SIGNED_IN'
  | 'DOSSIER_CHANGED_MEANWHILE'
  | 'REQUEST_ID_REUSED'
  | 'DRAFT_CHANGED_MEANWHILE'
  | 'DRAFT_EXPIRED'
  | 'NOT_ELIGIBLE'
  | 'FORM_RENEWED'
  | 'FILE_TYPE_REFUSED'
  | 'FILE_TOO_LARGE'
  | 'FILE_EMPTY'
  | 'FILE_NOT_READY'
  | 'PAPERS_MISSING'
  | 'ORIGINALS_NOT_SEEN'
  | 'PROCEDURE_NOT_ONLINE'
  | 'PROCEDURE_UNKNOWN'
  | 'VERSION_NOT_EFFECTIVE'
  | 'FEES_NOT_SETTLED'
  | 'PAYMENT_MISMATCH'
  | 'PAYMENT_UNKNOWN'
  | 'PAYMENT_ALREADY_SETTLED'
  | 'SIGNATURE_INVALID'
  | 'LINK_EXPIRED'
  | 'LINK_REPLAYED'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'SIGN_IN_FAILED'
  | 'ACCOUNT_LOCKED'
  | 'SESSION_ENDED'
  | 'PARTNER_UNAVAILABLE'
  | 'PARTNER_REFUSED'
  | 'NOT_DEMO'
  | 'INPUT_INVALID'
  | 'INTERNAL'

export type DomainErrorDetails = Record<string, unknown>

/** `message` is for logs only and holds ids and codes, never personal data; people read the words behind `code`. */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly details: DomainErrorDetails

  constructor(code: DomainErrorCode, logMessage: string, details: DomainErrorDetails = {}) {
    super(logMessage)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}
