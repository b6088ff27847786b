// What a mutation run comes to, folder by folder, as docs/mutation.md has it.

/** @typedef {{ files: Record<string, { mutants: readonly { status: string }[] }> }} Report Stryker's, as far as it is read here */
/** @typedef {{ tried: number, noticed: number, survived: number, uncovered: number, ignored: number }} Counts */

/** So many mutants in a hundred are to be noticed at the least, in every folder. */
export const LEAST_SCORE = 85

/** @param {string} file such as `src/ledger/lots.ts` */
const folderOf = file => file.split('/').slice(1, -1)[0] ?? '.'

/**
 * @param {readonly { status: string }[]} mutants
 * @returns {Counts}
 */
const countsOf = mutants => {
  const count = (/** @type {readonly string[]} */ ...statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  const [noticed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')]
  return { noticed, survived, uncovered, tried: noticed + survived + uncovered, ignored: count('Ignored') }
}

/**
 * @param {string} name
 * @param {Counts} counts
 */
const row = (name, { tried, noticed, survived, uncovered, ignored }) => [
  name,
  tried === 0 ? '–' : `${((100 * noticed) / tried).toFixed(1)} %`,
  ...[tried, noticed, survived, uncovered, ignored].map(String),
]

const HEAD = ['folder', 'score', 'mutants', 'noticed', 'survived', 'never run', 'not tried']

const ROW = /^\| `([\w-]+)` +\|[^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm

/**
 * What a page says of its folders.
 * @param {string} page
 * @returns {ReadonlyMap<string, Counts>}
 */
const countsOn = page =>
  new Map(
    [...page.matchAll(ROW)].map(([, name = '', ...cells]) => {
      const [tried = 0, noticed = 0, survived = 0, uncovered = 0, ignored = 0] = cells.map(Number)
      return [name, { tried, noticed, survived, uncovered, ignored }]
    }),
  )

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
const sumOf = counts => {
  const sum = (/** @type {keyof Counts} */ field) => counts.reduce((total, of) => total + of[field], 0)
  return {
    tried: sum('tried'),
    noticed: sum('noticed'),
    survived: sum('survived'),
    uncovered: sum('uncovered'),
    ignored: sum('ignored'),
  }
}

/**
 * A table of folders, with their sum. One that was not tried has what an earlier page says of it, or no figures.
 * @param {Report} report
 * @param {readonly string[]} folders
 * @param {string} [earlier] a page
 */
export function mutationTable(report, folders, earlier = '') {
  const files = Object.entries(report.files)
  const before = countsOn(earlier)
  const known = folders.toSorted().map(name => {
    const mutants = files.flatMap(([file, of]) => (folderOf(file) === name ? of.mutants : []))
    return { name, counts: (mutants.length === 0 && before.get(name)) || countsOf(mutants) }
  })
  const rows = [
    ...known.map(({ name, counts }) => row(`\`${name}\``, counts)),
    row('**all**', sumOf(known.map(({ counts }) => counts))),
  ]
  const widths = HEAD.map((title, i) => Math.max(title.length, ...rows.map(cells => cells[i]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(HEAD), rule, ...rows.map(line)].join('\n')
}

/**
 * The folders of a page whose score is too low.
 * @param {string} page
 * @returns {string[]}
 */
export const foldersBelow = page =>
  [...countsOn(page)]
    .filter(([, { tried, noticed }]) => 100 * noticed < LEAST_SCORE * tried)
    .map(([name, { tried, noticed }]) => `${name}: ${noticed} of ${tried}`)

/**
 * @param {Report} report what was tried here
 * @param {readonly string[]} folders all that there are
 * @param {string} on the date
 * @param {string} [earlier] the page as it was: it tells of the folders that were tried elsewhere
 */
export const mutationPage = (report, folders, on, earlier) => `# Mutation score of the rules

\`pnpm mutate\` changes \`packages/core\` piece by piece and counts which changes its own tests notice. This page is written by it, last on ${on}; \`pnpm mutate tiers earning\` tries only those folders. A folder without figures has not been tried yet. What is left out, and why, is in \`packages/core/stryker.config.mjs\`.

${mutationTable(report, folders, earlier)}

The score is noticed ÷ mutants; below ${LEAST_SCORE} % in any folder, \`pnpm mutate\` fails, and so do the tests, which read this page. Never run counts against it. Not tried is what runs once when a module is loaded: schemas and tables of words.
`
