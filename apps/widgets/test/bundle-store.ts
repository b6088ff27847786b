import { join } from 'node:path'
import { build } from 'vite'

const ENTRY = 'virtual:store'

/** Bundles a page's own script as a store's build would. */
export async function bundleStore(code: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'store',
        enforce: 'pre',
        resolveId: id => (id === ENTRY ? `\0${ENTRY}` : null),
        load: id => (id === `\0${ENTRY}` ? code : null),
      },
    ],
    build: { write: false, modulePreload: false, minify: false, rolldownOptions: { input: ENTRY } },
  })
  const [output] = (Array.isArray(built) ? built : [built]) as { output: { code?: string }[] }[]
  return output!.output.map(file => file.code ?? '').join('\n')
}
