import type { Actor } from '../account/actor.ts'
import { definitionsOf } from '../procedure/definition-of.ts'
import { type DraftRow, openDraftsOf } from './draft.repository.ts'
import { endsSoon } from './ending-drafts.ts'
import { type WorkedOut, workOut } from './work-out.ts'

/** Answered fields and attached papers against what is still asked. */
function percentDone(draft: DraftRow, { answers, issues, papers }: WorkedOut): number {
  const asked = papers.filter(({ isRequired, upload }) => isRequired && upload)
  const attached = asked.filter(({ code }) => draft.files.some(({ paperCode }) => paperCode === code))
  const done = Object.keys(answers).length + attached.length
  const open = new Set(issues.map(({ path }) => path)).size + asked.length - attached.length
  return done + open === 0 ? 100 : Math.floor((done / (done + open)) * 100)
}

export async function listDrafts(actor: Actor) {
  const drafts = await openDraftsOf(actor.id)
  // one query for all of them; what follows finds the definitions parsed
  await definitionsOf(drafts.map(({ procedureVersionId }) => procedureVersionId))
  return Promise.all(
    drafts.map(async (draft) => {
      const workedOut = await workOut(draft)
      const { definition, agency } = workedOut
      return {
        id: draft.id,
        /** Somebody else's, which this person helps with. */
        isHelping: draft.accountId !== actor.id,
        source: draft.source,
        procedureNameVi: definition.nameVi,
        procedureNameEn: definition.nameEn,
        agencyNameVi: agency.nameVi,
        updatedAt: draft.updatedAt.toISOString(),
        expiresAt: draft.expiresAt.toISOString(),
        percentDone: percentDone(draft, workedOut),
        /** Where one stopped: a page of the form, by its title. */
        lastPart: definition.form.pages
          .filter(({ id }) => id === draft.lastPart)
          .map(({ id, titleVi, titleEn }) => ({ id, titleVi, titleEn: titleEn ?? null }))[0],
        expiresSoon: await endsSoon(draft),
      }
    }),
  )
}
