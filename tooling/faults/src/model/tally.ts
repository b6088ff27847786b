/** How a step went: both took it, or both refused it. */
export type Outcome = 'accepted' | 'refused'

/** What the steps of a run came to, by their names, and what time did. A step that finds nothing to do counts as neither. */
export const tallyOf = (names: readonly string[]) => {
  const steps = new Map(names.map(name => [name, { accepted: 0, refused: 0 }]))
  const fell = new Map<string, number>()
  let current = names[0]!
  return {
    begin: (name: string): void => void (current = name),
    tell: (outcome: Outcome): void => void steps.get(current)![outcome]++,
    /** Adds what time has done in a program. */
    add: (counts: Readonly<Record<string, number>>): void => {
      for (const [what, times] of Object.entries(counts)) fell.set(what, (fell.get(what) ?? 0) + times)
    },
    /** `step outcome` for each that was wanted and never met, and what time never did. */
    missing: (wanted: Readonly<Record<string, readonly Outcome[]>>): readonly string[] => [
      ...Object.entries(wanted).flatMap(([name, outcomes]) =>
        outcomes.filter(outcome => steps.get(name)![outcome] === 0).map(outcome => `${name} ${outcome}`),
      ),
      ...[...fell].flatMap(([what, times]) => (times === 0 ? [what] : [])),
    ],
    toString: (): string =>
      [
        ...[...steps].map(([name, { accepted, refused }]) => `${name} ${accepted}/${refused}`),
        ...[...fell].map(([what, times]) => `${what} ${times}`),
      ].join(', '),
  }
}
