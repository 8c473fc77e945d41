/** A number in (0, 1): never 0, so that its logarithm exists. */
export type Random = () => number

/** FNV-1a with a final mix: streams whose names differ in one letter share nothing that can be seen. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/**
 * A stream of its own for each purpose of each run (sfc32, C. Doty-Humphrey): one more person in a pool changes who works when, but not how
 * long each piece of work takes, so that two plans differ by the plan and not by luck.
 */
export function stream(seed: number, run: number, purpose: string): Random {
  const name = `${seed}/${run}/${purpose}`
  let [a, b, c, counter] = [hash(`a ${name}`), hash(`b ${name}`), hash(`c ${name}`), 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round += 1) next()
  return () => (next() + 0.5) / 0x1_0000_0000
}

/** Place in the running sums of weights; the last sum is their total. */
export function choose(sums: readonly number[], random: Random): number {
  const at = random() * (sums.at(-1) ?? 0)
  const found = sums.findIndex((sum) => at < sum)
  return found === -1 ? sums.length - 1 : found
}
