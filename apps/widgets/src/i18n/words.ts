import type { Locale } from './locale.ts'

type Other = Exclude<Locale, 'en'>

/** How to load the texts of each language but English. */
type Loaders<Texts> = Readonly<Record<Other, () => Promise<{ readonly texts: Texts }>>>

/** The texts of an element: English comes with it, another language is loaded when it is first wanted. */
export class Words<Texts> {
  declare readonly en: Texts
  readonly #texts: Partial<Record<Locale, Texts | null>>
  readonly #loaders: Loaders<Texts>

  constructor(en: Texts, loaders: Loaders<Texts>) {
    this.en = en
    this.#texts = { en }
    this.#loaders = loaders
  }

  /** Null while they are being loaded; `onLoad` hears the end of it. English stands in for what cannot be had. */
  in(locale: Locale, onLoad: () => void): Texts | null {
    const held = this.#texts[locale]
    if (held !== undefined) return held
    this.#texts[locale] = null
    const keep = (texts: Texts) => {
      this.#texts[locale] = texts
      onLoad()
    }
    // English is held from the beginning.
    this.#loaders[locale as Other]().then(
      ({ texts }) => keep(texts),
      () => keep(this.en),
    )
    return null
  }
}
