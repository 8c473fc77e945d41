import { z } from 'zod'
import type { Actor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import type { EventOfDossier } from './dossier-view.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'
import type { ProposalRow } from './proposal.repository.ts'

type Names = ReadonlyMap<string, string>

/** Everybody whom the page of a dossier names. */
export function peopleIn({ state }: LoadedDossier, proposals: readonly ProposalRow[]): string[] {
  const { work, opinions, transfers } = state.context
  return [
    ...work.map((each) => each.assigneeId),
    ...opinions.flatMap((each) => [each.accountId, each.askedById, each.answeredById]),
    ...transfers.map((each) => each.byId),
    ...proposals.flatMap((each) => [each.askedById, each.askedViaId, each.decidedById, each.decidedViaId]),
  ].filter((id) => id !== null)
}

export const openWorkViews = (actor: Actor, dossier: LoadedDossier, names: Names) =>
  Promise.all(
    dossier.state.context.work
      .filter((work) => work.closedAt === null)
      .map(async (work) => {
        const step = dossier.definition.steps.find((candidate) => candidate.id === work.step)
        const agencyId = dossier.work.find((candidate) => candidate.workId === work.workId)?.agencyId
        return {
          workId: work.workId,
          step: work.step,
          member: work.member,
          nameVi: step?.nameVi ?? null,
          nameEn: step?.nameEn ?? null,
          agencyNameVi: agencyId ? (await agencyById(agencyId)).nameVi : null,
          assigneeId: work.assigneeId,
          assigneeName: work.assigneeId ? (names.get(work.assigneeId) ?? null) : null,
          openedAt: work.openedAt,
          mine: work.assigneeId === actor.id,
        }
      }),
  )

function stateOfStep({ state }: LoadedDossier, step: string): 'now' | 'done' | 'later' {
  const own = state.context.work.filter((work) => work.step === step && work.member === null)
  return own.some((work) => work.closedAt === null) ? 'now' : own.length > 0 ? 'done' : 'later'
}

/** The way of the version; what is not public is the agency's matter. */
export const stepViews = (dossier: LoadedDossier, isStaff: boolean) =>
  dossier.definition.steps
    .filter((step) => isStaff || step.isPublic)
    .map(({ id, nameVi, nameEn, publicVi, publicEn, kind }) => ({
      id,
      nameVi,
      nameEn,
      publicVi,
      publicEn,
      kind,
      state: stateOfStep(dossier, id),
    }))

/** What runs side by side. */
export const blockViews = (dossier: LoadedDossier) =>
  dossier.definition.blocks.map((block) => {
    const isEntered = block.branches.some((branch) => branch.steps.some((step) => stateOfStep(dossier, step) !== 'later'))
    return {
      id: block.id,
      nameVi: block.nameVi,
      nameEn: block.nameEn,
      branches: block.branches.map((branch) => {
        const states = branch.steps.map((step) => stateOfStep(dossier, step))
        const isTouched = states.some((state) => state !== 'later')
        return {
          id: branch.id,
          nameVi: branch.nameVi,
          nameEn: branch.nameEn,
          steps: branch.steps,
          state: states.includes('now')
            ? ('now' as const)
            : isTouched
              ? ('done' as const)
              : isEntered
                ? ('skipped' as const)
                : ('later' as const),
        }
      }),
    }
  })

export const transferViews = (dossier: LoadedDossier, events: readonly EventOfDossier[], names: Names, isStaff: boolean) =>
  Promise.all(
    dossier.state.context.transfers.map(async (transfer, n, all) => {
      const event = events.filter(({ type }) => type === 'TRANSFER')[n]
      const reason = event?.sealed?.reason
      return {
        at: transfer.at,
        fromVi: (await agencyById(all[n - 1]?.toAgencyId ?? dossier.originAgencyId)).nameVi,
        toVi: (await agencyById(transfer.toAgencyId)).nameVi,
        byName: isStaff ? (names.get(transfer.byId) ?? null) : null,
        reason: typeof reason === 'string' ? reason : null,
      }
    }),
  )

const proposedSchema = z
  .object({
    reason: z.string().nullable().default(null),
    newPromisedAt: z.string().optional(),
    basis: z.string().optional(),
    items: z.array(z.object({ paperCode: z.string().nullable(), fieldId: z.string().nullable(), note: z.string() })).optional(),
  })
  .catch({ reason: null })

/** What waits, or waited, for another person's agreement. */
export const proposalViews = (proposals: readonly ProposalRow[], names: Names) =>
  proposals.map((proposal) => {
    const { reason, ...details } = proposedSchema.parse(proposal.input)
    return {
      id: proposal.id,
      action: proposal.action,
      approverRole: proposal.approverRole,
      askedByName: names.get(proposal.askedById) ?? null,
      askedViaName: proposal.askedViaId ? (names.get(proposal.askedViaId) ?? null) : null,
      askedAt: proposal.askedAt.toISOString(),
      status: proposal.status,
      details,
      reason,
      decidedByName: proposal.decidedById ? (names.get(proposal.decidedById) ?? null) : null,
      decidedViaName: proposal.decidedViaId ? (names.get(proposal.decidedViaId) ?? null) : null,
      decidedAt: proposal.decidedAt?.toISOString() ?? null,
      refusal: proposal.refusal,
    }
  })
