import type { TokenProvider } from './session.ts'

/** What a page sets once for all its elements, a `<laurel-program>` for those inside it, and each element for itself. */
export interface LaurelConfig {
  /** Where the API lives; default: the origin that the script came from. */
  readonly apiUrl?: string | undefined
  readonly publishableKey?: string | undefined
  readonly memberToken?: string | undefined
  /** Called for the first token if there is none, and once whenever the API answers 401. Nothing means: signed out. */
  readonly tokenProvider?: TokenProvider | undefined
  /** `en`, `zh-CN` or `zh-TW`; default: the nearest `lang`. */
  readonly locale?: string | undefined
  /** A preset and `light`, `dark` or `auto`, such as `gold dark`; default: our own look, and the page's `color-scheme`. */
  readonly theme?: string | undefined
}

const names = ['apiUrl', 'publishableKey', 'memberToken', 'tokenProvider', 'locale', 'theme'] as const

/**
 * The settings that hold for an element: its own, then those of each `<laurel-program>` around it, then the page's.
 * Ancestors are read rather than asked by an event: that works before a provider is defined, and through closed roots.
 */
export function settingsOf(element: Element, ofPage: LaurelConfig): LaurelConfig {
  const levels: LaurelConfig[] = [element as LaurelConfig]
  let node: Node | null | undefined = element
  while ((node = (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host))
    if ((node as Element).localName === 'laurel-program') levels.push(declaredBy(node as Element))
  return [...levels, ofPage].reduceRight(within)
}

/** What a program says by properties or, as long as it is not defined, by attributes. */
function declaredBy(program: Element): LaurelConfig {
  return Object.fromEntries(
    names.map(name => [
      name,
      (program as LaurelConfig)[name] ?? program.getAttribute(name.replace(/[A-Z]/g, capital => `-${capital}`)),
    ]),
  )
}

function within(outer: LaurelConfig, inner: LaurelConfig): LaurelConfig {
  const hasOwnCredentials = inner.memberToken || inner.tokenProvider
  // A token is for one program: never send it to another API or under another program's key.
  const isOfAnotherProgram = differs(inner.apiUrl, outer.apiUrl) || differs(inner.publishableKey, outer.publishableKey)
  const { memberToken, tokenProvider } = hasOwnCredentials || isOfAnotherProgram ? inner : outer
  return {
    apiUrl: inner.apiUrl || outer.apiUrl,
    publishableKey: inner.publishableKey || outer.publishableKey,
    memberToken,
    tokenProvider,
    locale: inner.locale || outer.locale,
    theme: inner.theme || outer.theme,
  }
}

function differs(inner: string | undefined, outer: string | undefined): boolean {
  return Boolean(inner && outer && inner !== outer)
}
