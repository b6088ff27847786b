import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { cacheOf } from '../src/platform/kept-files.ts'

/** How long a page of an earlier release finds what it loads late, in milliseconds: thirty days. */
const KEPT_MS = 30 * 86_400_000
/** Since when each kept module is no part of the release, in milliseconds, by its path. */
const LIST = 'widgets/kept-modules.json'

/** A module of an earlier release. */
interface KeptModule {
  readonly path: string
  readonly code: Buffer
  readonly since: number
}

/**
 * The modules of the release before, whose names tell their contents, and those that it had kept itself for less than
 * thirty days. A page that was open at a deployment loads them by the names that it knows.
 */
export async function modulesBefore(folder: string, now: number): Promise<readonly KeptModule[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const listed = await readFile(join(folder, LIST), 'utf8').catch(() => '{}')
  const kept = JSON.parse(listed) as Readonly<Record<string, number>>
  const modules = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(path => cacheOf(`/${path}`)?.endsWith('immutable'))
    .map(path => ({ path, since: kept[path] ?? now }))
    .filter(({ since }) => now - since < KEPT_MS)
  return Promise.all(modules.map(async module => ({ ...module, code: await readFile(join(folder, module.path)) })))
}

/** Puts the modules of earlier releases beside those of this one, and writes down since when each is kept. */
export async function keepModules(folder: string, modules: readonly KeptModule[]): Promise<void> {
  const kept: Record<string, number> = {}
  for (const { path, code, since } of modules) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    const isOld = await writeFile(target, code, { flag: 'wx' }).then(
      () => true,
      () => false,
    )
    if (isOld) kept[path] = since
  }
  await mkdir(dirname(join(folder, LIST)), { recursive: true })
  await writeFile(join(folder, LIST), JSON.stringify(kept))
}
