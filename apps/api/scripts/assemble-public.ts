// Gathers what the server hands to browsers into dist/public: the widgets with the demo, and the reference page's
// script. Everything is served by us: no public CDN is asked, in China least of all. The modules of earlier releases stay
// beside the new ones, for pages that are open: those of the folder that is replaced, or of the one named behind the script.
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keepModules, modulesBefore } from './kept-modules.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'dist/public')
const reference = join(target, 'assets/reference')
const scalar = join(root, 'node_modules/@scalar/api-reference/dist/browser/standalone.js')

const before = await modulesBefore(process.argv[2] ?? target, Date.now())
await rm(target, { recursive: true, force: true })
await mkdir(reference, { recursive: true })
await cp(join(root, '../widgets/dist'), target, {
  recursive: true,
  dereference: true,
  filter: path => !/\/dist\/(shots|package)/.test(path),
})
await cp(join(root, 'reference'), reference, { recursive: true })
await cp(scalar, join(reference, 'scalar.js'))
await keepModules(target, before)
