// Finds in the long log of a stage what failed, so that it can be said again at its end.
import { stripVTControlCharacters } from 'node:util'

const linesOfOneFailure = 8
const linesOfATail = 12

/** What turbo puts before each line of a task. */
const taskPrefix = /^((?:@[\w-]+\/|\/\/)[\w-]*:[\w:-]+?): ?(.*)$/
/** What turbo says of a task that failed. */
const taskFailed = /^((?:@[\w-]+\/|\/\/)[\w-]*)#([\w:-]+): +ERROR /
const vitestFailure = /^\s*FAIL\s/
/** A check that does not hold, a test of node:test, what TypeScript refuses, a file that is not formatted. */
const otherFailure = /^\s*(?:✗|✖|×|not ok\b|\[warn\] )|\berror TS\d+:/
const ofAnother = /⎯{5}|^\s*(?:✓|✔|ok |\d+ passed, \d+ failed)/

/**
 * The failures that a task's own lines tell, with each one's first lines.
 * @param {readonly string[]} lines
 */
function failuresIn(lines) {
  // vitest names a failed test twice: in its list, and with its error below.
  const starts = lines.some(line => vitestFailure.test(line)) ? vitestFailure : otherFailure
  /** @type {string[]} */
  const told = []
  let left = 0
  for (const line of lines) {
    if (starts.test(line)) left = linesOfOneFailure
    else if (ofAnother.test(line)) left = 0
    if (left === 0 || line.trim() === '') continue
    told.push(line.trimEnd())
    left -= 1
  }
  return told
}

/**
 * What a failed stage's log says that failed: the names, with the first lines of each error. Where nothing is named, the
 * last lines of each task that failed.
 * @param {string} log
 * @param {number} [limit] lines
 * @returns {string[]}
 */
export function whatFailed(log, limit = 60) {
  /** @type {Map<string, string[]>} */
  const tasks = new Map()
  /** @type {Set<string>} */
  const failed = new Set()
  for (const line of stripVTControlCharacters(log).split('\n')) {
    const [, task = '', text = line] = taskPrefix.exec(line) ?? []
    const [, owner, name] = taskFailed.exec(line) ?? []
    if (owner) failed.add(`${owner}:${name}`)
    else if (tasks.has(task)) tasks.get(task)?.push(text)
    else tasks.set(task, [text])
  }
  const told = [...(failed.size > 0 ? failed : tasks.keys())].flatMap(task => {
    const lines = tasks.get(task) ?? []
    const named = failuresIn(lines)
    const shown = named.length > 0 || failed.size === 0 ? named : lines.filter(line => line.trim()).slice(-linesOfATail)
    return task === '' || shown.length === 0 ? shown : [`${task}:`, ...shown]
  })
  if (told.length === 0) return log.trimEnd().split('\n').slice(-linesOfATail)
  if (told.length <= limit) return told
  return [...told.slice(0, limit), `… and ${told.length - limit} lines more, in the log above`]
}
