import type { Block, ProcedureDefinition, Step } from '../procedure/definition.ts'
import { isOwed, lastDone, openStepWorks } from './reading.ts'
import type { DossierContext } from './state.ts'
import type { Rename } from './upgrade-names.ts'

export interface UpgradeFault {
  rule:
    | 'otherProcedure'
    | 'earlierShell'
    | 'unknownName'
    | 'stepMissing'
    | 'otherKind'
    | 'notInCase'
    | 'otherPlace'
    | 'mergedSteps'
    | 'newBranch'
    | 'memberMissing'
    | 'fourEyes'
    | 'caseMissing'
    | 'feeMissing'
  /** What it is about, by its name in the version that the dossier leaves. */
  id: string
}

interface Move {
  from: ProcedureDefinition
  to: ProcedureDefinition
  context: DossierContext
  map: Readonly<Record<string, string>>
  rename: Rename
}

const stepOf = ({ steps }: ProcedureDefinition, id: string): Step | undefined => steps.find((step) => step.id === id)
const idsOf = ({ steps, blocks }: ProcedureDefinition): string[] => [...steps, ...blocks].map(({ id }) => id)
const placeOf = ({ blocks }: ProcedureDefinition, step: string) =>
  blocks.flatMap((block) => block.branches.map((branch) => ({ block, branch }))).find(({ branch }) => branch.steps.includes(step))

/** A name that leads nowhere is a typing error, and would lose a step without a word. */
function unknownNames({ from, to, map }: Move): UpgradeFault[] {
  const known = { from: idsOf(from), to: idsOf(to) }
  return Object.entries(map)
    .filter(([old, now]) => !known.from.includes(old) || !known.to.includes(now))
    .map(([id]) => ({ rule: 'unknownName', id }))
}

/** A step inside a block goes on only beside the same branches: what runs side by side is never half entered. */
function isElsewhere({ from, to, rename }: Move, step: string): boolean {
  const here = placeOf(from, step)
  const there = placeOf(to, rename(step))
  if (!here || !there) return here !== there
  return rename(here.block.id) !== there.block.id
}

function branchesWithoutPast({ from, rename }: Move, block: Block, now: Block): boolean {
  const past = block.branches.flatMap(({ steps }) => steps.map(rename))
  return from.blocks.includes(block) && now.branches.some(({ steps }) => !steps.some((step) => past.includes(step)))
}

function openSteps(move: Move): UpgradeFault[] {
  const { from, to, context, rename } = move
  const open = [...new Set(openStepWorks(context).map(({ step }) => step))]
  const faults = open.flatMap((id): UpgradeFault[] => {
    const [before, now] = [stepOf(from, id), stepOf(to, rename(id))]
    if (!now) return [{ rule: 'stepMissing', id }]
    const found: UpgradeFault['rule'][] = []
    if (now.kind !== before?.kind) found.push('otherKind')
    if (now.onlyIn && !now.onlyIn.some((code) => code === context.caseCode)) found.push('notInCase')
    if (isElsewhere(move, id)) found.push('otherPlace')
    const asked = context.opinions.filter(
      ({ status, workId }) => status === 'OPEN' && context.work.some((work) => work.workId === workId && work.step === id),
    )
    const wasFixed = (member: string) => before?.members?.fixed.some((each) => each.id === member)
    const isFixed = (member: string) => now.members?.fixed.some((each) => each.id === member)
    if (asked.some(({ member }) => wasFixed(member) && !isFixed(member))) found.push('memberMissing')
    const [block, newBlock] = [placeOf(from, id)?.block, placeOf(to, now.id)?.block]
    if (block && newBlock && branchesWithoutPast(move, block, newBlock)) found.push('newBranch')
    return found.map((rule) => ({ rule, id }))
  })
  const branchOf = (id: string) => placeOf(to, rename(id))?.branch
  const isMerged = (id: string, other: string) =>
    rename(other) === rename(id) || (branchOf(id) && branchOf(other) === branchOf(id))
  const merged = open.filter((id) => open.some((other) => other !== id && isMerged(id, other)))
  return [...faults, ...merged.map((id): UpgradeFault => ({ rule: 'mergedSteps', id }))]
}

/** What was done and still decides who may do what else has to be known by its name. */
function doneSteps({ from, to, context, rename }: Move): UpgradeFault[] {
  const named = from.steps.flatMap(({ performer }) => [performer.sameAs ?? [], performer.notSameAs ?? []].flat())
  return [...new Set(context.work.map(({ step }) => step))].flatMap((id): UpgradeFault[] => {
    const before = stepOf(from, id)
    const now = stepOf(to, rename(id))
    if (!before || !lastDone(context, id)) return []
    if (now) return now.kind === before.kind ? [] : [{ rule: 'otherKind', id }]
    return named.includes(id) ? [{ rule: 'fourEyes', id }] : []
  })
}

function caseAndFees({ to, context }: Move): UpgradeFault[] {
  const { caseCode, fees } = context
  const lost = fees.filter((fee) => isOwed(fee) && !to.fees.some(({ code }) => code === fee.code))
  return [
    ...(caseCode !== null && !to.cases.some(({ code }) => code === caseCode)
      ? [{ rule: 'caseMissing', id: caseCode } as const]
      : []),
    ...lost.map(({ code }) => ({ rule: 'feeMissing', id: code }) as const),
  ]
}

/** Everything that stands in the way of moving this dossier, not only the first: whoever writes the map wants to know it all. */
export function faultsOfMove(move: Move): UpgradeFault[] {
  if (move.from.code !== move.to.code) return [{ rule: 'otherProcedure', id: move.to.code }]
  const faults = [...unknownNames(move), ...openSteps(move), ...doneSteps(move), ...caseAndFees(move)]
  return faults.filter(({ rule, id }, index) => faults.findIndex((each) => each.rule === rule && each.id === id) === index)
}
