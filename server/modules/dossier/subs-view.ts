import type { Actor } from '../account/actor.ts'
import { agencyById } from '../agency/agencies.ts'
import { effectiveVersion } from '../procedure/definition-of.ts'
import { findLinks } from './links.repository.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Dossiers of their own that this one asked for, and the one that asked for this. */
export async function linkViews(actor: Actor, dossier: LoadedDossier) {
  const { subs } = dossier.state.context
  const links = await findLinks(actor, [...subs.map((sub) => sub.subDossierId), ...(dossier.parentId ? [dossier.parentId] : [])])
  const views = await Promise.all(
    subs.map(async (sub) => {
      const link = links.find((row) => row.id === sub.subDossierId)
      const wanted = dossier.definition.steps.find((step) => step.id === sub.step)?.sub
      const { definition } = link || !wanted ? { definition: null } : await effectiveVersion(wanted.procedure)
      return {
        id: sub.subDossierId,
        code: link?.code ?? null,
        procedureVi: link?.procedureVi ?? definition?.nameVi ?? '',
        procedureEn: link?.procedureEn ?? definition?.nameEn ?? '',
        agencyVi: link ? (await agencyById(link.competentAgencyId)).nameVi : null,
        shellState: link?.shellState ?? null,
        nationalCode: link?.nationalCode ?? null,
        outcome: sub.outcome,
        openedAt: sub.openedAt,
        closedAt: sub.closedAt,
        mayOpen: link?.mayOpen ?? false,
      }
    }),
  )
  const above = links.find((row) => row.id === dossier.parentId)
  return { subs: views, parent: above ? { code: above.code, mayOpen: above.mayOpen } : null }
}
