import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type InlineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
/** Constructable style sheets, which let us live under a strict CSP, set the floor. */
const TARGET = ['chrome105', 'safari16.4', 'firefox110']

/** Style files hold CSS in template literals and nothing else: its blank space is no use to a visitor. */
const squeezeStyles: Plugin = {
  name: 'squeeze-styles',
  enforce: 'pre',
  transform: {
    filter: { id: /\.styles\.ts$/ },
    handler: source => ({ code: source.replace(/(?<=css`)[^`]*(?=`\n)/g, squeeze), map: { mappings: '' } }),
  },
}

function squeeze(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: (?=[^{}]*[;}])/g, ':')
    .replaceAll(';}', '}')
}

function bundle(entry: string, file: string, plugins: Plugin[] = []): InlineConfig {
  return {
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins,
    build: {
      target: TARGET,
      outDir: join(here, 'dist'),
      emptyOutDir: false,
      sourcemap: true,
      modulePreload: false,
      rolldownOptions: { input: join(here, entry), output: { entryFileNames: file, comments: { legal: false } } },
    },
  }
}

/** Builds the script and the demo shop into `dist/`. Returns the script's size in bytes, gzip. */
export async function buildWidgets(): Promise<number> {
  const dist = join(here, 'dist')
  await build(bundle('src/laurel.ts', 'widgets/laurel.js', [squeezeStyles]))
  await build(bundle('demo/demo.ts', 'demo/demo.js'))
  // Lit asks that its notice goes with every copy.
  await cp(join(here, 'node_modules/lit/LICENSE'), join(dist, 'widgets/laurel.js.LICENSE.txt'))
  for (const name of ['index.html', 'demo.css', 'products']) {
    await cp(join(here, 'demo', name), join(dist, 'demo', name), { recursive: true })
  }
  return gzipSync(await readFile(join(dist, 'widgets/laurel.js'))).length
}

if (import.meta.main) console.log(`widgets/laurel.js: ${await buildWidgets()} bytes gzip`)
