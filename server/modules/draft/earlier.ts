import { DomainError } from '#workflows/domain-error.ts'
import type { Field } from '#workflows/form/form.schema.ts'
import { isEmpty, isRecord } from '#workflows/form/read-field.ts'
import { type Answers, validate } from '#workflows/form/validate.ts'
import type { Actor } from '../account/actor.ts'
import { writeAudit } from '../account/write-audit.ts'
import { type AnswerRow, answerRows } from '../dossier/answer-rows.ts'
import { definitionsOf } from '../procedure/definition-of.ts'
import { setting } from '../setting/settings.ts'
import { type DraftRow, saveAnswers } from './draft.repository.ts'
import type { ReusePaperInput, TakeEarlierInput } from './draft.schema.ts'
import { earlierDossiers, earlierPapers, referAgain } from './earlier.repository.ts'
import { openDraft } from './own-draft.ts'
import { assertMayAttach } from './papers-of-draft.ts'
import { readSources } from './prefill.ts'
import { type WorkedOut, workOut } from './work-out.ts'

interface EarlierAnswer {
  part: string
  fieldId: string
  value: unknown
  /** Of the dossier that it comes from. */
  code: string
}

/** What a helper fills, and what is filed for somebody else, draws on nobody's earlier dossiers. */
const drawsOnEarlier = (actor: Actor, draft: DraftRow) =>
  draft.accountId === actor.id && draft.source === 'ONLINE' && draft.owner === null

const fieldsOf = (pages: readonly { fields: readonly Field[] }[]) => pages.flatMap(({ fields }) => fields)

/** Answers of the newest earlier dossiers to the same questions (same id, same kind) that are still empty here and that this form would take. */
async function answersOf(draft: DraftRow, { definition, typed, facts }: WorkedOut): Promise<EarlierAnswer[]> {
  const dossiers = await earlierDossiers(draft.accountId)
  const definitions = await definitionsOf(dossiers.map(({ procedureVersionId }) => procedureVersionId))
  const found = new Map<string, EarlierAnswer>()
  for (const { code, procedureVersionId, answers } of dossiers) {
    const then = new Map(fieldsOf(definitions.get(procedureVersionId)?.form.pages ?? []).map((field) => [field.id, field]))
    for (const page of definition.form.pages)
      for (const field of page.fields) {
        const value = isRecord(answers) ? answers[field.id] : undefined
        if (found.has(field.id) || isEmpty(value) || !isEmpty(typed[field.id]) || then.get(field.id)?.type !== field.type)
          continue
        const { showIf: _showIf, rules: _rules, ...alone } = field
        const { issues } = validate([alone], { [field.id]: value }, facts)
        if (issues.length === 0 && field.type !== 'computed' && field.type !== 'file')
          found.set(field.id, { part: page.id, fieldId: field.id, value, code })
      }
  }
  return [...found.values()]
}

/** What was answered and sent before, and could be used again here: offered, never filled in by itself. */
export async function getEarlier(actor: Actor, id: string) {
  const draft = await openDraft(actor, id)
  if (!drawsOnEarlier(actor, draft)) return { answers: [], papers: [] }
  const workedOut = await workOut(draft)
  const [answers, papers] = await Promise.all([answersOf(draft, workedOut), earlierPapers(draft.accountId)])
  const fields = fieldsOf(workedOut.definition.form.pages)
  const inWords = async ({ part, fieldId, value, code }: EarlierAnswer) => {
    const rows: AnswerRow[] = await answerRows(
      fields.filter((field) => field.id === fieldId),
      { [fieldId]: value },
    )
    return rows.map((row) => ({ part, code, row }))
  }
  const sent = new Set(draft.files.map(({ paperCode, sha256 }) => `${paperCode} ${sha256}`))
  return {
    answers: (await Promise.all(answers.map(inWords))).flat(),
    papers: workedOut.papers
      .filter(({ upload }) => upload)
      .flatMap((paper) =>
        papers
          .filter(({ paperCode, nameVi }) => paperCode === paper.code || nameVi === paper.nameVi)
          .filter(({ sha256 }) => !sent.has(`${paper.code} ${sha256}`))
          .slice(0, 5)
          .map(({ fileId, name, size, contentType, sha256, code, addedAt }) => ({
            paperCode: paper.code,
            fileId,
            name,
            size,
            contentType,
            sha256,
            code,
            addedAt: addedAt.toISOString(),
          })),
      ),
  }
}

/** Fills the empty questions of one page with the answers that are offered for it. */
export async function takeEarlier(actor: Actor, { id, part, revision }: TakeEarlierInput) {
  const draft = await openDraft(actor, id)
  const offered = drawsOnEarlier(actor, draft)
    ? (await answersOf(draft, await workOut(draft))).filter((answer) => answer.part === part)
    : []
  const at = draft.now.toISOString()
  const answers: Answers = isRecord(draft.answers) ? { ...draft.answers } : {}
  const sources = readSources(draft.sources)
  for (const { fieldId, value, code } of offered) {
    answers[fieldId] = value
    sources[fieldId] = { from: 'earlier', at, code }
  }
  const days = await setting('draft.days')
  const saved = draft.revision === revision ? await saveAnswers(draft, { answers, sources, lastPart: part }, days) : null
  if (!saved) throw new DomainError('DRAFT_CHANGED_MEANWHILE', `draft ${id} is not at ${revision}`, { revision: draft.revision })
  return { revision: saved.revision, taken: offered.length }
}

/** A paper of an own earlier dossier as a paper of this draft: the bytes are not sent again, their hash stays. */
export async function reusePaper(actor: Actor, { id, paperCode, fileId }: ReusePaperInput) {
  await assertMayAttach(actor, id, paperCode)
  const draft = await openDraft(actor, id)
  const paper = drawsOnEarlier(actor, draft) ? (await earlierPapers(actor.id)).find((one) => one.fileId === fileId) : undefined
  if (!paper) throw new DomainError('NOT_FOUND', `no earlier paper ${fileId} of ${actor.id}`)
  const paperId = await referAgain({ fileId, accountId: actor.id, draftId: id, paperCode })
  if (paperId)
    await writeAudit({
      actorId: actor.id,
      action: 'draft.reusePaper',
      purpose: 'file a paper again',
      details: { draftId: id, paperCode, fileId, sha256: paper.sha256 },
    })
  return { paperId, sha256: paper.sha256 }
}
