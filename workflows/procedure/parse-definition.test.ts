import { describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { parseDefinition } from './parse-definition.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { sideDefinition } from './sample-side.test-support.ts'

const sample = () => JSON.parse(JSON.stringify(sampleDefinition()))
const side = () => JSON.parse(JSON.stringify(sideDefinition()))

function refusal(given: unknown): { path: unknown; reason: unknown } {
  try {
    parseDefinition(given)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'DEFINITION_INVALID') throw error
    return { path: error.details.path, reason: error.details.reason }
  }
  throw new Error('it was read')
}

/** The sample with one thing changed at a place. */
function broken(given: unknown, path: (string | number)[], value: unknown): unknown {
  let at: unknown = given
  for (const part of path.slice(0, -1)) at = Reflect.get(Object(at), part)
  Reflect.set(Object(at), path.at(-1) ?? '', value)
  return given
}

describe('a definition that is written as JSON', () => {
  it('is read when it hangs together', () => {
    expect(parseDefinition(sample())).toEqual(sampleDefinition())
    expect(parseDefinition(side())).toEqual(sideDefinition())
  })
  it.each([undefined, null, 'text', 7, [], {}])('is refused when it does not parse: %j', (given) => {
    expect(refusal(given).reason).toMatch(/expected|Invalid/)
  })
  it.each<[string, (string | number)[], unknown, string, RegExp]>([
    ['a text where a number has to be', ['limit', 'amount'], 'three', 'limit.amount', /number/],
    ['an unknown role', ['steps', 2, 'performer', 'role'], 'king', 'steps[2].performer.role', /Invalid option/],
    ['an unknown kind of step', ['steps', 0, 'kind'], 'dance', 'steps[0].kind', /Invalid option/],
    ['no outcomes', ['steps', 4, 'outcomes'], [], 'steps[4].outcomes', /small|>=1/],
    [
      'an unknown field in a condition',
      ['steps', 1, 'outcomes', 1, 'when'],
      'unknownField = 1',
      'steps[1].outcomes[1].when',
      /feel.nameUnknown/,
    ],
    ['a condition that is no FEEL', ['cases', 0, 'when'], 'kindOfMatter = (', 'cases[0].when', /feel/],
    ['a target that does not exist', ['steps', 2, 'outcomes', 0, 'to'], 'nowhere', 'steps[2].outcomes[0].to', /stepUnknown/],
    ['a first step that does not exist', ['start'], 'nowhere', 'start', /stepUnknown/],
    [
      'a colleague of an unknown step',
      ['steps', 6, 'performer', 'sameAs'],
      'nowhere',
      'steps[6].performer.sameAs',
      /stepUnknown/,
    ],
    [
      'a limit of an unknown step',
      ['cases', 1, 'stepLimits'],
      { nowhere: { unit: 'workingHour', amount: 1 } },
      'cases[1].stepLimits.nowhere',
      /stepUnknown/,
    ],
    ['an unknown case', ['steps', 3, 'onlyIn'], ['other'], 'steps[3].onlyIn[0]', /caseUnknown/],
    ['a duplicate id of a step', ['steps', 5, 'id'], 'check', 'steps[5].id', /idTwice/],
    ['a duplicate id of an outcome', ['steps', 1, 'outcomes', 2, 'id'], 'eligible', 'steps[1].outcomes[2].id', /idTwice/],
    ['a duplicate code of a case', ['cases', 1, 'code'], 'posted', 'cases[1].code', /idTwice/],
    ['the id of a duty', ['steps', 0, 'id'], 'intake', 'steps[0].id', /idReserved/],
  ])('names the place and the reason: %s', (_what, path, value, place, reason) => {
    expect(refusal(broken(sample(), path, value))).toEqual({ path: place, reason: expect.stringMatching(reason) })
  })
  it.each<[string, (string | number)[], unknown, string, RegExp]>([
    [
      'a branch that holds an unknown step',
      ['blocks', 0, 'branches', 1, 'steps', 1],
      'nowhere',
      'blocks[0].branches[1].steps[1]',
      /stepUnknown/,
    ],
    ['a way into the middle of a block', ['steps', 8, 'outcomes', 2, 'to'], 'note', 'steps[8].outcomes[2].to', /blockMiddle/],
    ['a member with the same id', ['steps', 3, 'members', 'fixed', 2, 'id'], 'tax', 'steps[3].members.fixed[2].id', /idTwice/],
    ['silence with an unknown outcome', ['steps', 4, 'lateOutcome'], 'nothing', 'steps[4].lateOutcome', /lateOutcome/],
    [
      'a branch with an unknown field',
      ['blocks', 0, 'branches', 1, 'when'],
      'x = 1',
      'blocks[0].branches[1].when',
      /feel.nameUnknown/,
    ],
  ])('names them in blocks and among members: %s', (_what, path, value, place, reason) => {
    expect(refusal(broken(side(), path, value))).toEqual({ path: place, reason: expect.stringMatching(reason) })
  })
})
