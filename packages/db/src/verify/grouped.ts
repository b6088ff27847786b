/** Rows by a key; none where the key has none. */
export const grouped = <Row>(rows: readonly Row[], key: (row: Row) => number): ((id: number) => readonly Row[]) => {
  const groups = Map.groupBy(rows, key)
  return id => groups.get(id) ?? []
}
