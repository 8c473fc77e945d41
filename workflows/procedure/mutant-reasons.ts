import type { ProcedureDefinition } from './definition.ts'
import type { Mutation } from './machine-parts.ts'

/** Why a change makes no difference in this version: nothing that could happen there happens otherwise. */
export interface Reason {
  id: string
  why: string
  explains: (mutation: Mutation, definition: ProcedureDefinition) => boolean
}

const hasUpfront = ({ fees }: ProcedureDefinition) => fees.some(({ when }) => when === 'beforeIntake')
const isAbout = ({ place, steps }: Mutation, word: string) => place.includes(word) || steps.includes(word)
const isInBlock = ({ blocks }: ProcedureDefinition, step: string) =>
  blocks.some(({ id, branches }) => id === step || branches.some(({ steps }) => steps.includes(step)))

/** Places that no dossier of the version ever comes to: no mutant is made there, and the report counts them apart. */
export const DEAD: readonly Reason[] = [
  {
    id: 'noUpfrontFee',
    why: 'No money comes before intake in this version: no dossier is ever in awaitingFee',
    explains: (mutation, definition) =>
      !hasUpfront(definition) &&
      (isAbout(mutation, 'awaitingFee') || isAbout(mutation, 'feeComesFirst')) &&
      mutation.operator !== 'swapCodes',
  },
  {
    id: 'noFee',
    why: 'The version has no fees: no question about money is ever asked of one',
    explains: ({ operator, place }, { fees }) =>
      fees.length === 0 && (operator === 'dropFeeGuard' || place.startsWith('dossier FEE_SETTLED')),
  },
  {
    id: 'onlyFee',
    why: 'There is only one fee: the one that is paid is always the last one',
    explains: ({ place }, { fees }) => fees.length === 1 && place.includes('isLastUpfrontFee'),
  },
  {
    id: 'noFeeLimit',
    why: 'Waiting for the first money has no limit in this version',
    explains: ({ place }, { feeLimit }) =>
      feeLimit === undefined && place.startsWith('awaitingFee') && /LIMIT_PASSED|Timer|stopTimersOf/.test(place),
  },
  {
    id: 'noSub',
    why: 'No step opens a dossier of its own',
    explains: ({ event }, { steps }) =>
      (event === 'SUB_CLOSED' || event === 'OPEN_SUB') && steps.every(({ sub }) => sub === undefined),
  },
  {
    id: 'nothingToSettle',
    why: 'Neither what is opened nor what goes on beside it lies outside the limit; ending the last open step has settled the clock already',
    explains: ({ place, opens, steps }, definition) =>
      place.endsWith('settleClock') &&
      opens.length > 0 &&
      !opens.some((step) => definition.steps.some(({ id, outsideLimit }) => id === step && outsideLimit)) &&
      ![...opens, ...steps].some((step) => isInBlock(definition, step)),
  },
  {
    id: 'insideTheLimit',
    why: 'What ends and what is opened lie both inside the limit, or nothing beside the branch that ends lies outside it: the clock runs on',
    explains: ({ place, opens, steps, event }, definition) => {
      if (!place.endsWith('settleClock')) return false
      const isOutside = (step: string) => definition.steps.some(({ id, outsideLimit }) => id === step && outsideLimit)
      const own = steps.filter((step) => !opens.includes(step) && definition.steps.some(({ id }) => id === step))
      // A block of which one branch always begins inside the limit never stops the clock by being entered.
      const always = definition.blocks.flatMap(({ branches }) =>
        branches.filter(({ when }) => when === undefined).map(({ start }) => start),
      )
      const opened = opens.length > 1 && opens.some((step) => always.includes(step) && !isOutside(step)) ? [] : opens
      const ended =
        event === 'RECALL'
          ? definition.steps.filter(({ id }) => opens.includes(id)).flatMap(({ outcomes }) => outcomes.map(({ to }) => to))
          : []
      const block = definition.blocks.find(({ branches }) =>
        branches.some(({ steps: inside }) => own.some((step) => inside.includes(step))),
      )
      const beside = (block?.branches ?? [])
        .filter((branch) => !own.some((step) => branch.steps.includes(step)))
        .flatMap(({ steps: inside }) => inside)
      return (
        ![...own, ...opened, ...ended].some(isOutside) &&
        own.length + opens.length > 0 &&
        (opens.length > 0 || !beside.some(isOutside))
      )
    },
  },
  {
    id: 'neverRecalled',
    why: 'Every way out of the step ends processing, and the result is reopened, not called back',
    explains: ({ event, steps }, definition) =>
      event === 'RECALL' &&
      definition.steps.some(({ id, outcomes }) => steps.includes(id) && outcomes.every(({ to }) => to === 'end')),
  },
]

/** Mutants that are made and live. A reason that explains none is a fault of this list. */
export const REASONS: readonly Reason[] = [
  {
    id: 'marksOnly',
    why: 'Assigning, opening, moving a promised date and another calendar change marks and bounded counters, which the exploration leaves out',
    explains: ({ event, operator }) =>
      operator === 'dropTransition' &&
      ['ASSIGN', 'OPEN_WORK', 'EXTEND', 'RECALENDAR', 'AMEND', 'ADD_MEMBER'].includes(event ?? ''),
  },
  {
    id: 'stoppedTwice',
    why: 'The work of the arrival stops its own limit when it closes: the second stop finds nothing to do',
    explains: ({ place }) => place === 'arrived - stopTimersOf',
  },
]
