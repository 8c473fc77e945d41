import { redirect } from 'next/navigation'
import { signInPath } from '#app/_lib/return-path.ts'
import { caller } from '#server/caller.ts'

/**
 * Whether a citizen is here; nobody is led to the sign-in page and back to `path`. What the page then reads is checked by each endpoint
 * again.
 */
export async function isCitizen(path: string): Promise<boolean> {
  const me = await (await caller()).account.me()
  if (!me) redirect(signInPath(path))
  return me.kind === 'CITIZEN'
}
