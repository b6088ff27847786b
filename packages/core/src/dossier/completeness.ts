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

/** What counts in a dossier, by the name that it is missed by: an item, or a custom field. */
export type WeighedItem = { readonly name: string; readonly weight: number } & (
  { readonly item: DossierItem; readonly field?: never } | { readonly item?: never; readonly field: string }
)

/** What a program weighs: what it does not name counts 1, a custom field what its definition says (S27). */
export const weighedItems = (
  fields: readonly { readonly code: string; readonly weight: number }[],
  weights: Partial<Readonly<Record<DossierItem, number>>> = {},
): readonly WeighedItem[] => [
  ...dossierItems.map(item => ({ name: item, weight: weights[item] ?? 1, item })),
  ...fields.map(({ code, weight }) => ({ name: `fields.${code}`, weight, field: code })),
]

/**
 * How complete a dossier is: the weights of what is known, as whole percents of all weights, rounded down; they are
 * those of {@link weighedItems}, and a weight of 0 does not count (S27).
 */
export const decideCompleteness = (
  known: Readonly<Record<DossierItem, boolean>>,
  fields: readonly { readonly code: string; readonly weight: number; readonly known: boolean }[],
  weights?: Partial<Readonly<Record<DossierItem, number>>>,
): Completeness => {
  const knownFields = new Map(fields.map(field => [field.code, field.known]))
  const all = weighedItems(fields, weights).map(({ name, weight, item, field }) => ({
    name,
    weight,
    known: item ? known[item] : knownFields.get(field) === true,
  }))
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  const missing = all.filter(({ known, weight }) => !known && weight > 0).toSorted((a, b) => b.weight - a.weight)
  const lost = missing.reduce((sum, { weight }) => sum + weight, 0)
  return {
    percent: total === 0 ? 100 : Math.floor(((total - lost) * 100) / total),
    missing: missing.map(({ name }) => name),
  }
}
