import { type FormIssue, validate } from '../../form/validate.ts'
import { type Answers, type Filed, procedure } from './filed.test-support.ts'

/** Offices of other agencies are asked, by their codes: `H24.12` answers as the member `h24-12`. */
export function askAgencies(filed: Filed, step: string, agencies: readonly string[]): void {
  const chosen = filed.definition.steps.find(({ id }) => id === step)?.members?.chosen
  if (!chosen) throw new Error(`nobody can be chosen in ${step}`)
  const { role, unitKind } = chosen
  const members = agencies.map((agency) => ({
    member: memberOf(agency),
    performer: { role, unitKind, agency },
  }))
  filed.tell({ type: 'ASK_OPINION', workId: filed.workOf(step), members }, 'officer')
}
const memberOf = (agency: string) => agency.toLowerCase().replace('.', '-')

/** Colleagues are asked by their accounts. */
export function convene(filed: Filed, step: string, accounts: readonly string[]): void {
  const members = accounts.map((accountId) => ({ member: accountId, accountId }))
  filed.tell({ type: 'ASK_OPINION', workId: filed.workOf(step), members }, 'officer')
}

export function answers(filed: Filed, step: string, given: Readonly<Record<string, string>>): void {
  for (const [name, answer] of Object.entries(given))
    filed.tell({ type: 'GIVE_OPINION', workId: filed.workOf(step), member: memberOf(name), answer, dataRef: 'opinion' }, name)
}

/** What the form says about one field, on Monday 23 November 2026. */
export function complaints(code: string, given: Answers, field: string): FormIssue['messageVi'][] {
  const facts = { today: '2026-11-23', receivedOn: '2026-11-23', channel: 'online', place: '31' }
  return validate(procedure(code).form, { ...given }, facts)
    .issues.filter(({ path }) => path === field)
    .map(({ messageVi, messageKey }) => messageVi ?? messageKey)
}
