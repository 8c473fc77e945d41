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
