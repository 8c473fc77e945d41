import { PartnerFault } from './partner-fault.ts'

/** What is written down about a call: never its content. */
export interface CallNote {
  system: 'PORTAL' | 'PAYMENT' | 'MAIL' | 'RESIDENT' | 'SMS' | 'ZALO' | 'PUSH'
  direction: 'IN' | 'OUT'
  service: string
  durationMs: number
  outcome: 'OK' | 'REFUSED' | 'UNAVAILABLE'
  errorCode: string | null
  message: string | null
}

/** Given with every call: when to give up, and who writes the log. */
export interface CallContext {
  signal: AbortSignal
  note: (entry: CallNote) => Promise<void>
}

export interface PartnerCall {
  url: string
  body?: string
  headers?: Record<string, string>
  /** Media type that the answer must have. */
  accept: string
  timeoutMs: number
  maxBytes: number
  signal: AbortSignal
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null
  if (cause instanceof AggregateError) return causeCode(new Error('', { cause: cause.errors[0] }))
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}

/** What a failed fetch means for whoever wants to send again. */
export function faultOf(error: unknown): PartnerFault {
  if (error instanceof PartnerFault) return error
  const code = causeCode(error)
  if (NEVER_SENT.has(code)) return new PartnerFault('UNREACHABLE', code, `not reachable (${code})`)
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return new PartnerFault('AMBIGUOUS', 'TIMEOUT', 'no answer in time')
  return new PartnerFault('AMBIGUOUS', code || 'BROKEN', `the connection broke (${code || 'unknown cause'})`)
}

async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw new PartnerFault('AMBIGUOUS', 'ANSWER_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`)
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    // leaving the loop cancels the stream: a partner cannot fill our memory
    if (size > maxBytes) throw new PartnerFault('AMBIGUOUS', 'ANSWER_TOO_LARGE', `the answer is larger than ${maxBytes} bytes`)
    parts.push(part)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** One HTTP call to a partner: time and size limits, no redirects, the wanted media type only. Every failure is a PartnerFault. */
export async function callPartner(call: PartnerCall): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string }> {
  try {
    const response = await fetch(call.url, {
      method: call.body === undefined ? 'GET' : 'POST',
      body: call.body,
      headers: { accept: call.accept, ...call.headers },
      redirect: 'manual',
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      // the gateway of the partner says so before its application saw anything
      const kind = response.status === 429 || response.status === 503 ? 'BUSY' : 'AMBIGUOUS'
      throw new PartnerFault(kind, `HTTP_${response.status}`, `answered with HTTP ${response.status}`)
    }
    const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const bytes = await readLimited(response, call.maxBytes)
    return { bytes, contentType }
  } catch (error) {
    throw faultOf(error)
  }
}

/** The same for JSON in UTF-8. */
export async function callJson(call: Omit<PartnerCall, 'accept'>): Promise<unknown> {
  const { bytes, contentType } = await callPartner({ ...call, accept: 'application/json' })
  if (contentType !== 'application/json')
    throw new PartnerFault(
      'AMBIGUOUS',
      'NOT_JSON',
      `answered with ${contentType.slice(0, 60) || 'no media type'} instead of JSON`,
    )
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new PartnerFault('AMBIGUOUS', 'NOT_JSON', 'the answer is not JSON in UTF-8')
    throw error
  }
}

/** Measures a call and writes it down, whatever comes of it. */
export async function noted<T>(
  context: CallContext,
  about: Pick<CallNote, 'system' | 'service'>,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now()
  const entry = (outcome: CallNote['outcome'], errorCode: string | null, message: string | null): CallNote => ({
    ...about,
    direction: 'OUT',
    durationMs: Math.round(performance.now() - started),
    outcome,
    errorCode,
    message,
  })
  try {
    const result = await work()
    await context.note(entry('OK', null, null))
    return result
  } catch (error) {
    if (error instanceof PartnerFault)
      await context.note(entry(error.kind === 'REFUSED' ? 'REFUSED' : 'UNAVAILABLE', error.code, error.message))
    throw error
  }
}
