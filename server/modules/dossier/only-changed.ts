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
export const filled = (tables: Readonly<Record<string, readonly object[] | undefined>>): Record<string, readonly object[]> =>
  Object.fromEntries(Object.entries(tables).flatMap(([name, rows]) => (rows && rows.length > 0 ? [[name, rows]] : [])))
