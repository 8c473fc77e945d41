import { redirect } from 'next/navigation'
import { isCitizen } from '../../../../../_lib/citizen.ts'
import { readDraft } from '../../../../_lib/read-draft.ts'
import { sectionsOf } from '../../../../_lib/sections.ts'

/** Leads on to the part behind a page. Which one that is follows from the answers just saved, so it is asked afterwards. */
export default async function NextPage({ params }: PageProps<'/apply/draft/[id]/[page]/next'>): Promise<never> {
  const { id, page } = await params
  const list = `/apply/draft/${id}`
  const draft = (await isCitizen(list)) ? await readDraft(id) : null
  if (!draft) redirect(list)
  const sections = sectionsOf(draft)
  const next = sections[sections.findIndex((section) => section.id === page) + 1]
  redirect(next && next.state !== 'blocked' ? next.href : list)
}
