import { findAnswers, neighbours } from '#tests/builders/answers.ts'
import { holds } from '#workflows/form/condition.ts'
import type { Answers } from '#workflows/form/validate.ts'
import { conditionContext } from '#workflows/procedure/condition-context.ts'
import type { Outcome, Step } from '#workflows/procedure/definition.ts'
import { asked, type Filing } from './filing.ts'

export interface Opinions {
  asked: number
  answers: ('for' | 'against' | 'neutral')[]
}

/** What is known when a step ends. */
interface Known {
  opinions: Record<string, Opinions>
  stepData: Record<string, Answers>
}

const NO_OPINIONS = { opinionsAsked: 0, opinionsFor: 0, opinionsAgainst: 0, opinionsSilent: 0, opinionsOpen: 0 }
/** Tries for data of a step are few fields: hundreds are plenty. */
const STEP_TRIES = 300

/** What has to be written down so that the steps of one filing can end as wanted. */
export class StepData {
  private readonly filing: Filing
  private readonly dataTried = new Map<string, Answers[]>()
  private readonly names: ReadonlySet<string>

  constructor(filing: Filing) {
    this.filing = filing
    this.names = new Set(asked(filing.definition).flatMap((when) => when.match(/[A-Za-z]\w*/g) ?? []))
  }

  /** What may be written down so that the step may end so, once for each choice that matters later; nothing when its condition cannot hold. */
  for(step: Step, outcome: Outcome, place: Known): Answers[] {
    const { opinions } = place
    const key = JSON.stringify([step.id, outcome.id, place.stepData, opinions[step.id] ?? null])
    const known = this.dataTried.get(key)
    if (known !== undefined) return known
    const fields = step.data ?? []
    const { definition, caseCode, answers, facts } = this.filing
    const said = opinions[step.id]?.answers ?? []
    const asked = opinions[step.id]?.asked ?? 0
    const counted = {
      opinionsAsked: asked,
      opinionsFor: said.filter((each) => each === 'for').length,
      opinionsAgainst: said.filter((each) => each === 'against').length,
      opinionsSilent: 0,
      opinionsOpen: asked - said.length,
    }
    const suits = (data: Answers) =>
      outcome.when === undefined ||
      holds(outcome.when, {
        ...conditionContext({
          definition,
          caseCode,
          answers,
          stepData: { ...place.stepData, [step.id]: data } as Record<string, Answers>,
        }),
        ...counted,
      })
    const data = tried(() =>
      findAnswers(
        {
          name: `${definition.code} ${step.id} ${outcome.id}`,
          form: fields,
          conditions: [outcome, fields],
          facts,
          tries: STEP_TRIES,
        },
        suits,
      ),
    )
    const others =
      data === null ? [] : neighbours({ form: fields, conditions: definition, facts }, data, this.names).filter(suits)
    const different = data === null ? [] : [data, ...others]
    const found = [...new Map(different.map((each) => [this.truths(place, step.id, each), each])).values()]
    this.dataTried.set(key, found)
    return found
  }

  /** How every condition of the version would be answered with this written down: what a later step can see of it. */
  truths(place: Pick<Known, 'stepData'>, step?: string, data?: Answers): string {
    const { definition, caseCode, answers } = this.filing
    const stepData = step === undefined ? place.stepData : { ...place.stepData, [step]: data ?? {} }
    const context = conditionContext({ definition, caseCode, answers, stepData })
    return asked(definition)
      .map((when) => (holds(when, { ...context, ...NO_OPINIONS }) ? 1 : 0))
      .join('')
  }

  /** Branches and members are asked when they are entered; what steps write down before is rarely read there, the answers are. */
  isTrue(when: string | undefined): boolean {
    const { definition, caseCode, answers } = this.filing
    return when === undefined || holds(when, conditionContext({ definition, caseCode, answers, stepData: {} }))
  }
}

function tried(search: () => Answers): Answers | null {
  try {
    return search()
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no answers found')) return null
    throw error
  }
}
