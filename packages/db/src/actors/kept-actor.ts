/** Who is behind the id that a row keeps of its doer; what a person is called is sealed. */
export type KeptActor =
  | { readonly kind: 'key'; readonly id: number; readonly name: string | null }
  | { readonly kind: 'staff'; readonly id: number; readonly wrappedKey: Uint8Array; readonly sealed: Uint8Array }
  | { readonly kind: 'member'; readonly id: number }
  | { readonly kind: 'job'; readonly id: 0 }
