import { css, unsafeCSS, type CSSResult } from 'lit'

/** Colours by their names in `--laurel-…`, light and dark. */
export type Palette = Readonly<Record<string, readonly [light: string, dark: string]>>

/** Our colours. Text and accent reach 4.5:1 on the surface, in light and dark. */
const palette: Palette = {
  text: ['#1d1b18', '#f3f0ea'],
  muted: ['#6a645a', '#aaa399'],
  surface: ['#fff', '#1e1d1b'],
  border: ['#e5dfd5', '#3b3834'],
  accent: ['#2f5d4a', '#93cbaf'],
  'accent-contrast': ['#fff', '#10231a'],
  track: ['#ece7dd', '#3a3733'],
  danger: ['#a3271f', '#ffa79b'],
}

/** Each colour as a private property, which a page sets by its public one. */
export function declare(palette: Palette, colour: (light: string, dark: string) => string): CSSResult {
  return unsafeCSS(
    Object.entries(palette)
      .map(([name, [light, dark]]) => `--_${name}:var(--laurel-${name},${colour(light, dark)});`)
      .join(''),
  )
}

const light = declare(palette, light => light)
const dark = declare(palette, (_, dark) => dark)
const lightOrDark = declare(palette, (light, dark) => `light-dark(${light},${dark})`)

/** Custom properties in, private ones out; light or dark by the page's `color-scheme`, or by `theme`. */
export const themeStyles = css`
  :host {
    ${light}
    --_focus: var(--laurel-focus, var(--_accent));
    --_space: var(--laurel-space, 0.25em);
    --_radius: var(--laurel-radius, 0.75em);
    --_font-display: var(--laurel-font-display, inherit);
    font-family: var(--laurel-font, inherit);
  }
  :host([theme~='dark']) {
    color-scheme: dark;
    ${dark}
  }
  :host([theme~='light']) {
    color-scheme: light;
  }
  :host([theme~='auto']) {
    color-scheme: light dark;
  }
  /* Older WebViews lack light-dark(): they are light unless told. */
  @supports (color: light-dark(red, red)) {
    :host {
      ${lightOrDark}
    }
  }
`
