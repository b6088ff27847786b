/** A file whose name tells its contents: what is under it never changes. */
const HASHED = /-[\w-]{8}\.js$/
/** What stores' pages include by a name that stays. */
const INCLUDED = /^\/widgets\/laurel\.(js|css)$/

/**
 * How long browsers may keep a file of ours, as its `Cache-Control`; null where they ask as they see fit. What pages include
 * is asked for anew after five minutes, and may be shown once more for ten while it is: the modules that a script names stay
 * for thirty days after the release that replaced them where releases are built in one place, and else go with it.
 */
export const cacheOf = (path: string): string | null => {
  if (HASHED.test(path)) return 'public, max-age=31536000, immutable'
  return INCLUDED.test(path) ? 'public, max-age=300, stale-while-revalidate=600' : null
}
