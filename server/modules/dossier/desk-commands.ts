import { randomUUID } from 'node:crypto'
import { DomainError } from '#workflows/domain-error.ts'
import type { MachineEvent } from '#workflows/dossier/events.ts'
import type { PaperNeeded } from '#workflows/procedure/papers.ts'
import type { Actor } from '../account/actor.ts'
import { changeDossier } from './change-dossier.ts'
import type { AcceptInput, CancelSupplementInput, CommandInput, RefuseIntakeInput, ReturnResultInput } from './dossier.schema.ts'
import type { LoadedDossier, PaperRow } from './loaded-dossier.ts'
import { papersOf } from './papers-of.ts'

/** Complete: the receipt with the promised date follows. Originals that the procedure wants to see must have been seen. */
export const acceptDossier = (actor: Actor, input: AcceptInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'accept', body: input }, async (dossier) => {
    const papers = seenPapers(actor, dossier, input.papers)
    const others = dossier.papers.filter((row) => !papers.some((seen) => seen.id === row.id))
    assertOriginalsSeen(await papersOf(dossier), [...others, ...papers])
    const events: MachineEvent[] = [{ type: 'ACCEPT', receivedAt: dossier.now }]
    if (dossier.definition.handOverOnAccept) events.push({ type: 'HAND_OVER' })
    return { events: nonEmpty(events), papers }
  })

const nonEmpty = (events: MachineEvent[]): [{ event: MachineEvent }, ...{ event: MachineEvent }[]] => {
  const [first, ...rest] = events.map((event) => ({ event }))
  if (!first) throw new DomainError('INTERNAL', 'no event')
  return [first, ...rest]
}

type PaperAtDesk = AcceptInput['papers'][number]

/** What the desk wrote down of each paper that came in. */
export function seenPapers(
  actor: Actor,
  dossier: Pick<LoadedDossier, 'papers' | 'now' | 'definition'>,
  told: readonly PaperAtDesk[],
): PaperRow[] {
  return told.flatMap((paper) => {
    const known = dossier.papers.filter((row) => row.paperCode === paper.code)
    const seen = paper.originalSeen
      ? { originalSeenAt: dossier.now, originalSeenBy: actor.id }
      : { originalSeenAt: null, originalSeenBy: null }
    const counts = { originals: paper.originals, certified: paper.certified, copies: paper.copies }
    if (known.length > 0) return known.map((row) => ({ ...row, ...counts, ...seen }))
    const definition = dossier.definition.papers.find((candidate) => candidate.code === paper.code)
    if (!definition) throw new DomainError('INPUT_INVALID', `no paper ${paper.code} in this procedure`, { path: 'papers' })
    if (counts.originals + counts.certified + counts.copies === 0 && !paper.originalSeen) return []
    return [
      {
        id: randomUUID(),
        paperCode: paper.code,
        nameVi: definition.nameVi,
        fileId: null,
        supplementId: null,
        kind: 'PAPER' as const,
        subjectId: null,
        addedAt: dossier.now,
        addedById: actor.id,
        ...counts,
        ...seen,
      },
    ]
  })
}

/** A certified copy, for one, is worth nothing unless somebody held the original in his hand. */
export function assertOriginalsSeen(
  needed: readonly PaperNeeded[],
  rows: readonly Pick<PaperRow, 'paperCode' | 'originalSeenAt'>[],
): void {
  const missing = needed.filter(
    (paper) =>
      paper.originalsShown &&
      paper.isRequired &&
      !rows.some((row) => row.paperCode === paper.code && row.originalSeenAt !== null),
  )
  if (missing.length > 0)
    throw new DomainError('ORIGINALS_NOT_SEEN', `originals not seen: ${missing.map((paper) => paper.code).join(', ')}`, {
      papers: missing.map(({ code, nameVi }) => ({ code, nameVi })),
    })
}

/** At the door, with the reason in words (Mẫu 03); the code names one of the version's reasons. */
export const refuseIntake = (actor: Actor, input: RefuseIntakeInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'refuseIntake', body: input }, (dossier) => {
    const known = [...dossier.definition.refusalReasons.map((reason) => reason.code), 'other']
    if (!known.includes(input.reasonCode))
      throw new DomainError('INPUT_INVALID', `unknown reason ${input.reasonCode}`, { path: 'reasonCode' })
    return {
      events: [
        { event: { type: 'REFUSE_INTAKE', basis: input.reasonCode, reasonRef: 'reason' }, sealed: { reason: input.reason } },
      ],
    }
  })

export const cancelSupplement = (actor: Actor, input: CancelSupplementInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'cancelSupplement', body: input }, () => ({
    events: [{ event: { type: 'CANCEL_SUPPLEMENT', supplementId: input.supplementId } }],
  }))

export const handOver = (actor: Actor, input: CommandInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'handOver', body: input }, () => ({
    events: [{ event: { type: 'HAND_OVER' } }],
  }))

/** The result leaves the house: who took it stands beside the dossier, and the machine asks first whether all fees are paid. */
export const returnResult = (actor: Actor, input: ReturnResultInput) =>
  changeDossier(actor, input.code, { requestId: input.requestId, action: 'returnResult', body: input }, (dossier) => {
    if (dossier.state.context.fees.some((fee) => fee.amountVnd > 0 && fee.settledAt === null))
      throw new DomainError('FEES_NOT_SETTLED', `${dossier.code} has unpaid fees`)
    return {
      events: [{ event: { type: 'RETURN_RESULT', deliveryId: input.requestId } }],
      deliveries: [
        {
          id: input.requestId,
          // handed to the post office, or to whoever stands there
          way: dossier.resultWay === 'POST' ? 'POST' : 'DESK',
          receiverName: input.receiverName,
          receiverPersonalId: input.receiverPersonalId ?? null,
          relation: input.relation ?? null,
          originalsReturned: input.originalsReturned,
          at: dossier.now,
          byId: actor.id,
        },
      ],
    }
  })
