import type { ProcedureDefinition } from '#workflows/procedure/definition.ts'
import { receivingPoints } from '../agency/responsibility.ts'
import { unitKindNames } from '../agency/unit-kinds.ts'
import { feeSettings, setting } from '../setting/settings.ts'
import { cardOf } from './card.ts'
import { effectiveVersion } from './definition-of.ts'
import { findDuration } from './durations.repository.ts'
import { hasSample } from './sample/sample-paper.ts'

/** How long ended dossiers took; nothing while there are too few of them to say something. */
async function expectedTime(code: string) {
  const [duration, minCases] = await Promise.all([findDuration(code), setting('procedure.minCases')])
  if (!duration || duration.cases < minCases) return null
  const { cases, medianMinutes, p80Minutes, since, until } = duration
  return { cases, medianMinutes, p80Minutes, since: since.toISOString(), until: until.toISOString() }
}

/** Where it is filed when that is not here. */
async function elsewhereOf(route: ProcedureDefinition['route'], code: string) {
  if (route === 'LOCAL') return null
  const { url, nameVi } = (await setting('procedure.elsewhere'))[route]
  return { url: url.replaceAll('{code}', encodeURIComponent(code)), nameVi }
}

/** All that a person reads before filing. */
export async function getProcedure(code: string) {
  const { versionId, definition } = await effectiveVersion(code)
  const [points, localFees, expected, elsewhere] = await Promise.all([
    receivingPoints(definition),
    feeSettings(),
    expectedTime(code),
    elsewhereOf(definition.route, code),
  ])
  return {
    ...cardOf(definition),
    versionId,
    version: definition.version,
    conditionsVi: definition.conditionsVi,
    papers: definition.papers.map((paper) => ({
      code: paper.code,
      nameVi: paper.nameVi,
      nameEn: paper.nameEn,
      noteVi: paper.noteVi,
      required: paper.required,
      requiredVi: paper.requiredVi,
      original: paper.original,
      certified: paper.certified,
      copies: paper.copies,
      originalsShown: paper.originalsShown,
      upload: paper.upload,
      hasSample: hasSample(paper),
    })),
    fees: definition.fees.map((fee) => ({
      code: fee.code,
      nameVi: fee.nameVi,
      nameEn: fee.nameEn,
      kindOfMoney: fee.kindOfMoney,
      rule: fee.rule,
      when: fee.when,
      basis: fee.basis,
      payOnline: fee.payOnline,
      isConditional: fee.appliesIf !== undefined,
      verified: fee.verified,
      localAmountVnd: fee.rule.type === 'locality' ? localFees[fee.rule.setting]?.amountVnd : undefined,
      exemptions: fee.exemptions.map(({ who, basis, share, verified }) => ({ who, basis, share, verified })),
    })),
    cases: definition.cases.map(({ code: caseCode, nameVi, nameEn, whenVi, limit }) => ({
      code: caseCode,
      nameVi,
      nameEn,
      whenVi,
      limit,
    })),
    steps: definition.steps.map(({ id, nameVi, nameEn, publicVi, publicEn, performer }) => ({
      id,
      nameVi,
      nameEn,
      publicVi,
      publicEn,
      whoVi: unitKindNames[performer.unitKind].nameVi,
      whoEn: unitKindNames[performer.unitKind].nameEn,
    })),
    results: definition.results.map(({ nameVi, nameEn, kind }) => ({ nameVi, nameEn, kind })),
    legalBasis: definition.legalBasis,
    limitBasis: definition.limitBasis,
    online: definition.online,
    sources: definition.sources,
    route: definition.route,
    expected,
    elsewhere,
    /** Where it may be handed in, and who would decide on it: the first one unless the applicant chooses another. */
    agencies: points.map(({ agency: { id, nameVi, nameEn, addressVi, phone, openingVi }, competent }) => ({
      id,
      nameVi,
      nameEn,
      addressVi,
      phone,
      openingVi,
      competent: competent.map((agency) => ({ id: agency.id, nameVi: agency.nameVi, nameEn: agency.nameEn })),
    })),
    verified: definition.verified,
    verifiedNoteVi: definition.verifiedNoteVi,
  }
}
