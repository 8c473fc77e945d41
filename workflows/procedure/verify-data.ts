import { DomainError } from '../domain-error.ts'
import { parseCondition } from '../form/condition.ts'
import { namesOf } from '../form/form.schema.ts'
import { conditionNames } from './condition-context.ts'
import { type ProcedureCase, type ProcedureDefinition, SHELL_WORK, type Step } from './definition.ts'
import { type Finding, finding } from './findings.ts'
import { StepGraph } from './graph.ts'
import { chainMinutes, limitMinutes } from './limit-chain.ts'
import { STEP_KIND_RULES } from './steps/step-kinds.ts'

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]

function ids({ steps, cases, papers, fees }: ProcedureDefinition): Finding[] {
  const lists = [
    steps.map(({ id }) => id),
    cases.map(({ code }) => code),
    papers.map(({ code }) => code),
    fees.map(({ code }) => code),
  ]
  return [
    ...lists.flatMap(twice).map((id) => finding('idTwice', null, [id])),
    ...steps.flatMap(({ id, outcomes }) =>
      twice(outcomes.map((outcome) => outcome.id)).map((each) => finding('idTwice', id, [each])),
    ),
    ...steps
      .filter(({ id }) => id === 'end' || SHELL_WORK.some((duty) => duty === id))
      .map(({ id }) => finding('idReserved', id, [id])),
  ]
}

function references(definition: ProcedureDefinition): Finding[] {
  const { steps, cases, papers, start } = definition
  const hasStep = (id: string) => id === 'end' || steps.some((step) => step.id === id)
  const hasCase = (code: string) => cases.some((each) => each.code === code)
  const found = hasStep(start) && start !== 'end' ? [] : [finding('stepUnknown', null, [start])]
  for (const { id, outcomes, performer, onlyIn } of steps) {
    const named = [
      ...outcomes.map(({ to }) => to),
      ...[performer.sameAs, performer.notSameAs].filter((name) => name !== undefined),
    ]
    found.push(...named.filter((name) => !hasStep(name)).map((name) => finding('stepUnknown', id, [name])))
    found.push(...(onlyIn ?? []).filter((code) => !hasCase(code)).map((code) => finding('caseUnknown', id, [code])))
  }
  for (const { stepLimits, dropPapers, requirePapers, addPapers } of cases) {
    const known = [...papers, ...addPapers].map(({ code }) => code)
    found.push(
      ...Object.keys(stepLimits)
        .filter((step) => !hasStep(step))
        .map((step) => finding('stepUnknown', null, [step])),
    )
    found.push(
      ...[...dropPapers, ...requirePapers]
        .filter((code) => !known.includes(code))
        .map((code) => finding('paperUnknown', null, [code])),
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
  for (const { id, outcomes } of definition.steps) for (const { when } of outcomes) check(when, ofSteps, id)
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
  for (const { lines } of definition.results) for (const { value } of lines) check(value, ofSteps, null)
  if (definition.cases.at(-1)?.when.trim() !== 'true') found.push(finding('lastCase', null))
  return found
}

function kindFaults({ kind, outcomes, data, limit, outsideLimit }: Step): string[] {
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
  return faults
}

function loops(graph: StepGraph): Finding[] {
  return [...graph.steps.keys()]
    .filter((id) => graph.next(id).some((next) => graph.ahead(next).has(id)))
    .slice(0, 1)
    .map((id) => finding('forwardLoop', id, [id]))
}

/** The exploration takes conditions as true one by one; here is the case in which all of them fail. */
function stuck({ steps }: ProcedureDefinition): Finding[] {
  const isLimited = (to: string) => steps.some(({ id, onlyIn }) => id === to && onlyIn !== undefined)
  return steps
    .filter(({ outcomes }) => outcomes.every(({ when, to }) => when !== undefined || isLimited(to)))
    .map(({ id }) => finding('mayBeStuck', id))
}

function limitChains(definition: ProcedureDefinition, graph: StepGraph): Finding[] {
  const general: Pick<ProcedureCase, 'code'> & Partial<ProcedureCase> = { code: '–' }
  return [general, ...definition.cases].flatMap((each) => {
    const legal = limitMinutes(each.limit ?? definition.limit)
    const chain = chainMinutes(definition, graph, each.code, each.stepLimits ?? {})
    return chain > legal ? [finding('limitChain', null, [String(chain), String(legal), each.code])] : []
  })
}

function fourEyes({ steps }: ProcedureDefinition): Finding[] {
  return steps.flatMap(({ id, performer }) => {
    const { sameAs, notSameAs } = performer
    const other = steps.find((step) => step.id === sameAs)
    if (sameAs !== undefined && sameAs === notSameAs) return [finding('fourEyes', id, [`${sameAs} = ${notSameAs}`])]
    if (sameAs === id || notSameAs === id) return [finding('fourEyes', id, [id])]
    if (other && (other.performer.role !== performer.role || other.performer.unitKind !== performer.unitKind))
      return [finding('fourEyes', id, [`${other.performer.role} ≠ ${performer.role}`])]
    return []
  })
}

function rest({ steps, results, fees, effectiveFrom, effectiveTo }: ProcedureDefinition): Finding[] {
  const decisions = new Set(steps.flatMap(({ outcomes }) => outcomes.map(({ decision }) => decision)))
  return [
    ...(['GRANTED', 'REFUSED'] as const)
      .filter((decision) => decisions.has(decision) && !results.some((result) => result.decision === decision))
      .map((decision) => finding('resultMissing', null, [decision])),
    ...(effectiveTo !== null && effectiveTo < effectiveFrom ? [finding('dates', null)] : []),
    ...fees.filter(({ when, payOnline }) => when === 'beforeIntake' && !payOnline).map(() => finding('feeDeadlock', null)),
  ]
}

/** Everything that can be seen without running the machine. */
export function verifyData(definition: ProcedureDefinition): Finding[] {
  const graph = new StepGraph(definition)
  const looping = loops(graph)
  return [
    ...ids(definition),
    ...references(definition),
    ...conditions(definition),
    ...definition.steps.flatMap((step) => kindFaults(step).map((fault) => finding('kind', step.id, [step.kind, fault]))),
    ...looping,
    ...stuck(definition),
    ...(looping.length > 0 ? [] : limitChains(definition, graph)),
    ...fourEyes(definition),
    ...rest(definition),
  ]
}
