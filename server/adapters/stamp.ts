// Viet Nam has had one offset and no summer time since 1975.
const HANOI_MS = 7 * 3_600_000
const hanoiIso = (at: Date) => new Date(at.getTime() + HANOI_MS).toISOString()

/** yyyyMMddHHmmss in Asia/Ho_Chi_Minh, as the national systems write instants; nothing for no instant. */
export const stamp = (at: Date | string | null): string =>
  at === null ? '' : hanoiIso(new Date(at)).slice(0, 19).replace(/[-T:]/g, '')

/** The instant of `yyyy-MM-dd HH:mm:ss` in Asia/Ho_Chi_Minh, or null when it is none (a 13th month, 25 o'clock). */
export function fromPlainTime(text: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text)
  if (!parts) return null
  const at = new Date(`${parts[1]}T${parts[2]}+07:00`)
  return Number.isNaN(at.getTime()) || hanoiIso(at).slice(0, 19).replace('T', ' ') !== text ? null : at
}
