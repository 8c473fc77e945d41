import type { Visitor } from '#app/_ui/citizen-frame.tsx'
import { caller } from '#server/caller.ts'

/** Who is signed in, for the header only; what they may see is decided by each endpoint. */
export async function getVisitor(): Promise<Visitor | null> {
  const me = await (await caller()).account.me()
  return me ? { name: me.fullName, isStaff: me.kind === 'STAFF' } : null
}
