import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { assertScanned } from '../file/ready-files.ts'
import { supplementFiles } from '../file/supplement-files.ts'
import { changeDossier } from './change-dossier.ts'
import type { SupplyInput, WithReasonInput } from './dossier.schema.ts'
import { dataRefOf, sealData } from './history.ts'
import { mergedAnswers } from './merged-answers.ts'

/** While nobody has decided, the applicant takes it back without asking. */
export const withdrawDossier = (actor: Actor, input: WithReasonInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'withdraw', body: input }, () => ({
    events: [{ event: { type: 'WITHDRAW', reasonRef: 'reason' }, sealed: { reason: input.reason } }],
  }))

/** Once it is being worked on, the agency confirms the withdrawal (it may have to return papers or money). */
export const requestWithdrawal = (actor: Actor, input: WithReasonInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'requestWithdrawal', body: input }, () => ({
    events: [{ event: { type: 'REQUEST_WITHDRAWAL', reasonRef: 'reason' }, sealed: { reason: input.reason } }],
  }))

/** Answers what was asked, paper by paper: every asked paper must have arrived whole, every asked field must be right. */
export const supplyDossier = (actor: Actor, input: SupplyInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'supply', body: input }, async (dossier) => {
    const request = dossier.state.context.supplements.find((candidate) => candidate.supplementId === input.supplementId)
    if (request?.status !== 'OPEN') throw new DomainError('EVENT_NOT_ALLOWED', `supplement ${input.supplementId} is not open`)
    const files = await supplementFiles(actor, dossier, input.supplementId)
    const askedPapers = request.items.flatMap((item) => (item.paperCode ? [item.paperCode] : []))
    const missing = askedPapers.filter((code) => !files.some((file) => file.paperCode === code))
    if (missing.length > 0) throw new DomainError('PAPERS_MISSING', `papers missing: ${missing.join(', ')}`, { papers: missing })
    await assertScanned(files, dossier.now)
    const askedFields = request.items.flatMap((item) => (item.fieldId ? [item.fieldId] : []))
    const answers = await mergedAnswers(dossier, input.answers, askedFields)
    const form = sealData(answers)
    const version = dossier.forms + 1
    return {
      events: [
        {
          event: { type: 'SUPPLY', supplementId: input.supplementId, dataRef: dataRefOf(version, form) },
          sealed: input.note === '' ? undefined : { note: input.note },
        },
      ],
      formData: [{ id: `form-${version}`, version, ...form }],
      answers,
      papers: files.map((file) => ({
        id: file.id,
        paperCode: file.paperCode,
        nameVi:
          dossier.definition.papers.find((paper) => paper.code === file.paperCode)?.nameVi ??
          dossier.papers.find((paper) => paper.paperCode === file.paperCode)?.nameVi ??
          file.paperCode,
        fileId: file.id,
        originals: 0,
        certified: 0,
        copies: 0,
        originalSeenAt: null,
        originalSeenBy: null,
        supplementId: input.supplementId,
        kind: 'PAPER' as const,
        subjectId: null,
        addedAt: dossier.now,
        addedById: actor.id,
      })),
      fileIds: files.map((file) => file.id),
    }
  })
