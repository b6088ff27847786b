import { MagicString } from 'magic-string'
import type { Plugin } from 'vite'

/** Style files hold CSS in template literals and nothing else: its blank space is no use to a visitor. */
export const squeezeStyles: Plugin = {
  name: 'squeeze-styles',
  enforce: 'pre',
  transform: {
    filter: { id: /\.styles\.ts$/ },
    handler: source => edited(new MagicString(source).replace(/(?<=css`)[^`]*(?=`\n)/g, squeeze)),
  },
}

/** A browser sees one blank where a template has a line's end and an indent. */
export const squeezeTemplates: Plugin = {
  name: 'squeeze-templates',
  // After Terser, which keeps what is in a template.
  renderChunk: { order: 'post', handler: code => edited(new MagicString(code).replace(/\n\s+/g, ' ')) },
}

/** Vite would load what a module imports ahead of it; ours import the script itself, which is there. */
export const loadPlainly: Plugin = {
  name: 'load-plainly',
  enforce: 'pre',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = load => load()',
  },
  renderChunk: { order: 'post', handler: code => edited(new MagicString(code).replace(PRELOADED, '$<load>')) },
}

/** What Vite has put around an `import()`: a call for what is loaded ahead, and its one name taken out and put back. */
const PRELOADED =
  /\b\w+\((?:async)?\(\)=>(?:\{const\{(\w+):(\w+)\}=await\()?(?<load>import\("[^"]+"\)(?:\.then\(\w+=>\w+\.\w+\))?)(?:\);return\{\1:\2\}\})?,__VITE_PRELOAD__\)/g

/** Edited code with the map of the edit, by which a debugger still finds the source. */
function edited(text: MagicString) {
  return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) }
}

/** A style sheet without its comments and its blank space. */
export function squeeze(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: (?=[^{}]*[;}])/g, ':')
    .replaceAll(';}', '}')
    .replaceAll(' * ', '*')
    .replaceAll(' !', '!')
    .replace(/(?<=@[^{]*): /g, ':')
    .replace(/(?<=[ :(,-])0\.(?=\d)/g, '.')
}
