import { redirect } from 'next/navigation'
import type { Api } from '#app/_lib/api-types.ts'
import { caller } from '#server/caller.ts'

type Me = NonNullable<Api['account']['me']>
type StaffRole = Me['roles'][number]['role']

/** Work with dossiers, whatever part of it. */
const handling: readonly StaffRole[] = ['desk', 'officer', 'head', 'leader', 'clerk', 'accountant', 'director']
const watching: readonly StaffRole[] = ['operator', 'admin']
/** Whoever answers petitions, and reads how people rate the agency. */
const answering: readonly StaffRole[] = ['director', 'leader', 'procedureController']
const keeping: readonly StaffRole[] = ['admin', 'procedureController', 'operator']
/** Whoever reads versions: those who keep them, and directors, who try out how many people they need. */
const reading: readonly StaffRole[] = [...keeping, 'director']

export const holds = (me: Me, roles: readonly StaffRole[]) => me.roles.some(({ role }) => roles.includes(role))

/** Which pages the bar links to. What a page may show is decided again by each endpoint; a hidden link protects nothing. */
export function placesOf(me: Me) {
  return {
    desk: holds(me, ['desk']),
    inbox: holds(me, handling) || !(holds(me, watching) || holds(me, keeping)),
    petitions: holds(me, answering),
    exchange: holds(me, watching),
    admin: holds(me, reading),
    keeping: holds(me, keeping),
  }
}

/** The person behind a staff page. Nobody signed in: to the sign-in page and back here. A citizen gets null: the layout says whose page this is. */
export async function staffAt(path: string): Promise<Me | null> {
  const me = await (await caller()).account.me()
  if (!me) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  return me.kind === 'STAFF' ? me : null
}
