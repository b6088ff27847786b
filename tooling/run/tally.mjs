// Counts what a run of tasks proved.

/** @typedef {import('./tasks.mjs').Ran} Ran */
/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * vitest's own count, from the last line that gives one; null where it gave none.
 * @param {string} log without colours
 * @returns {Tally | null}
 */
export function vitestTally(log) {
  const line = log.match(/^.*\bTests\s{2,}\d.*$/gm)?.at(-1)
  if (!line) return null
  const count = (/** @type {string} */ word) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0)
  return { passed: count('passed'), failed: count('failed') }
}

/**
 * What a run proved: each test of a test task, and each other task as one check. A task that failed counts at least once.
 * @param {readonly Ran[]} ran
 * @returns {Tally & { tests: number, checks: number }}
 */
export function tally(ran) {
  const sum = { passed: 0, failed: 0, tests: 0, checks: 0 }
  for (const task of ran) {
    const tests = task.task === 'test' ? vitestTally(task.log) : null
    const passed = tests?.passed ?? (task.passed ? 1 : 0)
    sum.passed += passed
    sum.failed += task.passed ? 0 : Math.max(1, tests?.failed ?? 0)
    if (tests) sum.tests += passed
    else sum.checks += passed
  }
  return sum
}
