import { randomUUID } from 'node:crypto'
import type { StaffActor } from '#server/modules/account/actor.ts'
import { returnResult } from '#server/modules/dossier/desk-commands.ts'
import { claimWork, completeStep, openWork, releaseWork } from '#server/modules/dossier/work-commands.ts'

// What staff do with a household business from the hand-over to the returned result: eleven changes, fifteen when the leader sends it back once.

export type Change = (code: string) => Promise<unknown>

interface People {
  officer: StaffActor
  leader: StaffActor
  clerk: StaffActor
  desk: StaffActor
}

export function staffLives({ officer, leader, clerk, desk }: People): { plain: Change[]; sentBack: Change[] } {
  const opened = (actor: StaffActor, workId: string) => (code: string) =>
    openWork(actor, { code, workId, requestId: randomUUID() })
  const completed =
    (actor: StaffActor, workId: string, outcome: string, more: { data?: Record<string, unknown>; reason?: string } = {}) =>
    (code: string) =>
      completeStep(actor, { code, workId, outcome, requestId: randomUUID(), data: {}, checks: [], ...more })
  const taken = [
    (code: string) => claimWork(officer, { code, workId: 'check#1', requestId: randomUUID() }),
    (code: string) => releaseWork(officer, { code, workId: 'check#1', requestId: randomUUID() }),
    opened(officer, 'check#1'),
  ]
  const economy = (round: number) => [
    completed(officer, `check#${round}`, 'eligible'),
    completed(officer, `tax-code#${round}`, 'codeIssued', { data: { taxCode: '0201234567' } }),
    completed(officer, `draft#${round}`, 'forward'),
  ]
  const signed = (round: number) => [
    opened(leader, `sign#${round}`),
    completed(leader, `sign#${round}`, 'granted'),
    opened(clerk, 'issue#1'),
    completed(clerk, 'issue#1', 'issued'),
    (code: string) =>
      returnResult(desk, { code, requestId: randomUUID(), receiverName: 'Trần Văn Thử', originalsReturned: true }),
  ]
  const reason = 'Ngành nghề ghi chưa khớp với giấy tờ kèm theo, kiểm tra lại'
  return {
    plain: [...taken, ...economy(1), ...signed(1)],
    sentBack: [...taken, ...economy(1), completed(leader, 'sign#1', 'sendBack', { reason }), ...economy(2), ...signed(2)],
  }
}
