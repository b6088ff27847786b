// Made from custom-elements.json by `pnpm --filter @laurel/widgets typings`.
import type { DefineComponent } from 'vue'
import type { TokenProvider } from '../src/session/session.ts'
import type { LaurelErrorEvent } from '../src/events/laurel-error.ts'
import type { LaurelReadyEvent } from '../src/events/laurel-ready.ts'
import type { LaurelRedeemEvent } from '../src/events/laurel-redeem.ts'

declare module 'vue' {
  interface GlobalComponents {
  'laurel-history': DefineComponent<{
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-member-badge': DefineComponent<{
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-member-card': DefineComponent<{
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-points': DefineComponent<{
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
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
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
    'onLaurel-redeem'?: ((event: LaurelRedeemEvent) => void) | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  'laurel-tier-progress': DefineComponent<{
    /** Of an isolated element: where its frame itself asks the store for tokens, past every script of the page. */
    'token-url'?: string | undefined
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
    /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
    'isolate'?: boolean | string | undefined
    'onLaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onLaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }>
  }
}
