import { sharedPage } from './page.ts'

/** The page's shared settings and sessions. The API is, by default, where this script came from. */
export const page = sharedPage(new URL(import.meta.url).origin)
