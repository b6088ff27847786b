// Makes the package for who bundles: `pnpm --filter @laurel/widgets package`, then `npm publish apps/widgets/dist/package`.
// Its typings are declarations, for the sources are TypeScript as Node runs it, which other projects need not allow.
import { execFileSync } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildWidgets } from './build.ts'

const here = import.meta.dirname
const require = createRequire(import.meta.url)

interface Manifest {
  readonly name: string
  readonly version: string
}

const readManifest = async (file: string): Promise<Manifest> => JSON.parse(await readFile(file, 'utf8'))

/** Adds to the modules in `dist/package` what makes them a package: its manifest, declarations, and typings for JSX and Vue. */
export async function writePackage(): Promise<void> {
  const target = join(here, 'dist/package')
  execFileSync(process.execPath, [
    require.resolve('typescript/bin/tsc'),
    '-p',
    join(here, 'tsconfig.package.json'),
    '--outDir',
    join(target, 'types'),
  ])
  await cp(join(here, 'types'), join(target, 'types/types'), { recursive: true })
  await cp(join(here, 'custom-elements.json'), join(target, 'custom-elements.json'))
  await cp(join(here, 'src/laurel.css'), join(target, 'laurel.css'))
  const { name, version } = await readManifest(join(here, 'package.json'))
  const elements = await readdir(join(here, 'src/elements'))
  const bundled = await Promise.all(
    ['lit', 'uqr'].map(async library => {
      const manifest = await readManifest(join(here, 'node_modules', library, 'package.json'))
      return [library, `^${manifest.version}`] as const
    }),
  )
  const manifest = {
    name,
    version,
    type: 'module',
    customElements: 'custom-elements.json',
    exports: {
      '.': { types: './types/src/page-api.d.ts', default: './page-api.js' },
      ...Object.fromEntries(
        elements.map(element => [
          `./elements/${element}`,
          { types: `./types/src/elements/${element}/${element}.d.ts`, default: `./elements/${element}.js` },
        ]),
      ),
      './custom-elements.json': './custom-elements.json',
      './laurel.css': './laurel.css',
      './react': { types: './types/types/react.d.ts' },
      './vue': { types: './types/types/vue.d.ts' },
    },
    sideEffects: ['./page-api.js', './elements/*.js', './laurel.css'],
    dependencies: Object.fromEntries(bundled),
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

if (import.meta.main) {
  await buildWidgets()
  await writePackage()
}
