import { type CallContext, callJson, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'
import { type Question, type Resident, readAnswer, readResident, toQuestion } from './citizen.message.ts'

export interface RegisterSettings {
  url: string
  /** Under which this installation is known at the register. */
  code: string
  timeoutMs?: number
}

export interface ResidentRegister {
  /** What the register states of this person; null when it knows nobody of that name and number. */
  find(question: Question, context: CallContext): Promise<Resident | null>
}

/** Somebody waits for a page: what is not there by then is written by hand. */
const TIMEOUT_MS = 3_000
const MAX_ANSWER_BYTES = 256 * 1024
const FOUND = '0'
const NOT_FOUND = '01'
const BUSY = '99'

/** The national resident database (Cơ sở dữ liệu quốc gia về dân cư): asked, never written. */
export function createResidentRegister({ url, code, timeoutMs = TIMEOUT_MS }: RegisterSettings): ResidentRegister {
  return {
    find: (question, context) =>
      noted(context, { system: 'RESIDENT', service: 'TraCuuCongDan' }, async () => {
        const answer = readAnswer(
          await callJson({
            url: `${url}/tra-cuu`,
            body: JSON.stringify(toQuestion(question, code)),
            headers: { 'content-type': 'application/json; charset=utf-8' },
            timeoutMs,
            maxBytes: MAX_ANSWER_BYTES,
            signal: context.signal,
          }),
        )
        if (!answer) throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'the answer has no code')
        if (answer.code === NOT_FOUND) return null
        // its words may quote the person: the code is enough for a log
        if (answer.code !== FOUND)
          throw new PartnerFault(answer.code === BUSY ? 'BUSY' : 'REFUSED', answer.code, `refused with ${answer.code}`)
        const resident = readResident(answer.message)
        if (!resident) throw new PartnerFault('AMBIGUOUS', 'UNREADABLE', 'the answer holds no person')
        // an answer about somebody else must never reach a form
        if (resident.personalId !== question.personalId)
          throw new PartnerFault('REFUSED', 'OTHER_PERSON', 'the answer speaks of another person')
        return resident
      }),
  }
}
