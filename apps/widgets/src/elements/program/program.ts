import { css, html, LitElement, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { TokenProvider } from '../../session/session.ts'
import { page } from '../../session/this-page.ts'

/**
 * Settings for every Laurel element inside it, also inside shadow roots; what an element says itself comes first.
 *
 * @element laurel-program
 *
 * @slot - The part of the page that it speaks for. It is no box of its own.
 */
export class Program extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    apiUrl: { attribute: 'api-url' },
    publishableKey: { attribute: 'publishable-key' },
    memberToken: { attribute: 'member-token' },
    locale: {},
    theme: { reflect: true },
    tokenProvider: { attribute: false },
  }
  static override readonly styles: CSSResultGroup = css`
    :host {
      display: contents;
    }
    :host([theme~='dark']) {
      color-scheme: dark;
    }
    :host([theme~='light']) {
      color-scheme: light;
    }
    :host([theme~='auto']) {
      color-scheme: light dark;
    }
  `

  /** Where the API lives. Default: the page's setting, else the origin of the script. */
  declare apiUrl: string | undefined
  /** The program's publishable key, `pk_…`. */
  declare publishableKey: string | undefined
  /** The member's short-lived token, from the store's back end. */
  declare memberToken: string | undefined
  /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
  declare locale: string | undefined
  /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
  declare theme: string | undefined
  /** Gives a token; called when there is none, and once when the API answers 401. */
  declare tokenProvider: TokenProvider | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    page.tell()
  }

  // Elements read their settings from what is around them: they only need to hear that it may have changed.
  protected override updated(): void {
    page.tell()
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-program': Program
  }
}
