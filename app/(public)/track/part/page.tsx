import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { isPartWanted } from '#server/caller.ts'
import { LookedUp } from '../_components/looked-up.tsx'
import { askedIn, findTracked, titleOf } from '../_lib/find-tracked.ts'
import { WithWords } from './_components/with-words.tsx'

export async function generateMetadata({ searchParams }: PageProps<'/track/part'>): Promise<Metadata> {
  return { title: await titleOf(await searchParams) }
}

/** The middle of the page of a tracked dossier, which the door sets into the page that it keeps; asked by nobody else. */
export default async function TrackPart({ searchParams }: PageProps<'/track/part'>) {
  const asked = askedIn(await searchParams)
  if (asked === null || !(await isPartWanted())) notFound()
  const found = await findTracked(...asked)
  if (!('view' in found)) return <LookedUp found={found} asked={asked} />
  return <WithWords locale={await getLocale()} view={JSON.stringify(found.view)} />
}
