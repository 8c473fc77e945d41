import { createHash } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'
import { headsAt, insertChainRoot, listChainRoots } from './history.repository.ts'

interface Head {
  dossierId: string
  seq: number
  hash: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Merkle root over the heads (dossierId, seq, hash) of all chains, ordered by dossier: whoever keeps one day's root can show later that
 * any chain was cut or rewritten. An odd node goes up unpaired; leaves and nodes are hashed apart, so that none can pose as the other.
 */
export function merkleRoot(heads: readonly Head[]): string {
  let level = [...heads]
    .sort((a, b) => (a.dossierId < b.dossierId ? -1 : 1))
    .map(({ dossierId, seq, hash }) => sha256(`leaf:${canonical([dossierId, seq, hash])}`))
  if (level.length === 0) return sha256('empty')
  while (level.length > 1) {
    const above: string[] = []
    for (let n = 0; n < level.length; n += 2) {
      const [left = '', right] = [level[n], level[n + 1]]
      above.push(right === undefined ? left : sha256(`node:${left}${right}`))
    }
    level = above
  }
  return level[0] ?? sha256('empty')
}

/** The end of a civil day in Vietnam (UTC+7 without daylight saving). */
const endOf = (day: Date) => new Date(day.getTime() + 17 * 3_600_000)

/** Publishes the root of a day that is over; a second call for the same day changes nothing. */
export async function publishChainRoot(day: string): Promise<{ root: string; heads: number }> {
  const date = new Date(`${day}T00:00:00Z`)
  const heads = await headsAt(endOf(date))
  const root = merkleRoot(heads)
  await insertChainRoot(date, root, heads.length)
  return { root, heads: heads.length }
}

/** Days whose published root no longer follows from the chains: something was cut off or rewritten behind it. */
export async function chainRootFaults(): Promise<string[]> {
  const faults: string[] = []
  for (const { day, root, heads } of await listChainRoots()) {
    const now = await headsAt(endOf(day))
    if (now.length !== heads || merkleRoot(now) !== root)
      faults.push(`root of ${day.toISOString().slice(0, 10)}: the chains have changed since`)
  }
  return faults
}
