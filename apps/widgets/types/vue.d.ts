// Made from custom-elements.json by `pnpm --filter @laurel/widgets typings`.
import type { DefineComponent } from 'vue'
import type { TokenProvider } from '../src/session/session.ts'
import type { LaurelErrorEvent } from '../src/events/laurel-error.ts'
import type { LaurelReadyEvent } from '../src/events/laurel-ready.ts'
import type { LaurelRedeemEvent } from '../src/events/laurel-redeem.ts'

declare module 'vue' {
  interface GlobalComponents {
  'laurel-history': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-member-badge': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-member-card': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-points': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-program': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-rewards': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-redeem'?: ((event: LaurelRedeemEvent) => void) | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-tier-progress': DefineComponent<{
    /** Where the API lives. Default: the page's setting, else the origin of the script. */
    'api-url'?: string | undefined
    /** The program's publishable key, `pk_…`. */
    'publishable-key'?: string | undefined
    /** The member's short-lived token, from the store's back end. */
    'member-token'?: string | undefined
    /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
    'locale'?: string | undefined
    /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
    'theme'?: string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  }
}
