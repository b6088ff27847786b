import { readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'
import { docsPage } from './docs/docs-page.ts'
import type { Manifest } from './docs/manifest.ts'
import { DOCS_LANGUAGES } from './docs/page-shell.ts'
import { securityPage } from './docs/security-page.ts'
import { appManifest } from './kiosk/app-manifest.ts'
import { wasmFile } from './kiosk/camera/wasm-file.ts'
import { manifestPath } from './kiosk/manifest-path.ts'
import { loadPlainly, squeeze, squeezeStyles, squeezeTemplates } from './squeeze.ts'

const here = import.meta.dirname
/** Constructable style sheets, which let us live under a strict CSP, set the floor. */
const TARGET = ['chrome105', 'safari16.4', 'firefox110']

/** What further elements share is one module: two small ones weigh more. */
const SHARED: Rolldown.OutputOptions = {
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [{ name: 'details', test: /detail-element|paged-list|list\.styles|signed-out|zeros/ }],
  },
}

function bundle(
  entry: string,
  file: string,
  plugins: Plugin[] = [],
  output: Rolldown.OutputOptions = {},
): InlineConfig {
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
      minify: 'terser',
      terserOptions: {
        ecma: 2020,
        module: true,
        compress: { passes: 3 },
        // Lit's own inner names; every module of ours gets its Lit from the script.
        mangle: { properties: { regex: /^_\$/ } },
        format: { comments: false },
      },
      rolldownOptions: {
        // Terser is slower than the rest, and worth it.
        checks: { pluginTimings: false },
        input: join(here, entry),
        output: {
          entryFileNames: file,
          chunkFileNames: `${dirname(file)}/elements/[name]-[hash].js`,
          ...output,
        },
      },
    },
  }
}

const elements = readdirSync(join(here, 'src/elements'))

/** What a store bundles itself: a module for each element, with the bundler's own copy of Lit. */
const packaged: InlineConfig = {
  root: here,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [squeezeStyles],
  build: {
    target: TARGET,
    outDir: join(here, 'dist/package'),
    minify: false,
    // A library: nothing of Vite's own is put into it.
    lib: {
      formats: ['es'],
      entry: Object.fromEntries([
        ['page-api', join(here, 'src/page-api.ts')],
        ...elements.map(name => [`elements/${name}`, join(here, `src/elements/${name}/${name}.define.ts`)]),
      ]),
    },
    rolldownOptions: {
      external: /^(lit|uqr)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
}

const KIOSK_FILES = ['index.html', 'kiosk.css', 'icon.svg', 'icon-maskable.svg', 'shell-worker.js']

/**
 * Builds the script, the modules that it loads, its style sheet, the package for bundlers, the demo shop, the kiosk, the frame of isolated
 * elements and the documentation into `dist/`.
 */
export async function buildWidgets(): Promise<void> {
  const dist = join(here, 'dist')
  // The names of modules tell their contents: old ones would stay for ever.
  for (const folder of ['widgets', 'kiosk', 'assets']) await rm(join(dist, folder), { recursive: true, force: true })
  await build(bundle('src/laurel.ts', 'widgets/laurel.js', [squeezeStyles, squeezeTemplates, loadPlainly], SHARED))
  await writeFile(
    join(dist, 'widgets/laurel.css'),
    squeeze(await readFile(join(here, 'src/laurel.css'), 'utf8')).trim(),
  )
  await build(packaged)
  await build(bundle('demo/demo.ts', 'demo/demo.js'))
  await build(bundle('demo/first.ts', 'demo/first.js', [], { format: 'iife' }))
  await build(bundle('demo/theme/theme.ts', 'demo/theme/theme.js'))
  await build(bundle('docs/docs.ts', 'docs/widgets/docs.js'))
  const manifest = JSON.parse(await readFile(join(here, 'custom-elements.json'), 'utf8')) as Manifest
  for (const { locale, folder } of DOCS_LANGUAGES) {
    const target = join(dist, 'docs/widgets', folder)
    await mkdir(join(target, 'security'), { recursive: true })
    await writeFile(join(target, 'index.html'), docsPage(manifest, locale))
    const threats = await readFile(join(here, '../../docs', folder, 'widgets-security.md'), 'utf8')
    await writeFile(join(target, 'security/index.html'), securityPage(threats, locale))
  }
  await cp(join(here, 'docs/docs.css'), join(dist, 'docs/widgets/docs.css'))
  await build(bundle('frame/frame.ts', 'assets/frame/frame.js', [squeezeStyles, squeezeTemplates, loadPlainly]))
  await cp(join(here, 'frame/frame.css'), join(dist, 'assets/frame/frame.css'))
  await build(bundle('kiosk/kiosk.ts', 'kiosk/kiosk.js', [squeezeStyles]))
  for (const name of KIOSK_FILES) await cp(join(here, 'kiosk', name), join(dist, 'kiosk', name))
  for (const { locale } of DOCS_LANGUAGES)
    await writeFile(join(dist, manifestPath(locale)), JSON.stringify(appManifest(locale), null, 2))
  await buildCodeReader(join(dist, 'kiosk'))
  // Lit asks that its notice goes with every copy.
  await cp(join(here, 'node_modules/lit/LICENSE'), join(dist, 'widgets/laurel.js.LICENSE.txt'))
  for (const name of ['index.html', 'demo.css', 'products', 'theme/index.html', 'theme/theme.css']) {
    await cp(join(here, 'demo', name), join(dist, 'demo', name), { recursive: true })
  }
}

/** What reads QR codes for the kiosk's camera, with the WebAssembly that its package was made with. */
async function buildCodeReader(target: string): Promise<void> {
  await build(bundle('kiosk/camera/code-reader.ts', 'kiosk/code-reader.js'))
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('barcode-detector'))
  const wasm = await readFile(resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await writeFile(join(target, wasmFile(createHash('sha256').update(wasm).digest('hex'))), wasm)
  await cp(join(here, 'kiosk/camera/LICENSES.txt'), join(target, 'code-reader.js.LICENSE.txt'))
}

/** What each file weighs, gzip, in bytes. */
async function weigh(): Promise<Record<string, number>> {
  const folder = join(here, 'dist/widgets')
  const files = (await readdir(folder, { recursive: true })).filter(file => /\.(js|css)$/.test(file)).toSorted()
  const weights = files.map(async file => [file, gzipSync(await readFile(join(folder, file))).length])
  return Object.fromEntries(await Promise.all(weights))
}

if (import.meta.main) {
  await buildWidgets()
  console.table(await weigh())
}
