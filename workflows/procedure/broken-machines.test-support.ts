import type { BrokenMachine } from './broken.test-support.ts'
import type { DossierMachine } from './compile.ts'
import { at, isRecord, type Part } from './machine-parts.ts'
import { mutate, mutationsOf } from './mutants.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { sideDefinition } from './sample-side.test-support.ts'

const sample = sampleDefinition()
const side = sideDefinition()

type Change = BrokenMachine[4]

/** One of the changes of `npm run verify:mutants`, by its name and place. */
const mutant =
  (operator: string, place: string): Change =>
  (machine) => {
    const found = mutationsOf(machine).find((each) => each.operator === operator && each.place.trim() === place)
    if (!found) throw new Error(`no ${operator} at ${place}`)
    return mutate(machine, found)
  }

const typeOf = (part: Part): unknown => (typeof part === 'string' ? part : at(part, ['type']))
const rewrite = (part: Part, of: (key: string, member: Part) => Part): Part => {
  if (Array.isArray(part)) return part.map((each) => rewrite(each, of))
  if (!isRecord(part)) return part
  return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, rewrite(of(key, member), of)]))
}
const rewritten =
  (of: (key: string, member: Part) => Part): Change =>
  (machine: DossierMachine) =>
    mutate(machine, {
      operator: 'dropTransition',
      place: 'everywhere',
      event: null,
      steps: [],
      opens: [],
      changes: [{ path: [], to: rewrite(machine.chart.config, of) }],
    })

/** The machine forgets one of its orders, wherever it stands. */
const forgets = (order: string): Change =>
  rewritten((key, member) => {
    if (!['actions', 'entry', 'exit'].includes(key)) return member
    return (Array.isArray(member) ? member : [member]).filter((action: Part) => typeOf(action) !== order)
  })

/** The machine asks another question instead of this one. */
const asks = (question: string, instead: string): Change =>
  rewritten((key, member) => {
    if (key !== 'guard') return member
    if (typeof member !== 'function' || !('guards' in member) || !Array.isArray(member.guards))
      return typeOf(member) === question ? instead : member
    const guards: Part[] = member.guards
    return guards.some((each) => typeOf(each) === question)
      ? (guards.find((each) => typeOf(each) !== question) ?? instead)
      : member
  })

/** A state of the shell that takes nothing. */
const deaf = (state: string): Change =>
  rewritten((key, member) => (key === state && isRecord(member) ? { ...member, on: {} } : member))

/** Something is told when the desk accepts, and the state knows nothing of it. */
const tellsWrongly: Change = rewritten((key, member) => {
  if (key !== 'ACCEPT' || !isRecord(member)) return member
  const effect = { type: 'effect', params: { type: 'closeWork', workId: 'nobody#1' } }
  return { ...member, actions: [...(Array.isArray(member.actions) ? member.actions : [member.actions]), effect] }
})

export const BROKEN_MACHINES: BrokenMachine[] = [
  ['a step is given to nobody', 'performerOther', 'allot', sample, mutant('dropPerformer', 'accepted HAND_OVER openStep allot')],
  ['nobody asks whose work it is', 'fourEyesOpen', 'agree', sample, asks('isOwnWork', 'isActive')],
  ['who suspends cannot go on or end', 'noEnd', 'allot', sample, deaf('suspended')],
  ['the legal clock does not start', 'clock', 'accepted', sample, mutant('dropClockAction', 'arrived ACCEPT startLegal')],
  ['nobody watches the legal limit', 'timer', 'accepted', sample, mutant('dropTimer', 'arrived ACCEPT startLegal')],
  ['a limit that passes is not heard', 'limitTells', 'intake', sample, mutant('dropTransition', 'dossier LIMIT_PASSED')],
  ['nothing ends a suspension', 'pauseEnds', 'suspended', sample, mutant('dropTransition', 'suspended RESUME whereItStood')],
  ['a code that may not follow', 'nationalPair', 'accepted', sample, mutant('swapCodes', 'supplementBeforeIntake ↔ accepted')],
  [
    'two states tell each other’s code',
    'nationalCode',
    'suspended',
    sample,
    mutant('swapCodes', 'awaitingObligation ↔ suspended'),
  ],
  [
    'intake before the first money',
    'feeBeforeResult',
    'awaitingFee',
    sample,
    mutant('retargetTransition', 'born OPEN awaitingFee → #arrived'),
  ],
  ['nobody is asked to pay', 'feeNotAsked', 'awaitingFee', sample, forgets('requestFees')],
  ['the signature decides nothing', 'decisionMissing', 'sign', sample, forgets('decide')],
  ['supplements without end', 'supplements', 'supplementBeforeIntake', sample, asks('maySupplement', 'isActive')],
  ['work stays open behind whoever did it', 'work', 'allot', sample, forgets('closeStep')],
  [
    'the last step ends elsewhere',
    'target',
    'seal',
    sample,
    mutant('retargetTransition', 'seal COMPLETE_STEP resultReady → #stopped'),
  ],
  [
    'one of those to be asked is forgotten',
    'notAsked',
    'opinions',
    side,
    mutant('dropJoinMember', 'visit COMPLETE_STEP openStep opinions member'),
  ],
  ['nobody can withdraw at the desk', 'way', 'arrived', sample, mutant('dropTransition', 'arrived WITHDRAW withdrawn')],
  [
    'who withdraws is refused',
    'wayWrong',
    'arrived',
    sample,
    mutant('retargetTransition', 'arrived WITHDRAW withdrawn → #refused'),
  ],
  ['an end that does not end', 'openAfterEnd', 'withdrawn', sample, forgets('end')],
  ['effects that the state knows nothing of', 'ledger', 'arrived', sample, tellsWrongly],
  ['nobody hears anything', 'toldNobody', 'arrived', sample, forgets('notify')],
]
