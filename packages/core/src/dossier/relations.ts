/** Who somebody of a member's family may be to them (S9). */
export const relations = [
  'spouse',
  'partner',
  'child',
  'parent',
  'sibling',
  'grandparent',
  'grandchild',
  'other',
] as const
