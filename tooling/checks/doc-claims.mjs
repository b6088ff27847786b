// What a text says is there: the paths it names, and the commands it tells the reader to run.

/**
 * @typedef {object} Claim
 * @property {number} line from 1
 * @property {'path' | 'file' | 'link' | 'script' | 'packageScript'} kind
 *   `path` from the root; `file` a bare file name; `link` relative to the text; a script of the root or of a package
 * @property {string} text
 * @property {string} [package]
 */

// What pnpm does by itself; every other word after `pnpm` is a script of ours.
const pnpmItself = new Set(['install', 'add', 'remove', 'update', 'exec', 'dlx', 'why', 'outdated', 'run', 'i', 'up'])
const rootFolders = String.raw`(?:apps|packages|tooling|docs|\.ci)`

/**
 * @param {string} code
 * @returns {Omit<Claim, 'line'>[]}
 */
function ofCode(code) {
  /** @type {Omit<Claim, 'line'>[]} */
  const claims = []
  for (const [, path = ''] of code.matchAll(new RegExp(String.raw`(?<![\w./@-])(${rootFolders}/[\w./<>*@-]*)`, 'g')))
    claims.push({ kind: 'path', text: path.replace(/[.,:]+$/, '') })
  if (/^[\w.-]+\.(?:md|json|mjs|cjs|ts|yaml|txt)$/.test(code)) claims.push({ kind: 'file', text: code })
  for (const [, name = '', script = ''] of code.matchAll(/\bpnpm --filter (@laurel\/[\w-]+) (?:run )?([a-z][\w:-]*)/g))
    if (!pnpmItself.has(script)) claims.push({ kind: 'packageScript', package: name, text: script })
  for (const [, script = ''] of code.matchAll(/\b(?:npm run|pnpm run|pnpm) ([a-z][\w:-]*)/g))
    if (!pnpmItself.has(script)) claims.push({ kind: 'script', text: script })
  for (const [, script = ''] of code.matchAll(/\bnpm (start|test)\b/g)) claims.push({ kind: 'script', text: script })
  return claims
}

/**
 * Every claim of a Markdown text: links anywhere, paths and commands in code.
 * @param {string} markdown
 * @returns {Claim[]}
 */
export function claimsOf(markdown) {
  /** @type {Claim[]} */
  const claims = []
  let fenced = false
  for (const [index, content] of markdown.split('\n').entries()) {
    const line = index + 1
    if (/^\s*(```|~~~)/.test(content)) {
      fenced = !fenced
      continue
    }
    const codes = fenced
      ? [content.replace(/\s#\s.*$/, '')]
      : [...content.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
    claims.push(...codes.flatMap(ofCode).map(claim => ({ ...claim, line })))
    if (fenced) continue
    for (const [, target = ''] of content.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
      if (!/^[a-z]+:/i.test(target)) claims.push({ line, kind: 'link', text: target })
  }
  return claims
}
