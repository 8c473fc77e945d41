import type { ProcedureDefinition } from './definition.ts'
import { type Finding, finding } from './findings.ts'

/** Two of these that read the same; the second one is meant. */
function alike<Item>(items: readonly Item[], wordsOf: (item: Item) => string): Item[] {
  const plain = (item: Item) => wordsOf(item).normalize('NFC').trim().toLowerCase()
  return items.filter((item, index) => items.findIndex((each) => plain(each) === plain(item)) < index)
}

/** Ends have distinct meaning: whoever reads an outcome, a result or a reason knows which one it is. */
export function endFindings({ steps, results, cases, supplementReasons, refusalReasons }: ProcedureDefinition): Finding[] {
  const refusing = ['refusal', 'reply', 'decision']
  return [
    ...steps.flatMap(({ id, outcomes }) =>
      alike(outcomes, ({ labelVi, to, decision, back, noObligation }) =>
        [labelVi, to, decision, back, noObligation].join(' '),
      ).map((each) => finding('endsAlike', id, [each.labelVi, each.id])),
    ),
    ...alike(results, ({ nameVi, decision }) => `${nameVi} ${decision}`).map(({ nameVi, code }) =>
      finding('endsAlike', null, [nameVi, code]),
    ),
    ...[supplementReasons, refusalReasons].flatMap((reasons) =>
      alike(reasons, ({ vi }) => vi).map(({ vi, code }) => finding('endsAlike', null, [vi, code])),
    ),
    ...results
      .filter(({ kind, decision }) => (decision === 'REFUSED' ? !refusing.includes(kind) : kind === 'refusal'))
      .map(({ code, kind, decision }) => finding('resultKind', null, [code, kind, decision])),
    ...cases.flatMap(({ code, dropPapers, requirePapers }) =>
      dropPapers
        .filter((paper) => requirePapers.includes(paper))
        .map((paper) => finding('paperContradiction', null, [paper, code])),
    ),
  ]
}
