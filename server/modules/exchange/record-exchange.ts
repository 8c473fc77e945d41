import type { CallContext, CallNote } from '#server/adapters/partner-call.ts'
import { withoutPersonalData } from '#server/adapters/partner-fault.ts'
import { type ExchangeSubject, insertExchange } from './exchange-log.repository.ts'

/** One line in the log of exchanges for every call, in or out: who, what, how long, what came of it; never the content. */
export const recordExchange = (note: CallNote, about: ExchangeSubject | readonly ExchangeSubject[] | null): Promise<void> =>
  insertExchange({ ...note, message: note.message === null ? null : withoutPersonalData(note.message) }, [about].flat())

/** What an adapter needs beside the message itself. */
export const callContext = (about: ExchangeSubject | readonly ExchangeSubject[] | null, signal: AbortSignal): CallContext => ({
  signal,
  note: (note) => recordExchange(note, about),
})
