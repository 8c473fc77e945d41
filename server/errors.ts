import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { ZodError } from 'zod'
import { DomainError, type DomainErrorCode, type DomainErrorDetails } from '#workflows/domain-error.ts'

type TrpcCode = TRPCError['code']

/** 403 is "not you", 409 is "not now", 412 is "something is missing first"; a new code without a line here does not compile. */
const trpcCodes: Record<DomainErrorCode, TrpcCode> = {
  EVENT_NOT_ALLOWED: 'CONFLICT',
  STATE_UNKNOWN: 'INTERNAL_SERVER_ERROR',
  UPGRADE_IMPOSSIBLE: 'CONFLICT',
  DOSSIER_SET_ASIDE: 'CONFLICT',
  DEFINITION_INVALID: 'INTERNAL_SERVER_ERROR',
  DEFINITION_REFUSED: 'BAD_REQUEST',
  VERSION_TAKEN: 'CONFLICT',
  VERSION_OVERLAPS: 'CONFLICT',
  CALENDAR_UNKNOWN: 'PRECONDITION_FAILED',
  CALENDAR_INVALID: 'INTERNAL_SERVER_ERROR',
  CALENDAR_CHANGED_MEANWHILE: 'CONFLICT',
  LIMIT_INVALID: 'BAD_REQUEST',
  TIME_INVALID: 'BAD_REQUEST',
  FORM_INVALID: 'BAD_REQUEST',
  FEE_UNKNOWN: 'PRECONDITION_FAILED',
  NOT_PERMITTED: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  DOSSIER_CHANGED_MEANWHILE: 'CONFLICT',
  REQUEST_ID_REUSED: 'CONFLICT',
  DRAFT_CHANGED_MEANWHILE: 'CONFLICT',
  DRAFT_EXPIRED: 'CONFLICT',
  NOT_ELIGIBLE: 'CONFLICT',
  FORM_RENEWED: 'CONFLICT',
  FILE_TYPE_REFUSED: 'UNSUPPORTED_MEDIA_TYPE',
  FILE_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FILE_EMPTY: 'BAD_REQUEST',
  FILE_NOT_READY: 'CONFLICT',
  PAPERS_MISSING: 'PRECONDITION_FAILED',
  ORIGINALS_NOT_SEEN: 'PRECONDITION_FAILED',
  PROCEDURE_NOT_ONLINE: 'CONFLICT',
  PROCEDURE_UNKNOWN: 'NOT_FOUND',
  VERSION_NOT_EFFECTIVE: 'CONFLICT',
  FEES_NOT_SETTLED: 'CONFLICT',
  PAYMENT_MISMATCH: 'CONFLICT',
  PAYMENT_UNKNOWN: 'NOT_FOUND',
  PAYMENT_ALREADY_SETTLED: 'CONFLICT',
  SIGNATURE_INVALID: 'UNAUTHORIZED',
  LINK_EXPIRED: 'UNAUTHORIZED',
  LINK_REPLAYED: 'CONFLICT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  OVERLOADED: 'SERVICE_UNAVAILABLE',
  SIGN_IN_FAILED: 'UNAUTHORIZED',
  ACCOUNT_LOCKED: 'TOO_MANY_REQUESTS',
  SESSION_ENDED: 'UNAUTHORIZED',
  PARTNER_UNAVAILABLE: 'BAD_GATEWAY',
  PARTNER_REFUSED: 'BAD_GATEWAY',
  NOT_DEMO: 'FORBIDDEN',
  INPUT_INVALID: 'BAD_REQUEST',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
}

/** Faults found by tRPC itself before any endpoint runs. */
const domainCodes: Partial<Record<TrpcCode, DomainErrorCode>> = {
  NOT_FOUND: 'NOT_FOUND',
  BAD_REQUEST: 'INPUT_INVALID',
  PARSE_ERROR: 'INPUT_INVALID',
  METHOD_NOT_SUPPORTED: 'INPUT_INVALID',
  UNSUPPORTED_MEDIA_TYPE: 'INPUT_INVALID',
  PAYLOAD_TOO_LARGE: 'INPUT_INVALID',
  UNAUTHORIZED: 'NOT_SIGNED_IN',
  FORBIDDEN: 'NOT_PERMITTED',
  TOO_MANY_REQUESTS: 'RATE_LIMITED',
  SERVICE_UNAVAILABLE: 'OVERLOADED',
}

export interface Fault {
  code: DomainErrorCode
  details?: DomainErrorDetails
}

const messageKey = /^[a-z][a-zA-Z]*(\.[a-zA-Z]+)+$/

/** Faults by dotted path; only message keys leave the server, zod's English sentences do not. */
export function fieldErrorsOf(error: ZodError): Record<string, string[]> {
  const byPath: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.')
    byPath[path] = [...(byPath[path] ?? []), messageKey.test(issue.message) ? issue.message : 'input.invalid']
  }
  return byPath
}

/** Given up by the database (too slow, no lock, too many connections), or no connection was free in time: better later than now. */
const BUSY_STATES = ['57014', '55P03', '53300', '57P03']

/** What the pool says when none is free in time, and when a new one takes too long. */
const NO_CONNECTION = ['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout']

function isDatabaseBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && typeof error.code === 'string' && BUSY_STATES.includes(error.code)) return true
  if (error instanceof Error && NO_CONNECTION.includes(error.message)) return true
  // Prisma keeps what the driver said below its own code
  const places = ['meta', 'driverAdapterError', 'cause'] as const
  return places.some((place) => place in error && isDatabaseBusy(Reflect.get(error, place)))
}

export function faultOf(error: unknown): Fault {
  if (isDatabaseBusy(error)) return { code: 'OVERLOADED' }
  if (error instanceof DomainError) return { code: error.code, details: error.details }
  if (!(error instanceof TRPCError)) return { code: 'INTERNAL' }
  if (error.cause instanceof DomainError) return { code: error.cause.code, details: error.cause.details }
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError)
    return { code: 'INPUT_INVALID', details: { fieldErrors: fieldErrorsOf(error.cause) } }
  return { code: domainCodes[error.code] ?? 'INTERNAL' }
}

/** What leaves an endpoint: the cause carries code and details only, so that server components and browsers read the same. */
export function toTrpcError({ code, details }: Fault): TRPCError {
  return new TRPCError({ code: trpcCodes[code], message: code, cause: new DomainError(code, code, details) })
}

/** The HTTP status of a foreseen failure, for route handlers (files, callbacks) that speak no tRPC. */
export const httpStatusOf = (code: DomainErrorCode): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: trpcCodes[code] }))
