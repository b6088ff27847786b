/** Counts what is answered, to do something at a moment of the load and not of a clock. */
export const answerCount = () => {
  let answers = 0
  let due = Infinity
  let isDue: () => void = () => undefined
  return {
    get count() {
      return answers
    },
    onAnswer: () => {
      if (++answers >= due) isDue()
    },
    /** Resolves when so many more have been answered. */
    more: (count: number) =>
      new Promise<void>(resolve => {
        due = answers + count
        isDue = resolve
      }),
  }
}
