import type { ShellState } from '../dossier/national-code.ts'
import { type Description, SHELL_NODES, type Words } from './describe.ts'

export type Mark = 'done' | 'now' | 'later' | 'skipped'

export interface Place {
  shellState: ShellState
  /** Steps with open work, also while the dossier waits. */
  currentSteps: readonly string[]
  /** Steps that were done at least once. */
  done: ReadonlySet<string>
  caseCode: string | null
}

export interface Standing {
  marks: ReadonlyMap<string, Mark>
  /** What comes on every way from here; the rest comes only sometimes. */
  sure: ReadonlySet<string>
}

const BEFORE_INTAKE: readonly ShellState[] = ['awaitingFee', 'arrived', 'supplementBeforeIntake']
const CUT_SHORT: readonly ShellState[] = ['refused', 'withdrawn', 'stopped']

class Ways {
  private readonly next: ReadonlyMap<string, string[]>

  constructor({ nodes, edges }: Description, caseCode: string | null) {
    const isClosed = new Set(
      nodes
        .filter(({ onlyIn }) => caseCode !== null && onlyIn !== null && !onlyIn.some(({ code }) => code === caseCode))
        .map(({ id }) => id),
    )
    const open = edges.filter(({ kind, from, to }) => kind !== 'back' && !isClosed.has(from) && !isClosed.has(to))
    this.next = new Map([...Map.groupBy(open, ({ from }) => from)].map(([from, ways]) => [from, ways.map(({ to }) => to)]))
  }

  /** Everything on some way from here, without what lies behind `without`; the place itself only if a way returns to it. */
  ahead(from: string, without: string | null = null): Set<string> {
    const found = new Set<string>()
    const waiting = [...(this.next.get(from) ?? [])]
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (id === without || found.has(id)) continue
      found.add(id)
      waiting.push(...(this.next.get(id) ?? []))
    }
    return found
  }
}

/** Where the dossier stands in the shell, as nodes: those before are done, those after come later. */
function shellPlace({ shellState, currentSteps }: Place): string {
  if (shellState === 'awaitingFee') return SHELL_NODES.filing
  if (BEFORE_INTAKE.includes(shellState) || shellState === 'accepted') return SHELL_NODES.intake
  if (shellState === 'refused') return SHELL_NODES.refused
  if (shellState === 'resultReady') return SHELL_NODES.result
  if (shellState === 'returned') return SHELL_NODES.returned
  return currentSteps.length > 0 ? 'steps' : SHELL_NODES.intake
}

/** Which place is now, which are behind, which come, and which this dossier does not need. */
export function standing(description: Description, place: Place): Standing {
  const { nodes } = description
  const { shellState, done } = place
  const ways = new Ways(description, place.caseCode)
  const at = shellPlace(place)
  const isCutShort = CUT_SHORT.includes(shellState)
  const currents = isCutShort ? [] : at === 'steps' ? place.currentSteps : [at]
  const ahead = new Set(currents.flatMap((id) => [...ways.ahead(id)]))
  const insideOf = (block: string) => nodes.filter((node) => node.kind === 'step' && node.block === block).map(({ id }) => id)
  const isDone = (id: string): boolean => {
    if (id === SHELL_NODES.filing) return true
    if (id === SHELL_NODES.intake) return !BEFORE_INTAKE.includes(shellState) && shellState !== 'refused'
    if (id === SHELL_NODES.result) return shellState === 'returned'
    if (id === SHELL_NODES.refused) return shellState === 'refused'
    return done.has(id)
  }
  const markOf = ({ id, kind, block }: Description['nodes'][number]): Mark => {
    if (shellState === 'returned' && id === SHELL_NODES.returned) return 'done'
    const within = kind === 'block' ? insideOf(id) : kind === 'join' && block !== null ? insideOf(block) : []
    if (currents.includes(id) || (kind === 'block' && within.some((step) => currents.includes(step)))) return 'now'
    if (id === SHELL_NODES.refused && !BEFORE_INTAKE.includes(shellState) && shellState !== 'refused') return 'skipped'
    if (ahead.has(id)) return 'later'
    if (isDone(id) || within.some((step) => done.has(step))) return 'done'
    return 'skipped'
  }
  const comes = (id: string) => currents.some((from) => !ways.ahead(from, id).has(SHELL_NODES.result))
  return {
    marks: new Map(nodes.map((node) => [node.id, markOf(node)])),
    sure: new Set([...ahead].filter((id) => id === SHELL_NODES.returned || comes(id))),
  }
}

export interface ProgressLine {
  id: string
  /** Null: something inside the agency that has no public name. */
  name: Words | null
  sentence: Words | null
  state: 'done' | 'now' | 'later'
}

/** The way as the applicant reads it: what was done, where it is, what surely comes. Hidden steps next to each other are one nameless line. */
export function progressLine({ nodes }: Description, { marks, sure }: Standing): ProgressLine[] {
  const lines: ProgressLine[] = []
  for (const { id, kind, name, sentence, isPublic, block } of nodes) {
    const state = marks.get(id) ?? 'skipped'
    if (state === 'skipped' || kind === 'join' || (state === 'later' && !sure.has(id))) continue
    // a block is named while it is to come; then its steps speak for themselves
    if (kind === 'block' && state !== 'later') continue
    if (kind === 'step' && block !== null && state === 'later' && marks.get(block) !== 'now') continue
    const line: ProgressLine = { id, name: isPublic ? name : null, sentence: isPublic ? sentence : null, state }
    const last = lines.at(-1)
    if (line.name === null && last?.name === null && last.state === state) continue
    lines.push(line)
  }
  return lines
}
