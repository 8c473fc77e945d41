/** Pairs of names, without writing each pair down as a text of its own. */
export class Pairs {
  private readonly firsts = new Map<string, Set<string>>()

  add(first: string, second: string): void {
    const known = this.firsts.get(first)
    if (known) known.add(second)
    else this.firsts.set(first, new Set([second]))
  }

  has(first: string, second: string): boolean {
    return this.firsts.get(first)?.has(second) ?? false
  }
}
