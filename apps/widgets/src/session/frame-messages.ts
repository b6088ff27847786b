/** What a page tells the frame of an isolated element. */
export type ToFrame =
  | {
      readonly kind: 'settings'
      readonly locale: string
      readonly theme: string
      /** `--laurel-*`, and what an element inherits from its page, by their CSS names. */
      readonly look: Readonly<Record<string, string>>
      /** Another number is another member, or another provider. */
      readonly account: number
      readonly memberToken: string
      readonly hasProvider: boolean
      /** Where the frame itself asks the store for tokens; empty where the page does. */
      readonly tokenUrl: string
    }
  /** Null: nobody is signed in. */
  | { readonly kind: 'token'; readonly id: number; readonly token: string | null; readonly hasFailed: boolean }
  | { readonly kind: 'refresh' }

/** What a frame tells its page: nothing of the member. */
export type FromFrame =
  | {
      readonly kind: 'state'
      readonly status: string
      /** In CSS pixels, of an element whose size its content decides. */
      readonly height: number | null
      /** Whether it wants the whole screen: the card for the cashier. */
      readonly isLarge: boolean
    }
  | { readonly kind: 'token'; readonly id: number; readonly purpose: 'read' | 'redeem' }
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly requestId: string | null }
  /** Points have moved: other elements of the page show it sooner. */
  | { readonly kind: 'redeemed' }

/** How a frame greets its page, and the page the frame. */
export const GREETING = 'laurel-frame-1'
