// Made from custom-elements.json by `pnpm --filter @laurel/widgets typings`.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { History } from '../src/elements/history/history.ts'
import type { MemberBadge } from '../src/elements/member-badge/member-badge.ts'
import type { MemberCard } from '../src/elements/member-card/member-card.ts'
import type { Points } from '../src/elements/points/points.ts'
import type { Program } from '../src/elements/program/program.ts'
import type { Rewards } from '../src/elements/rewards/rewards.ts'
import type { TierProgress } from '../src/elements/tier-progress/tier-progress.ts'
import type { LaurelErrorEvent } from '../src/events/laurel-error.ts'
import type { LaurelReadyEvent } from '../src/events/laurel-ready.ts'
import type { LaurelRedeemEvent } from '../src/events/laurel-redeem.ts'
import type { TokenProvider } from '../src/session/session.ts'

type Base<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
  'laurel-history': Base<History> & {
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
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
  'laurel-member-badge': Base<MemberBadge> & {
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
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
  'laurel-member-card': Base<MemberCard> & {
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
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
  'laurel-points': Base<Points> & {
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
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
  'laurel-program': Base<Program> & {
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
  }
  'laurel-rewards': Base<Rewards> & {
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
    'onlaurel-redeem'?: ((event: LaurelRedeemEvent) => void) | undefined
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
  'laurel-tier-progress': Base<TierProgress> & {
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
    'onlaurel-ready'?: ((event: LaurelReadyEvent) => void) | undefined
    'onlaurel-error'?: ((event: LaurelErrorEvent) => void) | undefined
    tokenProvider?: TokenProvider | undefined
  }
    }
  }
}
