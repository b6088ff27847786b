// Gathers what the server hands to browsers into dist/public: the widgets with the demo, and the reference page's
// script. Everything is served by us: no public CDN is asked, in China least of all. The modules of earlier releases stay
// beside the new ones, for pages that are open: those of the folder that is replaced, or of the one named behind the script.
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keepModules, modulesBefore } from './kept-modules.ts'

const root = join(import.meta.dirname, '..')
const target = join(root, 'dist/public')
// Made beside, and put in place whole: who reads the folder meanwhile finds the old files or the new ones.
const made = `${target}.made`
const replaced = `${target}.replaced`
const reference = join(made, 'assets/reference')
const scalar = join(root, 'node_modules/@scalar/api-reference/dist/browser/standalone.js')

const before = await modulesBefore(process.argv[2] ?? target, Date.now())
for (const folder of [made, replaced]) await rm(folder, { recursive: true, force: true })
await mkdir(reference, { recursive: true })
await cp(join(root, '../widgets/dist'), made, {
  recursive: true,
  dereference: true,
  filter: path => !/\/dist\/(shots|package)/.test(path),
})
await cp(join(root, 'reference'), reference, { recursive: true })
await cp(scalar, join(reference, 'scalar.js'))
await keepModules(made, before)
await mkdir(target, { recursive: true })
await rename(target, replaced)
await rename(made, target)
await rm(replaced, { recursive: true, force: true })
