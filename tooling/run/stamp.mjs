// Stamps: the hash of what a step was made from, kept beside what it made. Same hash, nothing to do.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './house.mjs'

const unread = new Set(['node_modules', 'dist', '.turbo', '.wrangler', 'coverage'])

/**
 * Every file under a path of the repository, sorted; what is built or installed is left out.
 * @param {string} path relative to the root; a file, a folder, or nothing at all
 * @returns {string[]}
 */
function filesUnder(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full)
    .filter(name => !unread.has(name))
    .toSorted()
    .flatMap(name => filesUnder(join(path, name)))
}

/**
 * A hash over the names and contents of files; tests are left out, since nothing is built from them.
 * @param {string[]} paths relative to the root
 */
export function hashOf(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of paths.flatMap(filesUnder).filter(name => !/\.test\.m?ts$/.test(name)))
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} name */
const stampFile = name => join(root, 'node_modules', '.cache', 'laurel', `${name}.stamp`)

/**
 * Whether a step was last done from this very hash.
 * @param {string} name
 * @param {string} hash
 */
export function isStamped(name, hash) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === hash
}

/**
 * Notes that a step was done from this hash.
 * @param {string} name
 * @param {string} hash
 */
export function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), hash)
}
