import { css, unsafeCSS, type CSSResult } from 'lit'
import { declare, type Palette } from './theme.styles.ts'

/** A look: its colours, and what it says further of `:host` and of single parts. Nothing in it takes space. */
function preset(palette: Palette, host: CSSResult, parts: CSSResult = css``): CSSStyleSheet | undefined {
  return css`
    :host {
      ${declare(palette, light => light)}
      ${host}
    }
    :host([theme~='dark']) {
      ${declare(palette, (_, dark) => dark)}
    }
    @supports (color: light-dark(red, red)) {
      :host {
        ${declare(palette, (light, dark) => `light-dark(${light},${dark})`)}
      }
    }
    ${parts}
  `.styleSheet
}

const serif = unsafeCSS(`'Iowan Old Style','Palatino Linotype',Palatino,'Songti SC','Noto Serif CJK SC',Georgia,serif`)

const presets: Readonly<Record<string, CSSStyleSheet | undefined>> = {
  /** Black, white and grey: for a page whose own design should speak. */
  plain: preset(
    {
      text: ['#171717', '#f5f5f5'],
      muted: ['#666', '#a6a6a6'],
      surface: ['#fff', '#171717'],
      border: ['#e2e2e2', '#383838'],
      accent: ['#171717', '#f5f5f5'],
      'accent-contrast': ['#fff', '#171717'],
      track: ['#efefef', '#303030'],
    },
    css`
      --_radius: var(--laurel-radius, 0.375em);
    `,
  ),
  /** A department store: ivory, deep gold, a serif face, a gilt edge. */
  gold: preset(
    {
      text: ['#2b2118', '#f6ecdb'],
      muted: ['#73624a', '#b9a98b'],
      surface: ['#fffcf5', '#1d1813'],
      border: ['#e8dcc2', '#43382a'],
      accent: ['#7d5b1c', '#e6c88a'],
      'accent-contrast': ['#fffdf7', '#251a08'],
      track: ['#f3ead5', '#372d20'],
    },
    css`
      --_radius: var(--laurel-radius, 2px);
      --_font-display: var(--laurel-font-display, ${serif});
    `,
    css`
      :host(:not(laurel-member-badge)) .card {
        box-shadow: inset 0 3px var(--_accent);
      }
    `,
  ),
  /** Young apparel: violet on white, round, loud figures. */
  young: preset(
    {
      text: ['#16122b', '#f4f1ff'],
      muted: ['#625c7d', '#aca6cc'],
      surface: ['#fff', '#17132a'],
      border: ['#e0daf7', '#3a3358'],
      accent: ['#5a2be0', '#bda8ff'],
      'accent-contrast': ['#fff', '#1c1048'],
      track: ['#efebfd', '#2e2749'],
    },
    css`
      --_radius: var(--laurel-radius, 1.5em);
    `,
    css`
      :is(.value, .tier, .name, h2) {
        font-weight: 800;
        letter-spacing: -0.01em;
      }
    `,
  ),
}
const sheets = new Set(Object.values(presets))

/** Puts the presets that `theme` names on an element, and takes the others off. */
export function dress(root: ShadowRoot, theme = ''): void {
  root.adoptedStyleSheets = [
    ...root.adoptedStyleSheets.filter(sheet => !sheets.has(sheet)),
    // A name that every object has is no preset's.
    ...theme.split(/\s+/).flatMap(name => (Object.hasOwn(presets, name) && presets[name]) || []),
  ]
}
