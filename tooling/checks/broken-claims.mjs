// Holds the claims of the house's texts against the tree and the scripts.
import { execFileSync } from 'node:child_process'
// Not by name: an older Node, which only hands over to the house's own, has no globSync.
import fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from '@laurel/run/house'
import { claimsOf } from './doc-claims.mjs'

/** @param {string} path */
const json = path => JSON.parse(fs.readFileSync(join(root, path), 'utf8'))

/** Every file of the house, as git knows it: what is committed, and what is about to be. */
const tracked = () =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)

/** A path with a place for something, such as `<name>` or `*`, is there if anything fits. @param {string} path */
const isThere = path =>
  /[<*]/.test(path)
    ? fs.globSync(path.replaceAll(/<[^>]*>/g, '*'), { cwd: root }).length > 0
    : fs.existsSync(join(root, path))

/**
 * One sentence for each claim of README, CONTRIBUTING, AGENTS and docs/ that is not so.
 * @returns {string[]}
 */
export function brokenClaims() {
  const files = tracked()
  const texts = files.filter(file => /^[^/]+\.md$|^docs\/.*\.md$/.test(file) && fs.existsSync(join(root, file)))
  const names = new Set(files.map(file => basename(file)))
  const scripts = new Set(Object.keys(json('package.json').scripts))
  /** @type {Map<string, Set<string>>} */
  const packageScripts = new Map()
  for (const file of files.filter(path => path.endsWith('/package.json') && fs.existsSync(join(root, path)))) {
    const { name, scripts: own = {} } = json(file)
    packageScripts.set(name, new Set(Object.keys(own)))
  }

  /** @type {Record<import('./doc-claims.mjs').Claim['kind'], (claim: import('./doc-claims.mjs').Claim, text: string) => boolean>} */
  const holds = {
    path: claim => isThere(claim.text),
    file: claim => names.has(claim.text),
    link: (claim, text) => fs.existsSync(join(root, dirname(text), claim.text)),
    script: claim => scripts.has(claim.text),
    packageScript: claim => packageScripts.get(claim.package ?? '')?.has(claim.text) ?? false,
  }
  return texts.flatMap(text =>
    claimsOf(fs.readFileSync(join(root, text), 'utf8'))
      .filter(claim => !holds[claim.kind](claim, text))
      .map(
        claim =>
          `${text}:${claim.line} names ${claim.kind.includes('cript') ? `the script ${claim.package ?? ''} ${claim.text}`.replace('  ', ' ') : claim.text}, which is not there`,
      ),
  )
}
