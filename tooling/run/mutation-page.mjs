// What a mutation run comes to, folder by folder, as docs/mutation.md has it.

/** @typedef {{ files: Record<string, { mutants: readonly { status: string }[] }> }} Report Stryker's, as far as it is read here */

/** @param {string} file such as `src/ledger/lots.ts` */
const folderOf = file => file.split('/').slice(1, -1)[0] ?? '.'

/** @param {readonly { status: string }[]} mutants */
const countsOf = mutants => {
  const count = (/** @type {readonly string[]} */ ...statuses) =>
    mutants.filter(({ status }) => statuses.includes(status)).length
  const [noticed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')]
  return { noticed, survived, uncovered, tried: noticed + survived + uncovered, ignored: count('Ignored') }
}

/**
 * @param {string} name
 * @param {ReturnType<typeof countsOf>} counts
 */
const row = (name, { tried, noticed, survived, uncovered, ignored }) => [
  name,
  tried === 0 ? '–' : `${((100 * noticed) / tried).toFixed(1)} %`,
  ...[tried, noticed, survived, uncovered, ignored].map(String),
]

const HEAD = ['folder', 'score', 'mutants', 'noticed', 'survived', 'never run', 'not tried']

/**
 * A table of folders, with their sum. One that was never tried has no figures.
 * @param {Report} report
 * @param {readonly string[]} folders
 */
export function mutationTable(report, folders) {
  const files = Object.entries(report.files)
  const mutantsOf = (/** @type {readonly string[]} */ of) =>
    files.flatMap(([file, { mutants }]) => (of.includes(folderOf(file)) ? mutants : []))
  const rows = [
    ...folders.toSorted().map(name => row(`\`${name}\``, countsOf(mutantsOf([name])))),
    row('**all**', countsOf(mutantsOf(folders))),
  ]
  const widths = HEAD.map((title, i) => Math.max(title.length, ...rows.map(cells => cells[i]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(HEAD), rule, ...rows.map(line)].join('\n')
}

/**
 * @param {Report} report all that is known
 * @param {readonly string[]} folders all that there are
 * @param {string} on the date
 */
export const mutationPage = (report, folders, on) => `# Mutation score of the rules

\`pnpm mutate\` changes \`packages/core\` piece by piece and counts which changes its own tests notice. This page is written by it, last on ${on}; \`pnpm mutate tiers earning\` tries only those folders. A folder without figures has not been tried yet. What is left out, and why, is in \`packages/core/stryker.config.mjs\`.

${mutationTable(report, folders)}

The score is noticed ÷ mutants. Never run counts against it. Not tried is what runs once when a module is loaded: schemas and tables of words.
`
