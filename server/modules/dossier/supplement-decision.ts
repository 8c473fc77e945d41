import { DomainError } from '#workflows/domain-error.ts'
import type { RequestSupplementInput } from './dossier.schema.ts'
import type { Decided, LoadedDossier } from './loaded-dossier.ts'

/** Once and fully (Mẫu 02). The limit to answer is the version's; one request more than it allows needs somebody's agreement. */
export function requestSupplementDecision(
  dossier: Pick<LoadedDossier, 'definition'>,
  input: RequestSupplementInput,
  approverId: string | undefined,
): Decided {
  const papers = new Set(dossier.definition.papers.map((paper) => paper.code))
  for (const { addPapers } of dossier.definition.cases) for (const paper of addPapers) papers.add(paper.code)
  const fields = new Set(dossier.definition.form.pages.flatMap((page) => page.fields.map((field) => field.id)))
  const unknown = input.items.find(
    (item) =>
      (item.paperCode !== null && !papers.has(item.paperCode)) ||
      (item.fieldId !== null && !fields.has(item.fieldId)) ||
      (item.paperCode === null && item.fieldId === null),
  )
  if (unknown)
    throw new DomainError('INPUT_INVALID', 'a supplement asks for something that the procedure does not know', {
      path: 'items',
    })
  const words = Object.fromEntries(input.items.map((item, n) => [`note-${n}`, item.note]))
  return {
    event: {
      type: 'REQUEST_SUPPLEMENT',
      supplementId: input.requestId,
      items: input.items.map(({ paperCode, fieldId }, n) => ({ paperCode, fieldId, noteRef: `note-${n}` })),
      basis: 'supplement',
      reasonRef: 'reason',
      dueAt: null,
      ...(approverId === undefined ? {} : { approverId }),
    },
    sealed: { reason: input.reason, ...words },
  }
}
