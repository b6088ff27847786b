import { page } from './session/this-page.ts'
import type { LaurelConfig } from './session/settings.ts'

/** What a page may call: `window.Laurel`. */
export interface LaurelApi {
  /** Sets the page's settings; what is not given stays. */
  configure(config: LaurelConfig): void
  /** Loads every member on the page again, after a purchase for instance. */
  refresh(): Promise<void>
}

declare global {
  interface Window {
    Laurel: LaurelApi
  }
}

/**
 * The page's settings, and how to load its members anew. A second copy of the script joins the first one's page, so either
 * object would do; the first stays.
 */
export const laurel: LaurelApi = (window.Laurel ??= Object.freeze<LaurelApi>({
  configure: config => page.configure(config),
  refresh: () => page.refresh(),
}))
