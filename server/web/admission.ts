import type { RequestKind } from './request-kind.ts'

/** Requests under way at once. More do not make anything faster, they only make all of them wait. */
const ROOM = 16
/** Below this nobody would be served any more. */
const LEAST_ROOM = 4
/** Shares of the room up to which each kind is let in: what somebody has typed still finds a place where a look at a page does not. */
const SHARE = { ahead: 0.5, view: 1, change: 1.5 } as const
/** Counted apart: they wait for lines and partners, not for our processor. A platform that was away tells all it has at once. */
const OWN_ROOM = { file: 96, vital: 48 } as const
/** The loop may come so late to its work. Later, and the room shrinks until it is in time again. */
const LATE_MS = 250
const IN_TIME_MS = 100

export interface Admission {
  /** True when the request may go on; then `leave` has to be called once with the same kind. */
  enter: (kind: RequestKind) => boolean
  leave: (kind: RequestKind) => void
  /** How late the loop came to its work lately. */
  heard: (lateMs: number) => void
  room: () => number
  inside: () => number
}

/** Who is let in: by what is under way, and by how late the process is. No clock and no server in here. */
export function openAdmission(): Admission {
  const own = { file: 0, vital: 0 }
  let inside = 0
  let room = ROOM
  return {
    enter(kind) {
      if (kind === 'built') return true
      if (kind === 'file' || kind === 'vital') {
        if (own[kind] >= OWN_ROOM[kind]) return false
        own[kind] += 1
        return true
      }
      if (inside >= room * SHARE[kind]) return false
      inside += 1
      return true
    },
    leave(kind) {
      if (kind === 'file' || kind === 'vital') own[kind] -= 1
      else if (kind !== 'built') inside -= 1
    },
    heard(lateMs) {
      if (lateMs > LATE_MS) room = Math.max(LEAST_ROOM, room * 0.7)
      else if (lateMs < IN_TIME_MS) room = Math.min(ROOM, room + 2)
    },
    room: () => room,
    inside: () => inside,
  }
}
