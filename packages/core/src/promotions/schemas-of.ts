type SchemasOf<Kinds extends readonly { readonly schema: unknown }[]> = {
  [Place in keyof Kinds]: Kinds[Place]['schema']
}

/** The schemas of a list of kinds, in its order. */
export const schemasOf = <const Kinds extends readonly { readonly schema: unknown }[]>(kinds: Kinds) =>
  kinds.map(({ schema }) => schema) as unknown as SchemasOf<Kinds>
