/** Rows by a key; none where the key has none. */
export const grouped = <Row>(rows: readonly Row[], key: (row: Row) => number): ((id: number) => readonly Row[]) => {
  const groups = Map.groupBy(rows, key)
  return id => groups.get(id) ?? []
}

/** As {@link grouped}, of rows that come group by group, for who asks in the same order: no map has to be made. */
export const inTurn = <Row>(rows: readonly Row[], key: (row: Row) => number): ((id: number) => readonly Row[]) => {
  let at = 0
  return id => {
    const from = at
    while (at < rows.length && key(rows[at]!) === id) at++
    return from === at ? [] : rows.slice(from, at)
  }
}

/** As {@link inTurn}, of rows whose keys only rise; rows of a key that nobody asks for are passed over. */
export const inRisingTurn = <Row>(
  rows: readonly Row[],
  key: (row: Row) => number,
): ((id: number) => readonly Row[]) => {
  let at = 0
  return id => {
    while (at < rows.length && key(rows[at]!) < id) at++
    const from = at
    while (at < rows.length && key(rows[at]!) === id) at++
    return from === at ? [] : rows.slice(from, at)
  }
}
