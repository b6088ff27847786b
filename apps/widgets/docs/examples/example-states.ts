/** What an element of the documentation may be shown as, in the order of the page. */
export const EXAMPLE_STATES = [
  'ready',
  'new',
  'top',
  'empty',
  'toCollect',
  'asking',
  'redeemed',
  'large',
  'kiosk',
  'loading',
  'signedOut',
  'ownWords',
  'stale',
  'waiting',
  'failed',
  'ended',
] as const

/** One of them. */
export type ExampleState = (typeof EXAMPLE_STATES)[number]

/** What only some elements may be shown as. */
const ONLY: Readonly<Partial<Record<ExampleState, readonly string[]>>> = {
  empty: ['laurel-rewards', 'laurel-history'],
  toCollect: ['laurel-rewards'],
  asking: ['laurel-rewards'],
  redeemed: ['laurel-rewards'],
  large: ['laurel-member-card'],
  waiting: ['laurel-member-card'],
}

/** The states of an element that are worth seeing. */
export function statesOf(tag: string): readonly ExampleState[] {
  return EXAMPLE_STATES.filter(state => ONLY[state]?.includes(tag) ?? true)
}
