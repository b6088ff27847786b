// Which acceptance tests must pass, and which may still fail.

/** @typedef {{ name: string, passed: boolean, error?: string }} Result a test as `file: title` */
/** @typedef {{ name: string, why: string }} Failure */

/**
 * The names in a list of pending tests; blank lines and lines that begin with # say nothing.
 * @param {string} text
 */
export const pendingNames = text =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))

/**
 * Judges a run: a listed test may fail. One that passes, is not there, or is listed twice is a failure of the list.
 * @param {readonly Result[]} results
 * @param {readonly string[]} pending
 * @returns {{ passed: string[], pending: string[], failures: Failure[] }}
 */
export function judge(results, pending) {
  const listed = new Set(pending)
  const ran = new Set(results.map(result => result.name))
  return {
    passed: results.filter(result => result.passed && !listed.has(result.name)).map(result => result.name),
    pending: results.filter(result => !result.passed && listed.has(result.name)).map(result => result.name),
    failures: [
      ...results
        .filter(result => !result.passed && !listed.has(result.name))
        .map(({ name, error }) => ({ name, why: error ?? 'failed' })),
      ...results
        .filter(result => result.passed && listed.has(result.name))
        .map(({ name }) => ({ name, why: 'passes: remove it from the list' })),
      ...[...listed]
        .filter(name => !ran.has(name))
        .map(name => ({ name, why: 'is on the list, and there is no such test' })),
      ...pending.filter((name, i) => pending.indexOf(name) !== i).map(name => ({ name, why: 'is on the list twice' })),
    ],
  }
}
