type Rows = Readonly<Record<string, readonly object[]>>

/** Columns in the same words; what is no plain value (papers that were asked for) is compared as JSON. */
function isSame(one: object | undefined, other: object): boolean {
  if (one === undefined) return false
  for (const [name, value] of Object.entries(other)) {
    const known: unknown = Reflect.get(one, name)
    if (known !== value && JSON.stringify(known) !== JSON.stringify(value)) return false
  }
  return true
}

/** Most rows that follow from the state stay as they are: what follows in the same words from the state before need not be written again. */
export const onlyChanged = (before: Rows, after: Rows): Rows =>
  Object.fromEntries(
    Object.entries(after).map(([name, rows]) => [name, rows.filter((row, n) => !isSame(before[name]?.[n], row))]),
  )

/** A table that gets no row is not named at all. */
export const filled = (tables: Readonly<Record<string, readonly unknown[]>>): Record<string, readonly unknown[]> =>
  Object.fromEntries(Object.entries(tables).filter(([, rows]) => rows.length > 0))

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
