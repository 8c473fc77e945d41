import { createHash } from 'node:crypto'
import { canonical } from '#workflows/dossier/canonical.ts'
import { type Head, headsAt, insertChainRoot, listChainRoots } from './history.repository.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Grows from the left: on each level waits at most one node for its neighbour, so of ten million heads some twenty hashes are kept. */
class MerkleTree {
  heads = 0
  readonly #waiting: (string | null)[] = []

  add({ dossierId, seq, hash }: Head): void {
    this.heads += 1
    let node = sha256(`leaf:${canonical([dossierId, seq, hash])}`)
    for (let level = 0; ; level += 1) {
      const left = this.#waiting[level] ?? null
      if (left === null) {
        this.#waiting[level] = node
        return
      }
      node = sha256(`node:${left}${node}`)
      this.#waiting[level] = null
    }
  }

  /** What has no neighbour goes up as it is. */
  root(): string {
    let right: string | null = null
    for (const left of this.#waiting) {
      if (left === null) continue
      right = right === null ? left : sha256(`node:${left}${right}`)
    }
    return right ?? sha256('empty')
  }
}

/**
 * Merkle root over the heads (dossierId, seq, hash) of all chains, ordered by dossier: whoever keeps one day's root can show later that
 * any chain was cut or rewritten. An odd node goes up unpaired; leaves and nodes are hashed apart, so that none can pose as the other.
 */
export function merkleRoot(heads: readonly Head[]): string {
  const tree = new MerkleTree()
  for (const head of heads.toSorted((a, b) => (a.dossierId < b.dossierId ? -1 : 1))) tree.add(head)
  return tree.root()
}

/** The same of all chains as they stood then, read in that order. */
async function rootAt(until: Date): Promise<{ root: string; heads: number }> {
  const tree = new MerkleTree()
  let before = ''
  for await (const head of headsAt(until)) {
    // the database sorts by its language; of UUIDs that is the order of their bytes
    if (head.dossierId <= before) throw new Error(`dossier ${head.dossierId} came after ${before}: no order for a root`)
    before = head.dossierId
    tree.add(head)
  }
  return { root: tree.root(), heads: tree.heads }
}

/** The end of a civil day in Vietnam (UTC+7 without daylight saving). */
const endOf = (day: Date) => new Date(day.getTime() + 17 * 3_600_000)

/** Publishes the root of a day that is over; a second call for the same day changes nothing. */
export async function publishChainRoot(day: string): Promise<{ root: string; heads: number }> {
  const date = new Date(`${day}T00:00:00Z`)
  const { root, heads } = await rootAt(endOf(date))
  await insertChainRoot(date, root, heads)
  return { root, heads }
}

/** Days whose published root no longer follows from the chains: something was cut off or rewritten behind it. */
export async function chainRootFaults(): Promise<string[]> {
  const faults: string[] = []
  for (const { day, root, heads } of await listChainRoots()) {
    const now = await rootAt(endOf(day))
    if (now.heads !== heads || now.root !== root)
      faults.push(`root of ${day.toISOString().slice(0, 10)}: the chains have changed since`)
  }
  return faults
}
