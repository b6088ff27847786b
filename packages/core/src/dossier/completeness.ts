/** What a good shop knows of a member (S9, S27). */
export const dossierItems = [
  'name',
  'phone',
  'email',
  'birthday',
  'gender',
  'region',
  'occupation',
  'education',
  'interests',
  'habits',
  'sizes',
  'family',
  'preferredChannel',
  'consents',
] as const

export type DossierItem = (typeof dossierItems)[number]

/** How complete a dossier is: `percent` is 100 only where nothing that counts is missing. */
export interface Completeness {
  readonly percent: number
  /** What would raise it, the heaviest first; a custom field as `fields.<code>`. */
  readonly missing: readonly string[]
}

/**
 * How complete a dossier is: the weights of what is known, as whole percents of all weights, rounded down. What a program
 * does not weigh counts 1, a custom field what its definition says, and a weight of 0 not at all (S27).
 */
export const decideCompleteness = (
  known: Readonly<Record<DossierItem, boolean>>,
  fields: readonly { readonly code: string; readonly weight: number; readonly known: boolean }[],
  weights: Partial<Readonly<Record<DossierItem, number>>> = {},
): Completeness => {
  const all = [
    ...dossierItems.map(name => ({ name: name as string, weight: weights[name] ?? 1, known: known[name] })),
    ...fields.map(({ code, ...field }) => ({ name: `fields.${code}`, ...field })),
  ]
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  const missing = all.filter(({ known, weight }) => !known && weight > 0).toSorted((a, b) => b.weight - a.weight)
  const lost = missing.reduce((sum, { weight }) => sum + weight, 0)
  return {
    percent: total === 0 ? 100 : Math.floor(((total - lost) * 100) / total),
    missing: missing.map(({ name }) => name),
  }
}
