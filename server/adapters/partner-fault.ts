/**
 * How a call to a partner failed, and so what the sender may do next.
 * UNREACHABLE: nothing was sent. BUSY: answered that it did not take the message now. AMBIGUOUS: it may have been applied
 * (no answer, a broken or unreadable one), so ask before sending again. REFUSED: it will refuse the same message for ever.
 */
export type FaultKind = 'UNREACHABLE' | 'BUSY' | 'AMBIGUOUS' | 'REFUSED'

/** The message is for logs and operators: codes and field names, never a person's data. */
export class PartnerFault extends Error {
  readonly kind: FaultKind
  /** The partner's own error code, or a word of ours such as `HTTP_500`. */
  readonly code: string

  constructor(kind: FaultKind, code: string, message: string) {
    super(message)
    this.name = 'PartnerFault'
    this.kind = kind
    this.code = code
  }
}

/** Partners quote what they refuse; long digits (personal numbers, phones) and e-mail addresses do not belong into our logs. */
export const withoutPersonalData = (text: string) =>
  text
    .replace(/[\w.+-]+@[\w.-]+/g, '…@…')
    .replace(/(?<![\w.-])\d{9,}(?![\w-])/g, '…')
    .slice(0, 300)
