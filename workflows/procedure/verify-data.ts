import { DomainError } from '../domain-error.ts'
import { parseCondition } from '../form/condition.ts'
import { namesOf } from '../form/form.schema.ts'
import { conditionNames, conditionsOf, OPINION_FACTS } from './condition-context.ts'
import type { ProcedureCase, ProcedureDefinition, Step } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { limitMinutes, longestChain } from './limit-chain.ts'
import { STEP_KIND_RULES } from './steps/step-kinds.ts'
import { structureFaults } from './structure.ts'
import { conditionFindings } from './verify-conditions.ts'
import { endFindings } from './verify-ends.ts'
import { consentFindings, memberFindings } from './verify-members.ts'
import { fourEyes, performerFindings } from './verify-performers.ts'
import { resultFindings } from './verify-results.ts'

function references({ steps, cases, papers }: ProcedureDefinition, graph: StepGraph): Finding[] {
  const hasCase = (code: string) => cases.some((each) => each.code === code)
  const found = steps.flatMap(({ id, onlyIn }) =>
    (onlyIn ?? []).filter((code) => !hasCase(code)).map((code) => finding('caseUnknown', id, [code])),
  )
  for (const { id, performer, members } of steps) {
    const performers = [performer, ...(members?.fixed ?? []).map((member) => member.performer)]
    const named = performers.flatMap(({ sameAs, notSameAs }) => [sameAs, notSameAs])
    found.push(
      ...named
        .filter((name) => name !== undefined)
        .filter((name) => !graph.steps.has(name))
        .map((name) => finding('stepUnknown', id, [name])),
    )
  }
  for (const { stepLimits, dropPapers, requirePapers, addPapers } of cases) {
    const known = [...papers, ...addPapers].map(({ code }) => code)
    const lost = [...dropPapers, ...requirePapers].filter((code) => !known.includes(code))
    found.push(
      ...Object.keys(stepLimits)
        .filter((step) => !graph.steps.has(step))
        .map((step) => finding('stepUnknown', null, [step])),
      ...lost.map((code) => finding('paperUnknown', null, [code])),
    )
  }
  return found
}

function conditions(definition: ProcedureDefinition): Finding[] {
  const found: Finding[] = []
  const ofForm = namesOf(definition.form)
  const ofSteps = conditionNames(definition)
  const check = (expression: string | undefined, known: readonly string[], step: string | null) => {
    if (expression === undefined) return
    try {
      parseCondition(expression, known)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { reason, name } = error.details
      found.push(finding('condition', step, [expression, name === undefined ? String(reason) : `${reason} (${name})`]))
    }
  }
  for (const { expression, owner, opinionsOf } of conditionsOf(definition))
    check(expression, opinionsOf ? [...ofSteps, ...OPINION_FACTS] : ofSteps, owner)
  for (const { when, addPapers } of definition.cases) {
    check(when, ofForm, null)
    for (const { requiredIf } of addPapers) check(requiredIf, ofForm, null)
  }
  for (const { requiredIf } of definition.papers) check(requiredIf, ofForm, null)
  for (const { rule, appliesIf, exemptions, when: time } of definition.fees) {
    // Money that is due later may depend on what a step found out, such as who made a mistake.
    const known = time === 'duringProcessing' || time === 'beforeReturn' ? ofSteps : ofForm
    check(appliesIf, known, null)
    if (rule.type === 'perUnit') {
      check(rule.quantity, known, null)
      check(rule.copies, known, null)
    }
    for (const { when } of exemptions) check(when, known, null)
  }
  for (const { when, lines } of definition.results) {
    check(when, ofSteps, null)
    for (const { value } of lines) check(value, ofSteps, null)
  }
  if (definition.cases.at(-1)?.when.trim() !== 'true') found.push(finding('lastCase', null))
  return found
}

