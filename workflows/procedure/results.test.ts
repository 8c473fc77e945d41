import { describe, expect, it } from 'vitest'
import { catalogue } from '../catalogue/index.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Rule } from './findings.ts'
import { resultFacts, resultsFor } from './results.ts'
import { sampleDefinition } from './sample.test-support.ts'
import { verifyData } from './verify-data.ts'

const sample = sampleDefinition()
const [granted, ...others] = sample.results
const withResults = (...whens: (string | undefined)[]): ProcedureDefinition => ({
  ...sample,
  results: [
    ...whens.flatMap((when, n) => (granted ? [{ ...granted, code: `r${n}`, nameVi: `Kết quả ${n}`, when }] : [])),
    ...others,
  ],
})
const codesFor = (definition: ProcedureDefinition, context: Record<string, unknown>) =>
  resultsFor(definition, 'GRANTED', resultFacts(definition, context)).map(({ code }) => code)
const OURS: readonly Rule[] = ['condition', 'resultGap', 'resultMissing', 'notDecided']
const found = (definition: ProcedureDefinition) =>
  verifyData(definition)
    .filter(({ rule }) => OURS.includes(rule))
    .map(({ rule, words }) => [rule, ...words])

describe('results of a decision', () => {
  it('are all that hold, in the order of the version', () => {
    const definition = withResults('case = "a"', undefined, 'case != "b"')
    expect(codesFor(definition, { case: 'a' })).toEqual(['r0', 'r1', 'r2'])
    expect(codesFor(definition, { case: 'b' })).toEqual(['r1'])
  })

  it('follow what was written down with the decision, not what holds later', () => {
    const definition = withResults('case = "a"', undefined)
    expect(resultsFor(definition, 'GRANTED', { 'result.r0': true }).map(({ code }) => code)).toEqual(['r0', 'r1'])
    expect(resultsFor(definition, 'GRANTED', {}).map(({ code }) => code)).toEqual(['r1'])
  })

  it('are checked: names that exist, and one in every case', () => {
    expect(found(withResults(undefined, 'case = "posted"'))).toEqual([])
    expect(found(withResults('case = "posted"', 'case != "posted"'))).toEqual([])
    expect(found(withResults(undefined, 'unknownField = 1'))).toMatchObject([
      ['condition', 'unknownField = 1', expect.anything()],
    ])
    expect(found(withResults('case = "posted"'))).toMatchObject([['resultGap', 'GRANTED', expect.stringContaining('case = ')]])
  })

  it('of the catalogue: alternatives exclude each other, what another office issues is not ours to sign', () => {
    const of = (code: string) => {
      const definition = catalogue.find((each) => each.code === code)
      if (!definition) throw new Error(code)
      return definition
    }
    const change = of('1.115668')
    expect(codesFor(change, { wantsNewCertificate: false, transferScope: 'whole' })).toEqual(['gcn-bien-dong'])
    expect(codesFor(change, { wantsNewCertificate: true, transferScope: 'whole' })).toEqual(['gcn-moi'])
    expect(codesFor(change, { wantsNewCertificate: null, transferScope: 'part' })).toEqual(['gcn-moi'])
    expect(codesFor(of('1.012786'), { cancellationNumber: '12/QĐ' })).toEqual(['gcn-cap-lai', 'quyet-dinh-huy-gcn'])
    expect(codesFor(of('3.000722'), { residenceNotice: null, healthCardNumber: null })).toEqual(['giay-khai-sinh'])
  })
})
