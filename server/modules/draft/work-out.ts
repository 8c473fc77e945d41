import { z } from 'zod'
import { DomainError } from '#workflows/domain-error.ts'
import { type Fee, feesFor } from '#workflows/fee/fees-for.ts'
import { caseOf } from '#workflows/form/case-of.ts'
import { REPRESENTATION_PAPER, RIGHTS, representationPaper } from '#workflows/form/representation.ts'
import { type Answers, type FormFacts, type FormIssue, validate } from '#workflows/form/validate.ts'
import type { ProcedureCase, ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { type PaperNeeded, papersNeeded } from '#workflows/procedure/papers.ts'
import type { Calendar } from '#workflows/working-time/working-time.schema.ts'
import { type Agency, agencyById } from '../agency/agencies.ts'
import { formFacts } from '../dossier/form-facts.ts'
import { definitionOf } from '../procedure/definition-of.ts'
import { calendarFor } from '../setting/calendars.ts'
import { feeSettings } from '../setting/settings.ts'
import type { DraftRow } from './draft.repository.ts'
import { unknownPlaces } from './unknown-places.ts'

export interface WorkedOut {
  definition: ProcedureDefinition
  agency: Agency
  facts: FormFacts
  calendar: Calendar
  /** As typed. */
  typed: Answers
  /** Tidied, of the shown fields only. */
  answers: Answers
  issues: FormIssue[]
  chosenCase: ProcedureCase | null
  papers: PaperNeeded[]
  fees: Fee[]
  /** Some fee cannot be reckoned before more is answered. */
  areFeesKnown: boolean
}

const recordOf = (value: unknown): Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const rightSchema = z.object({ right: z.enum(RIGHTS) })

/** By what right it is filed for another is shown by a paper, where no register says it. */
function papersOfRight(owner: unknown): PaperNeeded[] {
  const right = rightSchema.safeParse(owner).data?.right
  const paper = right && representationPaper(right)
  if (!paper) return []
  const counts = { original: 0, certified: 0, copies: 1 }
  const asked = {
    required: true,
    isRequired: true,
    upload: true,
    originalsShown: false,
    verified: true,
    source: 'applicant' as const,
  }
  return [{ code: REPRESENTATION_PAPER, ...paper, ...counts, ...asked }]
}

/** Everything that follows from what was answered so far: shown again on each page and reckoned afresh when it is submitted. */
export async function workOut(
  draft: Pick<DraftRow, 'procedureVersionId' | 'agencyId' | 'answers' | 'now'> & { source: string; owner?: unknown },
): Promise<WorkedOut> {
  const definition = await definitionOf(draft.procedureVersionId)
  const agency = await agencyById(draft.agencyId)
  const [{ calendar }, settings] = await Promise.all([calendarFor(agency.id), feeSettings()])
  const facts = formFacts({ now: draft.now.toISOString(), calendar, source: draft.source, place: agency.province })
  const typed = recordOf(draft.answers)
  const { answers, issues: found } = validate(definition.form, typed, facts)
  const issues = [...found, ...(await unknownPlaces(definition.form, answers))]
  const chosenCase = caseOf(definition.cases, answers, facts)
  const caseCode = chosenCase?.code ?? null
  const amounts = Object.fromEntries(Object.entries(settings).map(([key, { amountVnd }]) => [key, amountVnd]))
  const feeFacts = {
    ...facts,
    channel: String(facts.channel),
    receivedOn: String(facts.receivedOn),
    place: facts.place,
    case: caseCode,
  }
  const fees: Fee[] = []
  let areFeesKnown = true
  for (const item of definition.fees) {
    try {
      fees.push(...feesFor([item], { answers, facts: feeFacts, settings: amounts }))
    } catch (error) {
      // half a form has no number of pages yet; with the whole form answered the same failure stops the submission
      if (!(error instanceof DomainError && error.code === 'FEE_UNKNOWN')) throw error
      areFeesKnown = false
    }
  }
  const papers = [...papersNeeded(definition, caseCode, { ...facts, ...answers, case: caseCode }), ...papersOfRight(draft.owner)]
  return { definition, agency, facts, calendar, typed, answers, issues, chosenCase, papers, fees, areFeesKnown }
}