function kindFaults({ kind, outcomes, data, limit, outsideLimit, members, sub }: Step): string[] {
  const rules = STEP_KIND_RULES[kind]
  const decisions = outcomes.filter(({ decision }) => decision !== undefined)
  const faults: string[] = []
  if (!rules.decides && decisions.length > 0) faults.push('không được quyết định / may not decide')
  if (rules.decides && outcomes.some(({ back, decision }) => !back && decision === undefined))
    faults.push('mọi kết quả đi tiếp phải là một quyết định / every way on must be a decision')
  if (decisions.some(({ back }) => back)) faults.push('trả lại thì không quyết định / a way back decides nothing')
  if (rules.needsData && (data ?? []).length === 0) faults.push('phải ghi lại trả lời / the answer has to be written down')
  if (rules.needsLimit && limit === null) faults.push('phải có thời hạn / needs a limit')
  if (!rules.mayBeOutsideLimit && outsideLimit) faults.push('không được để ngoài thời hạn / may not be left out of the limit')
  if (rules.needsMembers && !members) faults.push('phải nêu người được hỏi ý kiến / who is asked has to be said')
  if (!rules.needsMembers && members) faults.push('không lấy ý kiến / asks nobody')
  if (kind !== 'external' && sub) faults.push('không mở hồ sơ liên thông / opens no dossier of its own')
  if (kind !== 'financialObligation' && outcomes.some(({ noObligation }) => noObligation))
    faults.push('không có nghĩa vụ tài chính / knows no obligation')
  return faults
}

function loops(graph: StepGraph): Finding[] {
  return [...graph.steps.keys()]
    .filter((id) => graph.next(id).some((next) => graph.ahead(next).has(id)))
    .slice(0, 1)
    .map((id) => finding('forwardLoop', id, [id]))
}

function blockFindings({ blocks }: ProcedureDefinition, graph: StepGraph): Finding[] {
  return blocks.flatMap(({ id, branches, join }) => {
    const decides = branches.filter(({ steps }) =>
      steps.some((step) => graph.steps.get(step)?.outcomes.some(({ decision }) => decision !== undefined)),
    )
    return [
      ...(join.type === 'atLeast' && join.n > branches.length
        ? [finding('joinTooMany', id, [String(join.n), String(branches.length)])]
        : []),
      ...(decides.length > 1 ? [finding('twoDecisions', id)] : []),
    ]
  })
}

function limitChains(definition: ProcedureDefinition, graph: StepGraph): Finding[] {
  const general: Pick<ProcedureCase, 'code'> & Partial<ProcedureCase> = { code: '–' }
  return [general, ...definition.cases].flatMap((each) => {
    const legal = limitMinutes(each.limit ?? definition.limit)
    const { minutes, longest } = longestChain(definition, graph, each.code, each.stepLimits ?? {})
    return minutes > legal ? [finding('limitChain', longest, [String(minutes), String(legal), each.code])] : []
  })
}

function rest({ steps, results, fees, effectiveFrom, effectiveTo }: ProcedureDefinition): Finding[] {
  const decisions = new Set(steps.flatMap(({ outcomes }) => outcomes.map(({ decision }) => decision)))
  return [
    ...(['GRANTED', 'REFUSED'] as const)
      .filter((decision) => decisions.has(decision) && !results.some((result) => result.decision === decision))
      .map((decision) => finding('resultMissing', null, [decision])),
    ...(effectiveTo !== null && effectiveTo < effectiveFrom ? [finding('dates', null)] : []),
    ...fees
      .filter(({ when, payOnline }) => when === 'beforeIntake' && !payOnline)
      .map(({ code }) => finding('feeDeadlock', null, [code])),
  ]
}

/** Everything that can be seen without running the machine. */
export function verifyData(definition: ProcedureDefinition): Finding[] {
  const graph = new StepGraph(definition)
  const looping = loops(graph)
  return [
    ...structureFaults(definition),
    ...references(definition, graph),
    ...conditions(definition),
    ...definition.steps.flatMap((step) => kindFaults(step).map((fault) => finding('kind', step.id, [step.kind, fault]))),
    ...looping,
    ...conditionFindings(definition, graph),
    ...performerFindings(definition),
    ...endFindings(definition),
    ...resultFindings(definition),
    ...blockFindings(definition, graph),
    ...memberFindings(definition),
    ...consentFindings(definition),
    ...(looping.length > 0 ? [] : limitChains(definition, graph)),
    ...fourEyes(definition, graph),
    ...rest(definition),
  ]
}
