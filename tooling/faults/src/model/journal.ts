/** Something that came into a member's journal, one after another. */
export interface Entry {
  /** The file that it came with; null where it came by itself. */
  readonly file: object | null
  undone: boolean
}

/** Whether anything rests on what a file has brought into a journal: whatever came later, did not come with it and stands. */
export const isRestedOn = (journal: readonly Entry[], file: object): boolean => {
  const first = journal.findIndex(entry => entry.file === file && !entry.undone)
  return first !== -1 && journal.slice(first).some(entry => entry.file !== file && !entry.undone)
}
