type Rows = Record<string, readonly object[]>

/**
 * A change of many dossiers alike leaves most of their rows as they are: what follows from the state before and after in the same words need
 * not be written again. Of the fees nothing is kept back when the state's fees have changed.
 */
export function onlyChanged(
  change: Record<string, unknown>,
  { before, isFeeChanged }: { before: Rows; isFeeChanged: boolean },
): Record<string, unknown> {
  const left: Record<string, unknown> = { ...change }
  for (const [name, rows] of Object.entries(before)) {
    const known = new Set(rows.map((row) => JSON.stringify(row)))
    const given = change[name]
    if (Array.isArray(given)) left[name] = given.filter((row) => !known.has(JSON.stringify(row)))
  }
  return isFeeChanged ? left : { ...left, fees: [] }
}

/** What `save_changes` writes: the rows of many dossiers by table; each row names its dossier. */
export type ManyChanges = Record<
  'dossiers' | 'events' | 'sealed' | 'work' | 'clocks' | 'timers' | 'supplements' | 'outbox' | 'commands',
  object[]
>

export interface OneChange {
  /** What `save_change` would be given. */
  change: Record<string, unknown>
  key: { homeAgencyId: string; dossierId: string; openedMonth: string; at: string }
}

const rowsOf = (value: unknown): object[] => (Array.isArray(value) ? value : [])
const APART = ['formData', 'parties', 'papers', 'fees', 'fileIds', 'payments', 'receipts', 'deliveries']

/** A change that writes more than state, history and what follows from the state (answers, papers, money) is written alone. */
export const isPlain = (change: Record<string, unknown>): boolean => APART.every((name) => rowsOf(change[name]).length === 0)

export function together(changes: readonly OneChange[]): ManyChanges {
  const all = (name: string) => changes.flatMap(({ change }) => rowsOf(change[name]))
  return {
    dossiers: changes.flatMap(({ change }) => rowsOf([change.dossier])),
    events: all('events'),
    sealed: all('sealed'),
    work: all('work'),
    clocks: all('clocks'),
    timers: all('timers'),
    supplements: all('supplements'),
    outbox: changes.flatMap(({ change, key }) => rowsOf(change.outbox).map((line) => ({ ...line, ...key }))),
    commands: changes.flatMap(({ change }) => rowsOf([change.command])),
  }
}
