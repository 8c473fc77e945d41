import type { Members, ProcedureDefinition, Step } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import { limitMinutes } from './limit-chain.ts'

/** How many are asked whatever the answers of the form are, and how many can be. */
function numbers({ fixed, chosen }: Members): { sure: number; reachable: number } {
  const unconditional = fixed.filter(({ when }) => when === undefined).length
  const sure = unconditional + (chosen?.min ?? 0)
  return { sure, reachable: chosen?.addLater ? unconditional + chosen.max : sure }
}

function faultsOf(kind: Step['kind'], members: Members): string[] {
  const { fixed, chosen, join } = members
  const { sure, reachable } = numbers(members)
  const faults: string[] = []
  if (chosen && chosen.min > chosen.max) faults.push('ít nhất nhiều hơn nhiều nhất / the least is more than the most')
  if (fixed.length === 0 && (chosen?.max ?? 0) === 0) faults.push('không hỏi ai / nobody is asked')
  if (join.type === 'all' && fixed.length === 0 && sure === 0) faults.push('có thể không hỏi ai / perhaps nobody is asked')
  if (join.type === 'any' && reachable === 0) faults.push('có thể không ai trả lời / perhaps nobody answers')
  if (join.type === 'atLeast' && join.n > reachable)
    faults.push(`cần ${join.n} ý kiến nhưng có thể chỉ hỏi ${reachable} / wants ${join.n} answers, may ask only ${reachable}`)
  if (kind === 'council' && (fixed.length > 0 || chosen?.from !== 'own'))
    faults.push('thành viên hội đồng phải chọn đích danh trong cơ quan / a council chooses its members by name in the agency')
  return faults
}

/** Who is asked, how many, and in what time. */
export function memberFindings({ steps }: ProcedureDefinition): Finding[] {
  return steps.flatMap(({ id, kind, members, limit }) => {
    if (!members) return []
    const own = limit === null ? null : limitMinutes(limit)
    const limits = [members.limit, ...members.fixed.map((member) => member.limit)].flatMap((each) => each ?? [])
    const longest = Math.max(0, ...limits.map(limitMinutes))
    return [
      ...faultsOf(kind, members).map((fault) => finding('members', id, [fault])),
      ...(own !== null && longest > own ? [finding('memberLimit', id, [String(longest), String(own)])] : []),
      ...(members.silence === 'consents' && limits.length === 0 ? [finding('silenceWithoutLimit', id)] : []),
    ]
  })
}

/** A step in which silence is an answer has a limit, and the answer is one of its own that decides nothing. */
export function consentFindings({ steps }: ProcedureDefinition): Finding[] {
  return steps.flatMap(({ id, whenLate, lateOutcome, limit, outcomes }) => {
    if (whenLate !== 'consent') return lateOutcome === undefined ? [] : [finding('lateOutcome', id, [lateOutcome])]
    const outcome = outcomes.find((each) => each.id === lateOutcome)
    if (!outcome || outcome.back || outcome.decision !== undefined) return [finding('lateOutcome', id, [lateOutcome ?? '–'])]
    return limit === null ? [finding('silenceWithoutLimit', id)] : []
  })
}
